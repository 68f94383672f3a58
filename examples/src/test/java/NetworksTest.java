import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nunchi.data.DataCatalogue;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.Outline;
import nunchi.tensor.Shape;
import nunchi.train.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The files of networks are what they say: as many trainable parameters as the same layers have in PyTorch.
class NetworksTest {
    private static final Path FOLDER = Path.of("networks");
    private static final Shape CIFAR = Shape.of(32, 32, 3);

    /// @param example    what it takes
    /// @param output     what it gives
    /// @param parameters counted by PyTorch 1.13, biases of convolutions before batch norm left out
    private record Known(String name, boolean trained, Shape example, Shape output, long parameters) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Known> NETWORKS = List.of(
            new Known("resnet-20", true, CIFAR, Shape.of(10), 272_474),
            new Known("separable", true, CIFAR, Shape.of(10), 274_250),
            new Known("wide", true, CIFAR, Shape.of(10), 29_409_290),
            new Known("narrow", true, Shape.of(64), Shape.of(10), 8_970),
            new Known("autoencoder", false, Shape.of(28, 28, 1), Shape.of(28, 28, 1), 77_585),
            new Known("u-net", false, Shape.of(64, 64, 1), Shape.of(64, 64, 1), 129_553));

    @ParameterizedTest
    @FieldSource("NETWORKS")
    void aNetworkHasTheParametersThatPyTorchCounts(Known network) {
        Path file = FOLDER.resolve(network.name() + ".yaml");
        Summary summary = network.trained()
                ? Summary.of(new ExperimentFile().read(file, Experiment.class), network.example())
                : Summary.of(new ExperimentFile().read(file, Outline.class).layers(), Set.of(), network.example());
        assertThat(summary.rows().stream()
                        .mapToLong(row -> row.parameters().trainable())
                        .sum())
                .isEqualTo(network.parameters());
        assertThat(summary.rows().getLast().output()).isEqualTo(network.output());
    }

    @ParameterizedTest
    @FieldSource("NETWORKS")
    void aNetworkNeedsNoFileOfThePersonWhoTriesIt(Known network) {
        Path file = FOLDER.resolve(network.name() + ".yaml");
        String data = network.trained()
                ? new ExperimentFile().read(file, Experiment.class).data().name()
                : new ExperimentFile().read(file, Outline.class).data().name();
        assertThat(DataCatalogue.standard().list().stream().map(DataCatalogue.Entry::name))
                .contains(data);
    }

    @Test
    void everyFileIsKnownHere() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            NETWORKS.stream().map(Known::name).toList());
        }
    }
}
