package nunchi.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A JVM of its own, started with other options than this one.
record Jvm(List<String> options) {
    static final String VECTORS = "--add-modules=jdk.incubator.vector";

    static Jvm with(String options) {
        return new Jvm(List.of(options.split(" ")));
    }

    /// What the program prints.
    String output(boolean withErrors, Class<?> program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(withErrors);
        Process process = (withErrors ? builder : builder.redirectError(ProcessBuilder.Redirect.DISCARD)).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
