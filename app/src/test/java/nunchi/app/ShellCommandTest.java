package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nunchi.check.InvalidRequestException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `nunchi shell` as it is installed, with its launcher.
@DisabledOnOs(OS.WINDOWS)
final class ShellCommandTest {
    private static final String TRAINING = """
            Datasets digits = new Datasets(Digits.load()).withTest(new Splitter.Random(0.2), 1);
            List<Layer> layers = List.of(new Scale(16), new Dense(16, new Relu()), new Dense(10));
            Model model = Trainer.train(Experiment.of(layers, new SoftmaxCrossEntropy(), new Adam(0.003), 5), digits).model();
            IO.println("accuracy " + Evaluator.evaluate(model, digits.test()).metrics().accuracy());
            """;

    @TempDir
    private static Path place;

    @BeforeAll
    static void install() throws IOException {
        Installation.into(place);
    }

    private static Answer shell(String arguments) {
        String program = place.resolve("installed/nunchi").toString();
        return Installation.launch(place, Path.of("/bin/sh"), "-c", "'%s' shell %s".formatted(program, arguments));
    }

    @Test
    void aScriptFromTheStandardInputTrainsAModelAndPrintsItsAccuracy() throws IOException {
        Path script = Files.writeString(place.resolve("training.jsh"), TRAINING);
        Answer answer = shell("<'%s'".formatted(script));
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output()).matches("accuracy 0\\.[89]\\d+\n");
        assertThat(answer.code()).isZero();
    }

    @Test
    void aFileIsRunAndGivesItsExitCode() throws IOException {
        Path script = Files.writeString(
                place.resolve("exit.jsh"), "IO.println(new Dense(3).units())\nint code = 3\n/exit code\n");
        Answer answer = shell("'%s'".formatted(script));
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output()).isEqualTo("3\n");
        assertThat(answer.code()).isEqualTo(3);
        Answer ended = shell("'%s'".formatted(Files.writeString(place.resolve("end.jsh"), "IO.println(7)\n")));
        assertThat(ended.output()).isEqualTo("7\n");
        assertThat(ended.code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"int a = ;", "nothing();", "int b = 1 / 0;", "throw new Error();", "/nothing", "/open none.jsh"})
    void aLineThatFailsIsPrintedAndChangesTheExitCode(String wrong) throws IOException {
        Path script = Files.writeString(place.resolve("wrong.jsh"), wrong + "\nIO.println(8)\n");
        Answer answer = shell("'%s'".formatted(script));
        assertThat(answer.errors()).isNotBlank();
        assertThat(answer.output()).isEqualTo("8\n");
        assertThat(answer.code()).isEqualTo(1);
    }

    @Test
    void aFailedLineOfTheStandardInputCountsTooAndAnExitCodeOfTheFileStays() throws IOException {
        Path script = Files.writeString(place.resolve("stays.jsh"), "nothing()\n/exit 3\n");
        assertThat(shell("'%s'".formatted(script)).code()).isEqualTo(3);
        Path input = Files.writeString(place.resolve("input.jsh"), "nothing()\nIO.println(9)\n");
        Answer answer = shell("<'%s'".formatted(input));
        assertThat(answer.output()).isEqualTo("9\n");
        assertThat(answer.code()).isEqualTo(1);
    }

    @Test
    void whatAProgramWritesToTheStandardErrorIsNoFailure() throws IOException {
        Path script = Files.writeString(
                place.resolve("writes.jsh"),
                "System.err.println(\"Error: none\")\nnew RuntimeException(\"none\").printStackTrace()\n");
        Answer answer = shell("'%s'".formatted(script));
        assertThat(answer.errors()).contains("Error: none", "RuntimeException: none");
        assertThat(answer.code()).isZero();
    }

    @Test
    void aFileThatIsNotThereIsOneSentence() {
        Answer answer = Answer.to("shell", "none.jsh");
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.errors()).isEqualTo("nunchi: there is no file none.jsh\n");
    }

    @Test
    void aRuntimeWithoutJShellIsToldOf() {
        assertThatThrownBy(() -> ShellCommand.shell(place))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("has no JShell (module jdk.jshell)");
    }
}
