package nunchi.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import nunchi.check.InvalidRequestException;
import nunchi.picture.Picture;
import nunchi.predict.Predictor;
import nunchi.prediction.Prediction;
import nunchi.run.RunOptions;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NunchiModelTest {
    private static final DataType FLOATS = DataTypes.createArrayType(DataTypes.FloatType);
    private static final String TABLE = """
            name: table
            data: {name: "%s", target: [%s], test: {random: 0.2}}
            model: [{dense: {units: 4, activation: tanh}}, {dense: {units: %d}}]
            loss: meanSquaredError
            optimizer: {sgd: {learningRate: 0.01}}
            train: {epochs: 1}
            """;

    @TempDir
    static Path folder;

    private static SparkSession spark;
    private static Path digits;

    @BeforeAll
    static void begin() {
        digits = Trained.run(folder.resolve("digits"), Trained.DIGITS);
        spark = Trained.spark();
    }

    @AfterAll
    static void end() {
        spark.stop();
    }

    private static Dataset<Row> rows(DataType type, List<?> cells) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            rows.add(RowFactory.create(i, cells.get(i)));
        }
        return spark.createDataFrame(
                        rows,
                        DataTypes.createStructType(List.of(
                                DataTypes.createStructField("id", DataTypes.IntegerType, false),
                                DataTypes.createStructField("features", type, true))))
                .repartition(3);
    }

    private static List<Row> scored(NunchiModel model, Dataset<Row> rows) {
        return model.transform(rows).orderBy("id").collectAsList();
    }

    private static List<Prediction> expected(Path run, List<float[]> examples) {
        try (Predictor predictor = Predictor.load(run, new RunOptions().withThreads(2))) {
            return predictor.predict(examples);
        }
    }

    private static void assertSame(List<Row> scored, List<Prediction> expected) {
        assertThat(scored).hasSameSizeAs(expected);
        for (int i = 0; i < scored.size(); i++) {
            Row row = scored.get(i);
            assertThat(row.<Double>getAs("prediction"))
                    .isEqualTo(expected.get(i).best().number());
            double[] values =
                    expected.get(i).values().stream().mapToDouble(v -> v).toArray();
            assertThat(row.<Vector>getAs("probability").toArray()).containsExactly(values);
        }
    }

    @Test
    void arraysAndVectorsGetTheBitsOfThePredictor() {
        List<float[]> examples = Trained.examples(700);
        NunchiModel model = NunchiModel.load(digits.toString());
        List<Prediction> expected = expected(digits, examples);
        assertSame(scored(model, rows(FLOATS, examples)), expected);
        List<Vector> vectors = examples.stream()
                .map(values -> Vectors.dense(
                        IntStream.range(0, 64).mapToDouble(i -> values[i]).toArray()))
                .toList();
        assertSame(scored(model, rows(SQLDataTypes.VectorType(), vectors)), expected);
    }

    @Test
    void imagesGetTheBitsOfThePredictor() throws IOException {
        List<byte[]> files = new ArrayList<>();
        List<Prediction> expected = new ArrayList<>();
        try (Predictor predictor = Predictor.load(digits)) {
            for (int i = 0; i < 5; i++) {
                files.add(image(i));
                expected.add(predictor.predict(Picture.decode("image", files.getLast())));
            }
        }
        assertSame(scored(NunchiModel.load(digits.toString()), rows(DataTypes.BinaryType, files)), expected);
    }

    private static byte[] image(int number) throws IOException {
        BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
        for (int i = 3; i < 17; i++) {
            image.setRGB(5 + number, i, 0xffffff);
            image.setRGB(6 + number, i, 0xffffff);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    @Test
    void regressionsSayNumbers() throws IOException {
        StringBuilder table = new StringBuilder("x,y,z\n");
        for (int i = 0; i < 60; i++) {
            table.append("%d,%d,%d\n".formatted(i % 7, i % 5, i % 7 + i % 5));
        }
        Path file = Files.writeString(folder.resolve("sums.csv"), table);
        Path two = Trained.run(folder.resolve("two"), TABLE.formatted(file, "y, z", 2));
        Path one = Trained.run(folder.resolve("one"), TABLE.formatted(file, "y", 1));
        List<float[]> single = List.of(new float[] {1}, new float[] {4});
        List<Row> scored = scored(NunchiModel.load(two.toString()), rows(DataTypes.DoubleType, List.of(1.0, 4.0)));
        List<Prediction> expected = expected(two, single);
        for (int i = 0; i < 2; i++) {
            assertThat(scored.get(i).<Vector>getAs("prediction").toArray())
                    .containsExactly(
                            expected.get(i).values().get(0),
                            expected.get(i).values().get(1));
            assertThat(scored.get(i).schema().fieldNames()).containsExactly("id", "features", "prediction");
        }
        List<float[]> pairs = List.of(new float[] {1, 2}, new float[] {4, 0});
        List<Row> numbers = scored(NunchiModel.load(one.toString()), rows(FLOATS, pairs));
        assertThat(numbers.stream().map(row -> row.<Double>getAs("prediction")))
                .containsExactlyElementsOf(expected(one, pairs).stream()
                        .map(said -> (double) said.values().getFirst())
                        .toList());
    }

    @Test
    void textsAreTaken() throws IOException {
        StringBuilder table = new StringBuilder("text,label\n");
        for (int i = 0; i < 40; i++) {
            table.append(i % 2 == 0 ? "a good film,yes\n" : "a bad film,no\n");
        }
        Path file = Files.writeString(folder.resolve("films.csv"), table);
        Path run = Trained.run(folder.resolve("films"), """
                name: films
                data: {name: "%s", text: text, label: label, length: {max: 5}, test: {random: 0.2}}
                model: [{embedding: 4}, meanOverTime, {dense: {units: 2}}]
                loss: softmaxCrossEntropy
                optimizer: {adam: {learningRate: 0.01}}
                train: {epochs: 1}
                """.formatted(file));
        List<String> texts = List.of("a good film", "bad");
        List<Row> scored = scored(NunchiModel.load(run.toString()), rows(DataTypes.StringType, texts));
        try (Predictor predictor = Predictor.load(run)) {
            assertSame(
                    scored,
                    predictor.predict(texts.stream()
                            .map(text -> predictor.form().given(text).values())
                            .toList()));
        }
    }

    @Test
    void rowsThatCannotBePredictedEndTheJobOrAreSkippedOrKept() {
        List<float[]> examples = new ArrayList<>(Trained.examples(3));
        examples.set(1, new float[] {1, 2});
        examples.add(null);
        Dataset<Row> rows = rows(FLOATS, examples);
        NunchiModel model = NunchiModel.load(digits.toString());
        assertThatThrownBy(() -> scored(model, rows))
                .hasStackTraceContaining("column 'features' is ")
                .hasStackTraceContaining("set handleInvalid to skip or keep");
        assertThat(scored(model.setHandleInvalid("skip"), rows).stream().map(row -> row.getInt(0)))
                .containsExactly(0, 2);
        List<Row> kept = scored(model.setHandleInvalid("keep"), rows);
        assertThat(kept.stream().map(row -> row.isNullAt(2) && row.isNullAt(3)))
                .containsExactly(false, true, false, true);
        assertThatThrownBy(() -> model.setHandleInvalid("drop")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aPipelineIsSavedAndLoadedWithTheModel() throws IOException {
        Dataset<Row> rows = rows(FLOATS, Trained.examples(50)).withColumnRenamed("features", "pixels");
        NunchiModel model =
                NunchiModel.load(digits.toString()).setInputCol("pixels").setPredictionCol("digit");
        PipelineModel pipeline =
                new Pipeline().setStages(new PipelineStage[] {model}).fit(rows);
        String saved = folder.resolve("pipeline").toString();
        pipeline.write().overwrite().save(saved);
        List<Row> before = pipeline.transform(rows).orderBy("id").collectAsList();
        List<Row> after =
                PipelineModel.load(saved).transform(rows).orderBy("id").collectAsList();
        assertThat(after).isEqualTo(before);
        assertThat(after.getFirst().schema().fieldNames()).contains("digit", "probability");
        String stage = folder.resolve("stage").toString();
        model.save(stage);
        assertThat(NunchiModel.read().load(stage).transform(rows).orderBy("id").collectAsList())
                .isEqualTo(before);
        assertThatThrownBy(() -> NunchiModel.load(stage))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("NunchiModel.read().load");
    }

    @Test
    void aWrongColumnIsRefusedBeforeAnyRow() {
        NunchiModel model = NunchiModel.load(digits.toString());
        Dataset<Row> rows = rows(DataTypes.StringType, List.of("eight"));
        assertThatThrownBy(() -> model.transformSchema(rows.schema()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column 'features' is of the type string, but the model takes images of the shape "
                        + "[8, 8, 1]: their files as binary, or 64 numbers: an array of them or a vector");
        assertThatThrownBy(() -> model.setInputCol("pixels").transformSchema(rows.schema()))
                .hasMessage("there is no column 'pixels' with the examples; set inputCol to one of id, features");
        assertThatThrownBy(() -> model.setInputCol("features")
                        .setPredictionCol("id")
                        .transformSchema(rows(FLOATS, Trained.examples(1)).schema()))
                .hasMessageContaining("column 'id' is there already");
    }

    @Test
    void whatLeadsOutOfAFolderIsNotUnpacked() throws IOException {
        Path file = Files.writeString(folder.resolve("secret.txt"), "x", StandardCharsets.UTF_8);
        for (String name : Arrays.asList("../out.txt", "/tmp/out.txt", "a/../../out.txt")) {
            byte[] packed = PackedFolder.pack(new TreeMap<>(Map.of(name, file)));
            assertThatThrownBy(() -> PackedFolder.unpack(packed, folder.resolve("unpacked")))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("no name of a file within a packed folder");
        }
    }

    /// The second Spark of a program knows nothing of what the first was sent.
    @Test
    void aModelServesASecondSpark() {
        NunchiModel model = NunchiModel.load(digits.toString());
        List<Row> first = scored(model, rows(FLOATS, Trained.examples(5)));
        spark.stop();
        LoadedModels.forget();
        spark = Trained.spark();
        assertThat(scored(model, rows(FLOATS, Trained.examples(5))))
                .isEqualTo(first)
                .hasSize(5);
    }
}
