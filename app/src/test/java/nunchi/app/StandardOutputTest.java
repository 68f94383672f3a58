package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Isolated
final class StandardOutputTest {
    private final AtomicInteger written = new AtomicInteger();

    @AfterEach
    void noTerminal() {
        System.clearProperty("nunchi.errors.terminal");
        System.clearProperty("nunchi.columns");
    }

    /// A place that takes some bytes and refuses what comes after.
    private StandardOutput full(int bytes, String reason) {
        return new StandardOutput(new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                if (written.incrementAndGet() > bytes) {
                    throw new IOException(reason);
                }
            }
        });
    }

    private static Answer ask(StandardOutput output, String... arguments) {
        StringWriter errors = new StringWriter();
        CommandLine program = CommandLineProgram.standard()
                .setOut(VisibleText.to(new PrintStream(output, true, StandardCharsets.UTF_8)))
                .setErr(new PrintWriter(errors));
        int code = CommandLineProgram.execute(program, arguments);
        return new Answer(CommandLineProgram.withOutput(code, program, output), errors.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"data list", "lab", "lab --help", "--version", "doctor"})
    void outputThatIsLostIsOneSentenceAndCodeOne(String request) {
        assertThat(ask(full(10, "No space left on device"), request.split(" ")))
                .isEqualTo(new Answer(
                        1,
                        "nunchi: the output could not be written: No space left on device" + System.lineSeparator()));
        assertThat(written).as("nothing is written after the gap").hasValue(11);
    }

    @Test
    void aReaderThatHasEnoughIsNoFailure() {
        assertThat(ask(full(10, "Broken pipe"), "data", "list")).isEqualTo(new Answer(0, ""));
    }

    @Test
    void whatIsWrittenIsNoFailure() {
        assertThat(ask(full(Integer.MAX_VALUE, ""), "data", "list")).isEqualTo(new Answer(0, ""));
        assertThat(ask(full(Integer.MAX_VALUE, ""), "run", "no.yaml").code()).isEqualTo(2);
    }

    @Test
    void theHelpOfACommandIsShownWhereverHelpIsAskedFor() {
        for (String request :
                new String[] {"-h run", "--help data get", "run -h", "-h", "help run", "help data get", "help"}) {
            StringWriter output = new StringWriter();
            CommandLineProgram.execute(
                    CommandLineProgram.standard().setOut(new PrintWriter(output)), request.split(" "));
            String command = request.replaceAll("^help ?| ?--?h(elp)? ?", "");
            assertThat(output.toString()).as(request).contains("Usage: " + ("nunchi " + command).strip() + " ");
        }
    }

    @Test
    void aSentenceIsFoldedAtTheEdgeOfATerminalOnly() {
        String[] request = {"embed", "digits", "--threads", "10000"};
        String whole = ask(full(Integer.MAX_VALUE, ""), request).errors();
        System.setProperty("nunchi.errors.terminal", "true");
        System.setProperty("nunchi.columns", "40");
        String folded = ask(full(Integer.MAX_VALUE, ""), request).errors();
        assertThat(whole.lines()).hasSize(1);
        assertThat(folded.lines()).hasSizeGreaterThan(1).allMatch(line -> line.length() <= 40);
        assertThat(folded.replaceAll("\\R  ", " ")).isEqualTo(whole);
    }

    private record Answer(int code, String errors) {}
}
