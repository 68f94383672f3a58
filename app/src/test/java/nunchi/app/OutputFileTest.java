package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.interchange.Npy;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// No output takes the place of what a person has.
final class OutputFileTest {
    @TempDir
    private static Path made;

    @BeforeAll
    static void makeFiles() throws IOException {
        String rows = IntStream.rangeClosed(1, 40)
                .mapToObj("%1$d,2,%1$d\n"::formatted)
                .collect(Collectors.joining());
        Files.writeString(made.resolve("houses.csv"), "a,b,price\n" + rows);
        Files.copy(made.resolve("houses.csv"), made.resolve("copy.csv"));
        Files.createSymbolicLink(made.resolve("link.csv"), made.resolve("houses.csv"));
        Files.writeString(made.resolve("price.yaml"), """
                name: prices
                data: {name: '%s', target: [price], batch: 10}
                model: [{dense: 1}]
                loss: meanSquaredError
                optimizer: {sgd: 1e-4}
                train: {epochs: 1}
                """.formatted(made.resolve("houses.csv")));
        Npy.write(made.resolve("rows.npy"), new Tensor(Shape.of(40, 3), new float[120]));
        Npy.write(made.resolve("labels.npy"), new Tensor(Shape.of(40), new float[40]));
        Files.writeString(made.resolve("table.html"), Files.readString(made.resolve("houses.csv")));
        Files.createSymbolicLink(made.resolve("link.npy"), made.resolve("rows.npy"));
        Files.createDirectory(made.resolve("other"));
        assertThat(ask("run MADE/price.yaml --out MADE/run").code()).isZero();
        assertThat(ask("run MADE/price.yaml --seed 2 --out MADE/run2").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            export MADE/run --history MADE/houses.csv; MADE/houses.csv, a file of MADE/run or of its data; name another file
            export MADE/run --history MADE/copy.csv; MADE/copy.csv, a file of MADE/run or of its data
            export MADE/run --history MADE/link.csv; MADE/link.csv, a file of MADE/run or of its data
            export MADE/run --history MADE/other/../houses.csv; houses.csv, a file of MADE/run or of its data
            export MADE/run --weights MADE/run/weights/last.safetensors; a file of MADE/run or of its data
            export MADE/run --onnx MADE/k.txt; --onnx is MADE/k.txt; the model is written as a .onnx file
            export MADE/run --history MADE/run/journal.jsonl; the history is written as a .csv table
            export MADE/run --weights MADE/houses.csv; --weights is MADE/houses.csv; weights are written as a .npz, a .safetensors
            predict MADE/run MADE/houses.csv --report MADE/houses.csv; --report is MADE/houses.csv; a page is written as a .html file
            predict MADE/run MADE/houses.csv --report MADE/run/report.html; --report is MADE/run/report.html, a file of MADE/run
            compare MADE/run MADE/run2 --report MADE/price.yaml; --report is MADE/price.yaml; a page is written as a .html file
            compare MADE/run MADE/run2 --report MADE/run2/report.html; --report is MADE/run2/report.html, a file of MADE/run2
            cluster MADE/rows.npy --k 2 --report MADE/rows.npy; a page is written as a .html file
            cluster MADE/rows.npy --k 2 --out MADE/rows.npy; --out is MADE/rows.npy, which this command reads; name another file
            embed MADE/rows.npy --method pca --out MADE/rows.npy; --out is MADE/rows.npy, which this command reads
            embed MADE/link.npy --method pca --out MADE/rows.npy; --out is MADE/rows.npy, which this command reads
            embed MADE/rows.npy --method pca --out MADE/link.npy; --out is MADE/link.npy, which this command reads
            embed MADE/rows.npy --labels MADE/labels.npy --method pca --out MADE/labels.npy; --out is MADE/labels.npy, which this command reads
            embed digits --into MADE/rows.npy --known digits --out MADE/rows.npy; --out is MADE/rows.npy, which this command reads
            """)
    void whatACommandReadsOrIsOfAnotherKindIsNotWrittenOver(String request, String complaint) throws IOException {
        String before = content();
        Answer answer = ask(request);
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.output()).isEmpty();
        assertThat(answer.errors())
                .startsWith("nunchi: ")
                .contains(complaint.replace("MADE", made.toString()))
                .containsOnlyOnce("\n");
        assertThat(content()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export MADE/run --history MADE/old.csv",
                "export MADE/run --onnx MADE/old.onnx",
                "export MADE/run --weights MADE/old.npz",
                "compare MADE/run MADE/run2 --report MADE/old.HTML",
                "embed MADE/houses.csv --method pca --out MADE/old.npy"
            })
    void anOlderOutputOfTheSameKindIsWrittenOver(String request) throws IOException {
        Path old = Path.of(request.replaceFirst(".* ", "").replace("MADE", made.toString()));
        Files.writeString(old, "old");
        assertThat(ask(request).errors()).isEmpty();
        assertThat(Files.readAllBytes(old)).isNotEqualTo("old".getBytes());
    }

    @Test
    void everyOptionThatWritesAFileSaysOfWhatKind() {
        List<String> read = List.of("embed --labels", "cluster --labels", "inspect --picture");
        List<String> written = commands(CommandLineProgram.standard())
                .flatMap(command -> command.getCommandSpec().options().stream()
                        .filter(option -> option.paramLabel().equals("FILE")
                                && !read.contains(command.getCommandName() + " " + option.longestName()))
                        .filter(option ->
                                OutputFile.of(command.getCommandName(), option).isEmpty())
                        .map(option -> command.getCommandName() + " " + option.longestName()))
                .toList();
        assertThat(written).as("a new output: say in OutputFile what it is").isEmpty();
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(OutputFileTest::commands));
    }

    private static String content() throws IOException {
        try (Stream<Path> files = Files.walk(made)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append(file)
                        .append(Files.isSymbolicLink(file))
                        .append(Arrays.hashCode(Files.readAllBytes(file)))
                        .append('\n');
            }
            return all.toString();
        }
    }

    private static Answer ask(String request) {
        return Answer.to(Stream.of(request.split(" "))
                .map(word -> word.replace("MADE", made.toString()))
                .toArray(String[]::new));
    }
}
