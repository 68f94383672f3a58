package nunchi.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nunchi.check.InvalidRequestException;
import nunchi.data.PerSplit;
import nunchi.data.Split;
import nunchi.train.MetricValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecTest {
    private static final Map<String, Class<? extends Record>> TYPES = Map.of(
            "run",
            RunRecord.class,
            "search",
            SearchRecord.class,
            "data",
            DataRecord.class,
            "model",
            ModelRecord.class,
            "environment",
            EnvironmentRecord.class,
            "evaluation",
            EvaluationRecord.class,
            "inspection",
            InspectionRecord.class,
            "clusters",
            ClusteringRecord.class,
            "lab",
            LabRecord.class);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run|{\"seed\": []}|seed|a whole number",
                "run|{\"seed\": 2.5}|seed|a whole number",
                "run|{\"epochs\": 1.0E300}|epochs|a whole number",
                "run|{\"test\": {\"accuracy\": \"0.9\"}}|test.accuracy|a number",
                "run|{\"test\": {\"ownMetric\": true}}|test.ownMetric|a number",
                "search|{\"trials\": [{\"seed\": 1}, {\"seed\": \"\"}]}|trials.1.seed|a whole number",
                "search|{\"settings\": [{\"test\": {\"loss\": {\"mean\": \"a\"}}}]}|settings.0.test.loss.mean|a number",
                "data|{\"example\": [2], \"classes\": \"no\"}|classes|a list of texts",
                "data|{\"example\": [2], \"classes\": [\"no\", 0]}|classes|a list of texts",
                "data|{\"example\": [2], \"table\": {\"features\": [], \"names\": \"width\"}}|table.names|a list of texts",
                "run|{\"weightsSha256\": []}|weightsSha256|a text",
                "data|{\"example\": [2], \"table\": {\"features\": [], \"names\": null}}|table.names|a list of texts",
                "run|{\"seed\": null}|seed|a whole number",
                "model|{\"layers\": [{\"output\": [\"a\"]}]}|layers.0.output.0|a whole number",
                "environment|{\"data\": {\"sha256\": \"no\"}}|data.sha256|an object",
                "evaluation|{\"confusion\": [[1, true]]}|confusion.0.1|a whole number",
                "evaluation|{\"mistakes\": [{\"probabilities\": {\"cat\": 1}}]}|mistakes.0.probabilities|a probability by the number of a class",
                "inspection|{\"pictures\": {\"shown\": 3}}|pictures.shown|a list",
                "clusters|{\"points\": [{\"kmeans\": {\"taken\": \"a\"}}]}|points.0.kmeans.taken|a whole number",
                "lab|{\"quick\": 1}|quick|true or false",
            })
    void aValueOfAnotherTypeIsRefusedByFileAndKey(String kind, String text, String key, String type)
            throws IOException {
        Path file = Files.writeString(folder.resolve("file.json"), text);
        assertThatThrownBy(() -> Codec.read(file, TYPES.get(kind)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(file + " is damaged: " + key + " is ")
                .hasMessageContaining("where " + type + " was written");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data|{\"classes\": []}|it lacks the key example",
                "data|{\"example\": [2], \"classes\": [], \"table\": {\"features\": []}}|it lacks the key table.names",
                "inspection|{\"layers\": [{\"tsne\": {}}]}|it lacks the key layers.0.tsne.converged",
                "run|{\"seed\": 1, \"seed\": 2}|the key 'seed' is given twice",
                "run|{\"seed\": 1} 2|something follows its end",
                "run|3|it is 3, where an object was written",
            })
    void whatIsMissingOrGivenTwiceIsSaidInOneSentence(String kind, String text, String said) throws IOException {
        Path file = Files.writeString(folder.resolve("file.json"), text);
        assertThatThrownBy(() -> Codec.read(file, TYPES.get(kind)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(file + " is damaged: ")
                .hasMessageContaining(said);
    }

    @Test
    void whatWasNotMeasuredAndNamesOfAProgramsOwnAreRead() {
        RunRecord run =
                Codec.read("{\"test\": {\"loss\": null, \"seed\": 2.5}, \"newer\": {\"key\": 1}}", RunRecord.class);
        assertThat(run.test().loss()).isNaN();
        assertThat(run.test().metrics()).containsEntry("seed", 2.5);
        assertThat(Codec.read("{\"experiment\": {\"seed\": [1, 2]}}", ModelRecord.class)
                        .experiment()
                        .path("seed")
                        .size())
                .isEqualTo(2);
        assertThat(Codec.read("{\"settings\": [{\"values\": {\"seed\": \"any\"}}]}", SearchRecord.class)
                        .settings()
                        .getFirst()
                        .values())
                .containsKey("seed");
        assertThat(Codec.read("{\"quick\": false, \"title\": null}", LabRecord.class)
                        .title())
                .isNull();
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        MetricValues figures = new MetricValues(Double.POSITIVE_INFINITY, Double.NaN);
        RunRecord run = new RunRecord(
                "run",
                "a",
                "finished",
                1L,
                null,
                2,
                new SpeedRecord(1, Double.NaN, 2),
                PerSplit.only(Split.TEST, figures),
                null,
                null,
                null,
                "ab");
        String text = Codec.line(run);
        assertThat(text)
                .isEqualTo(
                        "{\"kind\":\"run\",\"name\":\"a\",\"status\":\"finished\",\"seed\":1,\"epochs\":2,\"seconds\":1.0,\"imagesPerSecond\":null,"
                                + "\"millisecondsPerStep\":2.0,\"test\":{\"loss\":1E+999},\"weightsSha256\":\"ab\"}");
        assertThat(Codec.read(text, RunRecord.class).test().loss()).isInfinite();
        assertThat(Codec.line(Codec.read(text, RunRecord.class)))
                .startsWith(text.replace("}}", "}").substring(0, text.length() / 2));
    }

    @Test
    void whatGrewBeyondAllNumbersIsReadAsInfinite() {
        assertThat(Codec.line(new SpeedRecord(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN)))
                .isEqualTo("{\"seconds\":1E+999,\"imagesPerSecond\":-1E+999,\"millisecondsPerStep\":null}");
    }

    @Test
    void anEpochOfAJournalHoldsNumbersAlone() {
        Path journal = Path.of("journal.jsonl");
        EpochRecord epoch = (EpochRecord)
                JournalFile.line(journal, "{\"event\": \"epoch\", \"epoch\": 1, \"loss\": null, \"val_seed\": 0.5}");
        assertThat(epoch.epoch()).isEqualTo(1);
        assertThat(epoch.value("val_seed")).isEqualTo(0.5);
        assertThat(new String(JournalFile.bytes(epoch), StandardCharsets.UTF_8))
                .isEqualTo("{\"event\":\"epoch\",\"epoch\":1,\"loss\":null,\"val_seed\":0.5}\n");
        for (String line : List.of(
                "{\"event\": \"epoch\", \"loss\": 0.5}",
                "{\"event\": \"epoch\", \"epoch\": 1.5}",
                "{\"event\": \"epoch\", \"epoch\": 1, \"loss\": \"0.5\"}",
                "{\"epoch\": 1}")) {
            assertThatThrownBy(() -> JournalFile.line(journal, line))
                    .as(line)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("journal.jsonl");
        }
    }
}
