package nunchi.experiment;

import static nunchi.experiment.ExperimentFileTest.GOOD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nunchi.check.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is wrong in a file of an experiment is named with its place and a way to mend it.
class ExperimentMistakesTest {
    private final ExperimentFile files = new ExperimentFile();

    @Test
    void keysBesideTheNameThatTheyBelongToAreAnsweredWithTheLineThatWorks() {
        String beside = GOOD.replace("batch: 10}", "test: {stratified: 0.25, seed: 101, generator: numpy}}");
        String working = "test: {stratified: {amount: 0.25, seed: 101, generator: numpy}}";
        assertThatThrownBy(() -> files.parse(beside))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("write " + working + ". Known: random");
        assertThat(files.parse(GOOD.replace("batch: 10}", working + "}"))
                        .data()
                        .test()
                        .inWords())
                .contains("StratifiedShuffleSplit");
        assertThatThrownBy(() -> files.parse(GOOD.replace("{sgd: 0.1}", "{adam: {learningRate: 0.1}, beta1: 0.8}")))
                .hasMessageContaining("write optimizer: {adam: {learningRate: 0.1, beta1: 0.8}}");
        assertThatThrownBy(() -> files.parse(GOOD.replace("- dense: 10", "- {dense: 10, activation: relu}")))
                .hasMessageContaining("write {dense: {units: 10, activation: relu}}");
    }

    @Test
    void aMessageShowsTheBeginningOfALongTextAlone() {
        String table = "id,area,price\n" + "1,132.2,500000\n".repeat(1000);
        assertThatThrownBy(() -> files.parse(table)).message().matches("(?s).*but found 'id,area,price.{1,50}…'");
        assertThatThrownBy(() -> files.parse(GOOD.replace("sgd", "s".repeat(900))))
                .message()
                .hasSizeLessThan(300)
                .contains("s".repeat(60) + "…");
        assertThatThrownBy(() -> files.parse(GOOD.replace("epochs: 3", "epochs: " + "x".repeat(5000))))
                .message()
                .hasSizeLessThan(200);
    }

    @Test
    void commonSlipsOfYamlAreNamedInPlainWords() {
        assertThatThrownBy(() -> new ExperimentFile().parse("name: a\n\tdata: digits\n"))
                .hasMessage("line 2, column 1: a tab stands where a line is indented; YAML takes spaces alone");
        assertThatThrownBy(() -> new ExperimentFile().parse("name: a: b\n"))
                .hasMessageContaining("a colon stands where no key can be");
        assertThatThrownBy(() -> new ExperimentFile().parse("name: \"a\ndata: digits\n"))
                .hasMessageContaining("a quotation mark is not closed");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "mistakes.csv", delimiter = '|', quoteCharacter = '\u0001', numLinesToSkip = 1)
    void aMistakeIsToldWithItsPath(String good, String bad, String complaint) {
        assertThat(GOOD).contains(good);
        assertThatThrownBy(() -> files.parse(GOOD.replace(good, bad == null ? "" : bad)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(complaint);
    }

    @Test
    void anUnknownKeyOfTheExperimentIsRefused() {
        assertThatThrownBy(() -> files.parse(GOOD + "serch: {grid: {}}\n"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("unknown key 'serch'. Did you mean 'search'? Known: name, data, model, loss");
    }

    @Test
    void aDuplicateKeyIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> files.parse(GOOD + "name: b\n"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("line 9, column 5: the key 'name' is given twice");
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertThatThrownBy(() -> files.parse(GOOD + "---\nname: b\n"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageEndingWith("something follows the end of the document; a file holds one experiment");
    }

    @Test
    void textThatIsNoYamlIsRefusedWithLineAndColumn() {
        assertThatThrownBy(() -> files.parse("name: [a\nb: c"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("line 2, column 2: while parsing a flow sequence, expected ',' or ']', but got :");
        assertThatThrownBy(() -> files.parse("a:\n\t- b"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("line 2, column 1: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "# nothing\n", "null"})
    void anEmptyFileIsRefused(String text, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), text);
        assertThatThrownBy(() -> files.read(file))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(file + ": it is empty; it needs at least name, data, model, loss, optimizer, train");
    }

    @Test
    void anAbsentOrBinaryFileIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.yaml");
        assertThatThrownBy(() -> files.read(file))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("there is no file " + file);
        Files.write(file, new byte[] {(byte) 0xC3, 0x28, 0});
        assertThatThrownBy(() -> files.read(file))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is not text in UTF-8");
        assertThatThrownBy(() -> files.read(folder))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is a folder; name a YAML file");
    }
}
