package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Isolated
final class TerminalWidthTest {
    private static final String STUDY = """
            name: small
            data: {name: digits, test: {random: 0.2}, validation: 0.1, batch: 100, preprocess: [{scale: 16}]}
            model: [{dense: {units: 10}}]
            loss: softmaxCrossEntropy
            optimizer: {sgd: {learningRate: 0.5}}
            train: {epochs: 2, evaluateTest: true}
            published: [{what: test accuracy, value: 0.9}]
            """;

    @TempDir
    private Path folder;

    private static void terminal(int columns) {
        System.setProperty("nunchi.terminal", "true");
        System.setProperty("nunchi.columns", Integer.toString(columns));
    }

    @AfterEach
    void noTerminal() {
        System.clearProperty("nunchi.terminal");
        System.clearProperty("nunchi.columns");
    }

    /// What stays on the terminal: a drawn line is written over.
    private static List<String> lines(String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        int code = CommandLineProgram.standard()
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
        assertThat(code).as("%s: %s", String.join(" ", arguments), errors).isZero();
        return output.toString()
                .lines()
                .map(line -> line.replaceAll(".*\r", "").replaceAll("\033\\[\\??[0-9]*[A-Za-z]", ""))
                .toList();
    }

    /// A path, a command to copy or a checksum is never broken, and so is as long as it is.
    private static void fit(int columns, List<String> lines) {
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(Lines.width(line) <= columns
                                || line.contains("/")
                                || line.startsWith("weights  ")
                                || Lines.longestWord(line.strip()) > columns - 6)
                        .as(line)
                        .isTrue());
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(TerminalWidthTest::all));
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 80, 200})
    void everyHelpFitsTheTerminal(int columns) {
        terminal(columns);
        all(CommandLineProgram.standard()).forEach(command -> {
            String[] words = (command.getCommandSpec().qualifiedName().substring("nunchi".length()) + " --help")
                    .strip()
                    .split(" ");
            List<String> help = lines(words);
            fit(columns, help);
            assertThat(help).as("no style passes as text").noneMatch(line -> line.contains("\\x1b"));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 80, 200})
    void everyTableFitsTheTerminal(int columns) throws IOException {
        terminal(columns);
        Path study = Files.writeString(folder.resolve("study.yaml"), STUDY);
        String run = folder.resolve("run").toString();
        fit(columns, lines("lab"));
        fit(columns, lines("data", "list"));
        fit(columns, lines("data", "check", "digits"));
        fit(columns, lines("summary", study.toString()));
        fit(columns, lines("run", study.toString(), "--out", run));
        fit(columns, lines("run", study.toString(), "--out", run + 2, "--repeat", "2", "--epochs", "1"));
        fit(
                columns,
                lines(
                        "run",
                        study.toString(),
                        "--out",
                        run + 3,
                        "--grid",
                        "optimizer.sgd.learningRate=0.1,0.5",
                        "--repeat",
                        "2",
                        "--epochs",
                        "1"));
        fit(columns, lines("evaluate", run));
        fit(columns, lines("compare", run, run + 2));
        fit(columns, lines("inspect", run, "--rows", "60", "--no-tsne", "--images", "1"));
        fit(columns, lines("embed", "digits", "--rows", "60", "--method", "pca"));
        fit(columns, lines("cluster", "digits", "--rows", "60"));
    }

    @Test
    void anotherProgramGetsTheTablesAsTheyAre() {
        System.setProperty("nunchi.terminal", "false");
        System.setProperty("nunchi.columns", "50");
        assertThat(lines("data", "list")).hasSize(23).allMatch(line -> line.split("  +").length == 4);
    }

    @Test
    void aTableTooWideIsWrappedThenHungThenStacked() {
        TextTable table = new TextTable("lrl")
                .head("name", "rows", "what it is")
                .row("mnist", "60,000", "handwritten digits of ten classes");
        assertThat(table.fitted(80)).isEqualTo("""
                name     rows  what it is
                mnist  60,000  handwritten digits of ten classes
                """);
        assertThat(table.fitted(36)).isEqualTo("""
                name     rows  what it is
                mnist  60,000  handwritten digits of
                               ten classes
                """);
        assertThat(table.fitted(25)).isEqualTo("""
                name     rows
                  what it is
                mnist  60,000
                  handwritten digits of
                    ten classes
                """);
        assertThat(table.fitted(12)).startsWith("""
                mnist
                  rows        60,000
                """);
    }

    @Test
    void aColumnWithoutANameStandsBelowTheOthers() {
        assertThat(new TextTable("lrl")
                        .head("", "price")
                        .row("house-1.csv", "1234567890123", "")
                        .row("house-2.csv", "2", "resized")
                        .fitted(15))
                .isEqualTo("""
                house-1.csv
                  price  1234567890123
                house-2.csv
                  price  2
                         resized
                """);
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        assertThat(new TextTable("lr").row("눈치", "1").row("abcdef", "22").toString())
                .isEqualTo("눈치     1\nabcdef  22\n");
        assertThat(new TextTable("lr").row("two\nlines", "1").toString()).isEqualTo("two\\nlines  1\n");
    }
}
