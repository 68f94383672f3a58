package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import nunchi.check.Remedy;
import nunchi.train.TrainingFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Isolated
final class VisibleTextTest {
    @TempDir
    private Path place;

    private static String printed(String text) {
        StringWriter shown = new StringWriter();
        PrintWriter out = new PrintWriter(new VisibleText(shown));
        out.print(text);
        out.flush();
        return shown.toString();
    }

    @Test
    void noNameCommandsTheTerminal() {
        assertThat(printed("cat\033[31m, \033]0;title\007, a\rb, \u009bx, \u202egpj"))
                .isEqualTo("cat\\x1b[31m, \\x1b]0;title\\x07, a\\x0db, \\x9bx, \\u202egpj");
        assertThat(printed("jürgen 눈치\t1\n2\r\n")).isEqualTo("jürgen 눈치\t1\n2\r\n");
    }

    @Test
    void theProgramRedrawsItsOwnLineAndNamesInItStayText() {
        assertThat(printed("\r\033[K")).isEqualTo("\r\033[K");
        assertThat(printed("\rname\033[2J\033[K")).isEqualTo("\rname\\x1b[2J\033[K");
    }

    @Test
    void aDrawnLineReachesTheTerminalAsItIsAndItsNamesStayText() {
        StringWriter shown = new StringWriter();
        PrintWriter out = new PrintWriter(new VisibleText(shown));
        Terminal terminal = new Terminal(true, 80);
        terminal.draw(out, "epoch 1/6");
        terminal.erase(out);
        terminal.draw(out, "evil\033[?7h\033[2J");
        assertThat(shown.toString())
                .isEqualTo("\r\033[?7lepoch 1/6\033[K\033[?7h" + "\r\033[K"
                        + "\r\033[?7levil\\x1b[?7h\\x1b[2J\033[K\033[?7h");
    }

    @Test
    void everythingTheProgramSaysGoesThroughIt() throws Exception {
        PrintStream usual = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            assertThat(CommandLineProgram.standard().execute("run", "evil\033[31m.yaml"))
                    .isEqualTo(2);
        } finally {
            System.setErr(usual);
        }
        assertThat(errors.toString(StandardCharsets.UTF_8)).isEqualTo("nunchi: there is no file evil\\x1b[31m.yaml\n");
    }

    @Test
    void aFileNamedWithAnAtIsNoListOfOptions() throws Exception {
        Path options = Files.writeString(place.resolve("@options"), "--version");
        StringWriter errors = new StringWriter();
        int code = CommandLineProgram.standard().setErr(new PrintWriter(errors)).execute("@" + options);
        assertThat(code).isEqualTo(2);
        assertThat(errors.toString()).startsWith("nunchi: unknown command '@");
    }

    @Test
    void aFileNamedLikeAnOptionFollowsTwoHyphens() {
        StringWriter errors = new StringWriter();
        assertThat(CommandLineProgram.standard().setErr(new PrintWriter(errors)).execute("run", "--", "--seed"))
                .isEqualTo(2);
        assertThat(errors.toString()).isEqualTo("nunchi: there is no file --seed\n");
    }

    @Test
    void moreThreadsThanAnyMachineHasAreRefused() {
        StringWriter errors = new StringWriter();
        assertThat(CommandLineProgram.standard()
                        .setErr(new PrintWriter(errors))
                        .execute("embed", "digits", "--threads", "10000"))
                .isEqualTo(2);
        assertThat(errors.toString())
                .startsWith("nunchi: threads is 10000; it must be at most 1024")
                .containsOnlyOnce("\n");
    }

    @Test
    void anExperimentFileIsNotReadBeyondItsBound() throws Exception {
        Path file = Files.write(place.resolve("long.yaml"), new byte[(1 << 20) + 1]);
        StringWriter errors = new StringWriter();
        assertThat(CommandLineProgram.standard().setErr(new PrintWriter(errors)).execute("run", file.toString()))
                .isEqualTo(2);
        assertThat(errors.toString())
                .contains("long.yaml is longer than 1024 KiB")
                .containsOnlyOnce("\n");
    }

    /// Needs more memory than there is, in a thread of its own as a worker would.
    @Command(name = "full")
    static final class Full implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("a worker failed", new OutOfMemoryError("Java heap space"));
        }
    }

    @Test
    void aFullMemoryIsOneSentenceAndCodeOne() {
        StringWriter errors = new StringWriter();
        CommandLine program =
                CommandLineProgram.standard().addSubcommand(new Full()).setErr(new PrintWriter(errors));
        assertThat(CommandLineProgram.execute(program, "full")).isEqualTo(1);
        assertThat(errors.toString())
                .startsWith("nunchi: the memory is full: ")
                .contains("NUNCHI_JVM_OPTS")
                .containsOnlyOnce("\n");
    }

    /// Knows how much it needs.
    @Command(name = "training")
    static final class Failed implements Runnable {
        @Override
        public void run() {
            throw new TrainingFailedException(
                    "memory is too small: a step needs 5,825 MB and the heap has 64 MB; " + Remedy.LARGER_HEAP,
                    new OutOfMemoryError("Java heap space"));
        }
    }

    @Test
    void aTrainingThatFillsTheMemorySaysHowMuchItNeeds() {
        StringWriter errors = new StringWriter();
        CommandLine program =
                CommandLineProgram.standard().addSubcommand(new Failed()).setErr(new PrintWriter(errors));
        assertThat(CommandLineProgram.execute(program, "training")).isEqualTo(1);
        assertThat(errors.toString())
                .startsWith("nunchi: memory is too small: a step needs 5,825 MB")
                .contains("NUNCHI_JVM_OPTS")
                .containsOnlyOnce("\n");
    }
}
