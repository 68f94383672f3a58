package nunchi.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import nunchi.check.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredJsonTest {
    private static final Path FILE = Path.of("run/result.json");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"seed\": []}|seed|a whole number",
        "{\"seed\": 2.5}|seed|a whole number",
        "{\"epochs\": 1.0E300}|epochs|a whole number",
        "{\"test\": {\"accuracy\": \"0.9\"}}|test.accuracy|a number",
        "{\"test\": {\"ownMetric\": true}}|test.ownMetric|a number",
        "{\"trials\": [{\"seed\": 1}, {\"seed\": \"\"}]}|trials.1.seed|a whole number",
        "{\"classes\": \"no\"}|classes|a list of texts",
        "{\"classes\": [\"no\", 0]}|classes|a list of texts",
        "{\"table\": {\"names\": \"width\"}}|table.names|a list of texts",
        "{\"weightsSha256\": []}|weightsSha256|a text",
        "{\"table\": {\"names\": null}}|table.names|a list of texts",
        "{\"seed\": null}|seed|a whole number",
    })
    void aValueOfAnotherTypeIsRefusedByFileAndKey(String text, String key, String type) {
        assertThatThrownBy(() -> StoredJson.read(FILE, text)).isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(FILE + " is damaged: " + key + " is ").hasMessageContaining("where " + type + " was written");
    }

    @Test
    void whatWasNotMeasuredAndNamesOfAProgramsOwnAreRead() {
        for (String text : List.of("{\"test\": {\"loss\": null, \"seed\": 2.5}}", "{\"experiment\": {\"seed\": [1, 2]}}", "{\"values\": {\"seed\": \"any\"}}",
                "{\"data\": {\"seed\": {\"sha256\": \"ab\"}}}", "{\"title\": null, \"newer\": {\"key\": 1}}")) {
            assertThat(StoredJson.read(FILE, text).isObject()).as(text).isTrue();
        }
    }

    @Test
    void anEpochOfAJournalHoldsNumbersAlone() {
        Path journal = Path.of("journal.jsonl");
        assertThat(StoredJson.line(journal, "{\"event\": \"epoch\", \"epoch\": 1, \"loss\": null, \"val_seed\": 0.5}").path("epoch").intValue()).isEqualTo(1);
        for (String line : List.of("{\"event\": \"epoch\", \"loss\": 0.5}", "{\"event\": \"epoch\", \"epoch\": 1.5}",
                "{\"event\": \"epoch\", \"epoch\": 1, \"loss\": \"0.5\"}",
                "{\"epoch\": 1}")) {
            assertThatThrownBy(() -> StoredJson.line(journal, line)).as(line).isInstanceOf(InvalidRequestException.class).hasMessageContaining("journal.jsonl");
        }
    }
}
