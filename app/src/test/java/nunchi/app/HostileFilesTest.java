package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that were written to do harm, as a person at the command line meets them: exit code 2, one sentence with the
/// file's name, and nothing written.
final class HostileFilesTest {
    private static final String STUDY = """
            name: small
            data: {name: digits, test: {random: 0.05}, limit: {train: 100}, preprocess: [{scale: 16}]}
            model: [{dense: {units: 10}}]
            loss: softmaxCrossEntropy
            optimizer: {sgd: 0.1}
            train: {epochs: 1}
            """;
    /// What is made of a file of JSON, and the words of the complaint.
    private static final Map<String, UnaryOperator<String>> HARM = Map.of(
            "deep",
                    text -> "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + ","
                            + text.strip().substring(1),
            "deepObjects", text -> "{\"a\":".repeat(5000) + "1" + "}".repeat(5000),
            "twice",
                    text -> "{\"name\":\"other\",\"name\":\"again\","
                            + text.strip().substring(1),
            "notANumber", text -> text.strip().replaceFirst("}$", ",\"x\":NaN}"),
            "longNumber", text -> text.strip().replaceFirst("}$", ",\"x\":" + "9".repeat(5000) + "}"),
            "twoValues", text -> text + "{}",
            "comment", text -> "/* x */" + text,
            "cut", text -> text.substring(0, text.length() / 2),
            "latin", text -> text.strip().replaceFirst("}$", ",\"x\":\"\u00FF\"}"),
            "control", text -> text.strip().replaceFirst("}$", ",\"x\":\"\u0001\"}"));

    @TempDir
    private static Path made;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        Answer answer = ask(
                "run",
                Files.writeString(made.resolve("study.yaml"), STUDY).toString(),
                "--out",
                made.resolve("run").toString(),
                "--threads",
                "1");
        assertThat(answer.code()).as(answer.errors()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "result.json, verify",
        "data.json, evaluate",
        "model.json, evaluate",
        "data.json, report",
        "result.json, report",
        "evaluation.json, report",
        "model.json, report"
    })
    void aDamagedRecordOfARunIsRefusedByItsName(String name, String command) throws IOException {
        for (Map.Entry<String, UnaryOperator<String>> harm : HARM.entrySet()) {
            Path run = copy(folder.resolve(harm.getKey()));
            Path file = run.resolve(name);
            String harmed = harm.getValue().apply(Files.readString(file));
            Files.write(
                    file,
                    harmed.getBytes(
                            harm.getKey().equals("latin") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
            List<Path> before = files(folder);
            Answer answer = ask(command, run.toString());
            refused(answer, harm.getKey() + " " + name, file.toString());
            assertThat(files(folder)).isEqualTo(before);
        }
    }

    @Test
    void aRecordThatANoteBookMarkedIsReadAsItIs() throws IOException {
        Path run = copy(folder.resolve("marked"));
        for (String name : List.of("result.json", "data.json", "model.json", "experiment.yaml")) {
            Files.writeString(run.resolve(name), "\uFEFF" + Files.readString(run.resolve(name)));
        }
        for (String command : List.of("evaluate", "report")) {
            Answer answer = ask(command, run.toString());
            assertThat(answer.code()).as(answer.errors()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: *small",
                "name: !!java.net.URL [x]",
                "name: [[[",
                "name: small\nname: small",
                "name: \u0007"
            })
    void aHostileStudyIsRefusedBeforeAnythingIsWritten(String line) throws IOException {
        Path study = Files.writeString(
                Files.createDirectory(folder.resolve("lab")).resolve("hostile.yaml"),
                STUDY.replace("name: small", line));
        Path out = folder.resolve("out");
        for (String[] request : new String[][] {
            {"run", study.toString(), "--out", out.toString()},
            {"summary", study.toString()},
            {"cluster", study.toString()},
            {"lab", study.getParent().toString(), "--out", out.toString()}
        }) {
            refused(ask(request), String.join(" ", request), study.toString());
            assertThat(out).doesNotExist();
        }
    }

    private static void refused(Answer answer, String what, String name) {
        assertThat(answer.code()).as(what + ": " + answer.errors()).isEqualTo(2);
        String said = answer.errors().replaceAll("\\s+", " ");
        assertThat(said)
                .as(what)
                .startsWith("nunchi: ")
                .contains(name)
                .doesNotContain("Exception", "StreamReadConstraints", "jackson", "at nunchi.");
        assertThat(answer.errors().lines()).as(what).hasSizeLessThan(8);
    }

    private static Path copy(Path to) throws IOException {
        try (Stream<Path> all = Files.walk(made.resolve("run"))) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(made.resolve("run").relativize(path).toString()));
            }
        }
        return to;
    }

    private static List<Path> files(Path within) throws IOException {
        try (Stream<Path> all = Files.walk(within)) {
            return new ArrayList<>(all.sorted().toList());
        }
    }

    private static Answer ask(String... arguments) {
        StringWriter errors = new StringWriter();
        int code = CommandLineProgram.execute(
                CommandLineProgram.standard()
                        .setOut(new PrintWriter(new StringWriter()))
                        .setErr(new PrintWriter(errors)),
                arguments);
        return new Answer(code, errors.toString());
    }

    private record Answer(int code, String errors) {}
}
