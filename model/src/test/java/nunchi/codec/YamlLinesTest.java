package nunchi.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class YamlLinesTest {
    private static final String TEXT = """
            name: small # a comment
            data: {name: digits,
              batch: 10}

            model:
              - dense:
                  units: 16
              - {dense: {units: 10}}
              - relu
            metrics: [accuracy, f1]
            """;

    @Test
    void everyKeyAndElementHasItsLine() {
        assertThat(YamlLines.of(TEXT))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("name", 1),
                        Map.entry("data", 2),
                        Map.entry("data.name", 2),
                        Map.entry("data.batch", 3),
                        Map.entry("model", 5),
                        Map.entry("model.0", 6),
                        Map.entry("model.0.dense", 6),
                        Map.entry("model.0.dense.units", 7),
                        Map.entry("model.1", 8),
                        Map.entry("model.1.dense", 8),
                        Map.entry("model.1.dense.units", 8),
                        Map.entry("model.2", 9),
                        Map.entry("metrics", 10),
                        Map.entry("metrics.0", 10),
                        Map.entry("metrics.1", 10)));
    }

    @Test
    void whatIsNotThereIsFoundByWhatItWouldLieIn() {
        assertThat(YamlLines.line(TEXT, "model.0.dense.units")).isEqualTo(7);
        assertThat(YamlLines.line(TEXT, "model.0.dense.initial.seed")).isEqualTo(6);
        assertThat(YamlLines.line(TEXT, "optimizer")).isZero();
    }

    @Test
    void aTextThatBreaksOffHasTheLinesBeforeThat() {
        assertThat(YamlLines.of("name: small\ndata: {name: digits\n")).containsEntry("name", 1);
        assertThat(YamlLines.of("")).isEmpty();
    }
}
