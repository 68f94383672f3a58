package nunchi.spark;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import nunchi.network.Network;
import nunchi.run.Exports;
import nunchi.run.RunOptions;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;

/// Rows that a model scores in a second, beside ONNX Runtime in a `mapPartitions`: prints a table of
/// `benchmarks/RESULTS.md`. Both get rows of 784 numbers from memory, in two partitions, 128 at a time, with one thread
/// a task, and give a class and the probabilities.
///
/// Argument: a folder to work in.
final class ScoringFigures {
    private static final int ROWS = 20_000;
    private static final int WIDTH = 784;
    private static final int BATCH = 128;
    private static final int TIMES = 7;
    private static final String MODEL = """
            name: scored
            data: {name: mnist, limit: {train: 500, test: 100}, preprocess: [{scale: 255}%s]}
            model: [%s, {dense: {units: 10}}]
            loss: softmaxCrossEntropy
            optimizer: {sgd: {learningRate: 0.01}}
            train: {epochs: 1}
            """;
    private static final Map<String, String> MODELS = Map.of(
            "784-1024-10",
            MODEL.formatted(", flatten", "{dense: {units: 1024, activation: relu}}"),
            "two convolutions",
            MODEL.formatted(
                    "",
                    "{conv2d: {filters: 16, kernel: 5, activation: relu}}, {maxPool2d: 2},"
                            + " {conv2d: {filters: 32, kernel: 5, activation: relu}}, {maxPool2d: 2}, flatten"));

    private static final Map<String, OrtSession> SESSIONS = new HashMap<>();

    private ScoringFigures() {}

    private static Dataset<Row> rows(SparkSession spark) {
        List<Row> rows = IntStream.range(0, ROWS)
                .mapToObj(row -> {
                    Float[] values = new Float[WIDTH];
                    Arrays.setAll(values, i -> (float) ((row * 31 + i * 7 + row * i) % 256));
                    return RowFactory.create((Object) values);
                })
                .toList();
        Dataset<Row> stored = spark.createDataFrame(
                        rows, new StructType().add("features", DataTypes.createArrayType(DataTypes.FloatType, false)))
                .repartition(2)
                .cache();
        stored.count();
        return stored;
    }

    /// The best of several times, after some that warm up.
    private static double rowsPerSecond(Dataset<Row> scored) {
        double best = Double.POSITIVE_INFINITY;
        for (int time = 0; time < TIMES; time++) {
            long begin = System.nanoTime();
            scored.write().format("noop").mode("overwrite").save();
            best = Math.min(best, (System.nanoTime() - begin) / 1e9);
        }
        return ROWS / best;
    }

    /// ONNX Runtime on the rows of a partition; a process loads a model once.
    record Peer(byte[] model) implements MapPartitionsFunction<Row, Row> {
        @Override
        public Iterator<Row> call(Iterator<Row> rows) throws OrtException {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            OrtSession session = session(environment, model);
            List<Row> scored = new ArrayList<>();
            while (rows.hasNext()) {
                score(session, environment, rows, scored);
            }
            return scored.iterator();
        }

        private static OrtSession session(OrtEnvironment environment, byte[] model) throws OrtException {
            synchronized (SESSIONS) {
                String name = Integer.toString(Arrays.hashCode(model));
                if (!SESSIONS.containsKey(name)) {
                    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                    options.setIntraOpNumThreads(1);
                    SESSIONS.put(name, environment.createSession(model, options));
                }
                return SESSIONS.get(name);
            }
        }

        private void score(OrtSession session, OrtEnvironment environment, Iterator<Row> rows, List<Row> scored)
                throws OrtException {
            List<Row> batch = new ArrayList<>();
            float[] values = new float[BATCH * WIDTH];
            while (rows.hasNext() && batch.size() < BATCH) {
                Row row = rows.next();
                Seq<Float> cell = row.getAs("features");
                for (int i = 0; i < WIDTH; i++) {
                    values[batch.size() * WIDTH + i] = cell.apply(i);
                }
                batch.add(row);
            }
            long[] shape = {batch.size(), 28, 28, 1};
            try (OnnxTensor input = OnnxTensor.createTensor(
                            environment, FloatBuffer.wrap(values, 0, batch.size() * WIDTH), shape);
                    OrtSession.Result result = session.run(Map.of(Network.EXAMPLES, input))) {
                float[][] said = (float[][]) result.get(0).getValue();
                for (int i = 0; i < batch.size(); i++) {
                    double[] classes = new double[said[i].length];
                    int best = 0;
                    for (int c = 0; c < classes.length; c++) {
                        classes[c] = said[i][c];
                        best = classes[c] > classes[best] ? c : best;
                    }
                    scored.add(RowFactory.create(batch.get(i).get(0), (double) best, Vectors.dense(classes)));
                }
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        try (SparkSession spark = Trained.spark()) {
            Dataset<Row> rows = rows(spark);
            MODELS.forEach((name, text) -> print(name, text, folder, rows));
        }
    }

    private static void print(String name, String text, Path folder, Dataset<Row> rows) {
        Path run = Trained.run(folder.resolve(name), text);
        Path file = folder.resolve(name + ".onnx");
        Exports.onnx(run, file, new RunOptions());
        NunchiModel model = NunchiModel.load(run.toString());
        StructType schema = model.transformSchema(rows.schema());
        double ours = rowsPerSecond(model.transform(rows));
        double peer = rowsPerSecond(rows.mapPartitions(new Peer(content(file)), Encoders.row(schema)));
        System.out.println(String.format(
                Locale.ROOT, "%s: %,.0f rows a second, ONNX Runtime %,.0f, ratio %.2f", name, ours, peer, ours / peer));
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
