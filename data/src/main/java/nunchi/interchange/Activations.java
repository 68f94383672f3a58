package nunchi.interchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;
import nunchi.data.Dataset;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.layer.Scope;
import nunchi.network.Network;
import nunchi.network.Preprocessed;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// What the layers of a trained model make of examples, as NumPy's arrays: one file for each layer, row by row as they
/// are computed, so that nothing but a batch is in memory.
///
/// @param layers  the model with its preprocessing
/// @param weights by name; all that the model has
public record Activations(Preprocessed layers, Map<String, Tensor> weights) {
    private static final int BATCH = 128;
    private static final String TARGETS = "targets";

    /// Writes `PATH.npy`, `[rows, …]`, for every layer asked for, and `targets.npy` with what should have come out,
    /// `[rows]` of class numbers, `[rows, …]` of other targets, in the same order.
    ///
    /// @param wanted layers by position or path, as [Preprocessed#paths] takes them; `examples` for what goes in; empty
    ///               for all
    /// @param rows   of the data set, from its first on, in 1 … size
    /// @return the files
    /// @throws nunchi.check.InvalidRequestException when a layer is unknown, a weight lacks, or the disk refuses
    public List<Path> write(Dataset data, int rows, Collection<String> wanted, Path folder, Backend backend) {
        Check.require(
                rows >= 1 && rows <= data.size(),
                "there are %d rows; ask for 1 to %d of them, not %d".formatted(data.size(), data.size(), rows));
        int batch = Math.min(BATCH, rows);
        Graph graph = graph(data.example(), batch, wanted);
        Program program = program(graph, backend);
        try (Files files = new Files(folder, rows)) {
            graph.outputs()
                    .forEach((name, node) -> files.begin(name, node.shape().example(), batch));
            files.begin(TARGETS, data.target(), batch);
            run(data, rows, new Fed(graph, program, batch), (first, count) -> files.write(data, program, first, count));
            return files.paths();
        }
    }

    /// One layer's output for all rows, in memory: `[rows, …]`.
    ///
    /// @param layer by position or path; `examples` for what goes in
    /// @throws nunchi.check.InvalidRequestException when the layer is unknown or a weight lacks
    public Tensor of(Dataset data, String layer, Backend backend) {
        int batch = Math.min(BATCH, data.size());
        Graph graph = graph(data.example(), batch, List.of(layer));
        Map.Entry<String, Node> output = graph.outputs().entrySet().iterator().next();
        String name = output.getKey();
        Shape row = output.getValue().shape().example();
        Program program = program(graph, backend);
        Tensor all = Tensor.zeros(row.batch(data.size()));
        float[] values = new float[batch * row.size()];
        run(data, data.size(), new Fed(graph, program, batch), (first, count) -> {
            program.fetch(name, values);
            System.arraycopy(values, 0, all.values(), first * row.size(), count * row.size());
        });
        return all;
    }

    /// For single examples, one after another.
    ///
    /// @param example shape of an example
    /// @param wanted  layers as in [#write]
    /// @throws nunchi.check.InvalidRequestException when a layer is unknown, a weight lacks, or the model reads targets
    public LayerOutputs single(Shape example, Collection<String> wanted, Backend backend) {
        Graph graph = graph(example, 1, wanted);
        Check.require(
                !graph.inputs().containsKey(Network.TARGETS),
                "the layers of a model that reads its own targets cannot be computed for an example alone");
        return new LayerOutputs(graph, program(graph, backend));
    }

    private Program program(Graph graph, Backend backend) {
        Weights stored = backend.initialize(graph, 1);
        for (String name : stored.names()) {
            Tensor weight = weights.get(name);
            if (weight == null) {
                throw new InvalidRequestException("the weights lack %s of the model".formatted(name));
            }
            stored.set(name, weight);
        }
        return backend.compile(graph, stored, 1);
    }

    private Graph graph(Shape example, int batch, Collection<String> wanted) {
        Graph graph = new Graph();
        Node input = graph.input(Network.EXAMPLES, example.batch(batch));
        SequencedMap<String, Node> outputs = new LinkedHashMap<>();
        outputs.put(Network.EXAMPLES, input);
        layers.withoutViews().build(Scope.inference(graph), input, outputs::put);
        Set<String> paths = layers.paths(
                wanted.stream().filter(name -> !name.equals(Network.EXAMPLES)).toList());
        for (String path : paths) {
            Check.require(
                    outputs.containsKey(path),
                    "%s is within a layer; the layers to choose from are %s"
                            .formatted(path, String.join(", ", outputs.keySet())));
        }
        outputs.keySet().removeIf(path -> !wanted.isEmpty() && !paths.contains(path) && !wanted.contains(path));
        outputs.forEach(graph::output);
        return graph;
    }

    private static void run(Dataset data, int rows, Fed fed, Computed computed) {
        int batch = fed.batch;
        float[] examples = new float[batch * data.example().size()];
        float[] targets = new float[fed.readsTargets() ? batch * data.target().size() : 0];
        for (int first = 0; first < rows; first += batch) {
            StoppedException.ifInterrupted();
            int count = Math.min(batch, rows - first);
            for (int i = 0; i < count; i++) {
                data.example(first + i, examples, i * data.example().size());
            }
            fed.program.feed(Network.EXAMPLES, examples);
            if (targets.length > 0) {
                for (int i = 0; i < count; i++) {
                    data.target(first + i, targets, i * data.target().size());
                }
                fed.program.feed(Network.TARGETS, targets);
            }
            fed.program.run(0);
            computed.accept(first, count);
        }
    }

    /// A program with its inputs; a decoder reads targets.
    private record Fed(Graph graph, Program program, int batch) {
        boolean readsTargets() {
            return graph.inputs().containsKey(Network.TARGETS);
        }
    }

    /// Takes a batch that the program has just computed.
    private interface Computed {
        void accept(int first, int count);
    }

    /// The arrays that are being written, with a batch of each one's values.
    private static final class Files implements AutoCloseable {
        private final Path folder;
        private final int rows;
        private final SequencedMap<String, NpyWriter> writers = new LinkedHashMap<>();
        private final Map<String, float[]> values = new LinkedHashMap<>();

        Files(Path folder, int rows) {
            this.folder = folder;
            this.rows = rows;
        }

        void begin(String name, Shape row, int batch) {
            writers.put(name, new NpyWriter(path(name), rows, row));
            values.put(name, new float[Math.multiplyExact(batch, row.size())]);
        }

        Path path(String name) {
            return folder.resolve(name + ".npy");
        }

        List<Path> paths() {
            return writers.keySet().stream().map(this::path).toList();
        }

        void write(Dataset data, Program program, int first, int count) {
            writers.forEach((name, writer) -> {
                float[] batch = Objects.requireNonNull(values.get(name));
                if (name.equals(TARGETS)) {
                    targets(data, first, count, batch);
                } else {
                    program.fetch(name, batch);
                }
                writer.write(batch, count);
            });
        }

        private static void targets(Dataset data, int first, int count, float[] into) {
            for (int i = 0; i < count; i++) {
                data.target(first + i, into, i * data.target().size());
            }
        }

        @Override
        public void close() {
            // the first has made the folder, and takes it away where nothing came
            new ArrayList<>(writers.sequencedValues().reversed()).forEach(NpyWriter::close);
        }
    }
}
