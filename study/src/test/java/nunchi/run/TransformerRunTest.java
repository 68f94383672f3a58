package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.model.Model;
import nunchi.train.Trained;
import nunchi.train.Trainer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Transformers learn whether two letters stand in the order of the alphabet, which they can tell by their places or by
/// what the steps before them see.
final class TransformerRunTest {
    private static final String BLOCK = "{transformerBlock: {heads: 2, units: 32}}, layerNorm, meanOverTime";

    @TempDir
    private static Path folder;

    private static Path table;

    @BeforeAll
    static void write() throws IOException {
        table = folder.resolve("pairs.csv");
        Files.writeString(table, "pair,order\n" + pairs().collect(Collectors.joining("\n")));
    }

    private static Stream<String> pairs() {
        String letters = "abcdefgh";
        return IntStream.range(0, 64)
                .filter(i -> i / 8 != i % 8)
                .mapToObj(i -> "%c%c,%s"
                        .formatted(letters.charAt(i / 8), letters.charAt(i % 8), i / 8 < i % 8 ? "rising" : "falling"));
    }

    private static RunOptions options() {
        return new RunOptions().withThreads(1);
    }

    /// @param layers between the embedding and the output
    private static Experiment experiment(String layers, int epochs) {
        return new ExperimentFile().parse("""
                name: pairs
                data: {name: '%s', text: pair, label: order, tokens: characters, length: {max: 5}, batch: 8}
                model: [{embedding: 16}, %s, {dense: {units: 2}}]
                loss: softmaxCrossEntropy
                optimizer: {adam: {learningRate: 0.01}}
                train: {epochs: %d}
                """.formatted(table, layers, epochs));
    }

    private static Trained trained(Experiment experiment) {
        return Trainer.train(experiment, options().whole(experiment));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{positions: learned}, " + BLOCK,
                "{positions: sinusoidal}, " + BLOCK,
                "{positions: {kind: learned, steps: 9}}, {residual: [layerNorm, {attention: 2}]}, layerNorm, meanOverTime",
                "{transformerBlock: {heads: 2, units: 32, causal: true}}, layerNorm, lastStep",
            })
    void ordersAreLearned(String layers) {
        assertThat(trained(experiment(layers, 80)).train().accuracy()).isGreaterThan(0.95);
    }

    @Test
    void withoutPlacesTheOrderIsUnknown() {
        Model model = trained(experiment(BLOCK, 80)).model();
        for (List<String> pair : List.of(List.of("ab", "ba"), List.of("ch", "hc"), List.of("fd", "df"))) {
            assertThat(model.predict(pair.getFirst()).values().getFirst())
                    .isCloseTo(model.predict(pair.getLast()).values().getFirst(), within(1e-4f));
        }
    }

    @Test
    void aRunHasTheSameBitsWithOtherThreads() {
        Path run = folder.resolve("run");
        String layers = "{positions: learned}, {transformerBlock: {heads: 2, units: 32, dropout: 0.1}}, meanOverTime";
        Runs.run(experiment(layers, 3), options().withOut(run));
        assertThat(Runs.verify(run, options().withThreads(2)).same()).isTrue();
        assertThat(RunFolder.open(run).model().orElseThrow().parameters())
                .isEqualTo(10 * 16 + 5 * 16 + (9 * 16 + 4 * 16 * 16 + 2 * 16 * 32 + 32) + 16 * 2 + 2);
    }
}
