package nunchi.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nunchi.activation.Relu;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.Weights;
import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.graph.Graph;
import nunchi.layer.Dense;
import nunchi.layer.Scale;
import nunchi.layer.Scope;
import nunchi.network.Network;
import nunchi.network.Preprocessed;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.train.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivationsTest {
    private static final Preprocessed MODEL =
            new Preprocessed(List.of(new Scale(2)), List.of(new Dense(4, new Relu()), new Dense(3)));
    private static final Dataset DATA = Samples.clouds(300, 1);

    @TempDir
    Path folder;

    private List<Path> write(int rows, String... wanted) {
        try (Backend backend = Backends.fastest(1)) {
            return new Activations(MODEL, weights(backend)).write(DATA, rows, List.of(wanted), folder, backend);
        }
    }

    private static Map<String, Tensor> weights(Backend backend) {
        Graph graph = new Graph();
        MODEL.build(Scope.inference(graph), graph.input(Network.EXAMPLES, Shape.of(1, 2)));
        Weights initial = backend.initialize(graph, 1);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        initial.names().forEach(name -> weights.put(name, initial.get(name)));
        return weights;
    }

    @Test
    void everyLayersArrayHasARowForEachExample() {
        assertThat(write(300))
                .extracting(path -> folder.relativize(path).toString())
                .containsExactly("examples.npy", "preprocess.0.scale.npy", "0.dense.npy", "1.dense.npy", "targets.npy");
        Tensor examples = Npy.read(folder.resolve("examples.npy"));
        Tensor scaled = Npy.read(folder.resolve("preprocess.0.scale.npy"));
        Tensor hidden = Npy.read(folder.resolve("0.dense.npy"));
        assertThat(hidden.shape()).isEqualTo(Shape.of(300, 4));
        assertThat(Npy.read(folder.resolve("1.dense.npy")).shape()).isEqualTo(Shape.of(300, 3));
        float[] row = new float[2];
        Map<String, Tensor> weights = weights(Backends.fastest(1));
        for (int i : new int[] {0, 127, 128, 299}) {
            DATA.example(i, row, 0);
            assertThat(examples.values()[2 * i]).isEqualTo(row[0]);
            assertThat(scaled.values()[2 * i + 1]).isEqualTo(row[1] / 2);
            float sum = row[0] / 2 * weights.get("0.dense/weight").values()[0]
                    + row[1] / 2 * weights.get("0.dense/weight").values()[4];
            assertThat(hidden.values()[4 * i]).isCloseTo(Math.max(sum, 0), within(1e-6f));
            assertThat(Npy.read(folder.resolve("targets.npy")).values()[i]).isEqualTo(DATA.label(i));
        }
    }

    @Test
    void oneLayerAndSomeRowsCanBeAskedFor() {
        assertThat(write(5, "1"))
                .extracting(path -> folder.relativize(path).toString())
                .containsExactly("1.dense.npy", "targets.npy");
        assertThat(Npy.read(folder.resolve("1.dense.npy")).shape()).isEqualTo(Shape.of(5, 3));
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThatThrownBy(() -> write(5, "7"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'7'");
        assertThatThrownBy(() -> write(5, "0/inner"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("0.dense/inner is within a layer");
        assertThatThrownBy(() -> write(301)).hasMessage("there are 300 rows; ask for 1 to 300 of them, not 301");
        assertThat(folder).isEmptyDirectory();
    }
}
