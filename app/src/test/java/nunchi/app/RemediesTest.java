package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.check.StoppedException;
import nunchi.codec.Catalogue;
import nunchi.loss.Loss;
import nunchi.record.RunRecord;
import nunchi.run.NewFolder;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/// A program is told what to call, a person at the command line which option to give.
final class RemediesTest {
    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    @CommandLine.Command(name = "faulty")
    static final class Faulty implements Runnable {
        @Override
        public void run() {
            throw new StoppedException(
                    "own.Metric.value threw java.lang.IllegalStateException: boom; the last whole epoch is 2 of 4",
                    new IllegalStateException("boom"));
        }
    }

    private String said(Object command, String... arguments) {
        CommandLine program = CommandLineProgram.standard();
        if (command != null) {
            program.addSubcommand(command);
        }
        program.setErr(new PrintWriter(errors))
                .setOut(new PrintWriter(new StringWriter()))
                .execute(arguments);
        return errors.toString().replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @EnumSource
    void noWordOfTheLibraryReachesTheCommandLine(Remedy remedy) {
        assertThat(Remedies.translated("so it is; " + remedy))
                .startsWith("so it is")
                .doesNotContain("RunOptions", "Runs.", "Report.");
        assertThat(remedy.toString()).doesNotContain("--", "nunchi ");
        String stored = Remedy.stored("so it is; " + remedy);
        assertThat(stored)
                .startsWith("so it is")
                .doesNotContain("--", "nunchi ", "RunOptions", "Runs.", "Labs.", "Report.", "Request", "Reading.");
        assertThat(Remedies.translated(stored)).isEqualTo(stored);
    }

    @Test
    void anOccupiedFolderIsToldToEachInHisOwnWords() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");
        assertThatThrownBy(() -> NewFolder.begin(folder, "a", NewFolder::folder))
                .hasMessageEndingWith("is not empty; choose another folder by RunOptions.withOut");
        assertThat(said(null, "lab", "digits-from-scratch", "--quick", "--out", folder.toString()))
                .contains("is not empty; choose another with --out")
                .doesNotContain("RunOptions");
    }

    @Test
    void anUnknownRecordIsToldToEachInHisOwnWords() throws IOException {
        assertThatThrownBy(() -> Catalogue.standard().find(Loss.class, "x"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("unknown loss 'x'. Known: softmaxCrossEntropy")
                .hasMessageEndingWith("; a record of your own is added by RunOptions.withCatalogue");
        Path study = Files.writeString(
                folder.resolve("study.yaml"),
                "{name: a, data: {name: digits}, model: [{dense: {units: 10}}], loss: x, optimizer: {sgd: {learningRate: 1}}, train: {epochs: 1}}");
        assertThat(said(null, "run", study.toString()))
                .contains("unknown loss 'x'. Known: softmaxCrossEntropy")
                .doesNotContain("RunOptions");
    }

    @Test
    void aRefusedTrainingStoresTheWordsOfTheExperimentFile() throws IOException {
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                {name: a, data: {name: digits}, model: [{dense: {units: 10}}], loss: softmaxCrossEntropy, optimizer: {sgd: 1}, train: {epochs: 1}}""");
        RunOptions options = new RunOptions().withOut(folder.resolve("out"));
        Runs.refuse(
                options.files().read(study),
                "mnist cannot be written: no space; make room or " + Remedy.OTHER_DATA_FOLDER,
                options);
        assertThat(RunRecord.read(folder.resolve("out")).reason())
                .isEqualTo("mnist cannot be written: no space; make room or choose another folder for data");
    }

    /// A report is a page for a person, with commands to go on.
    @Test
    void noPackageBesideTheCommandLineNamesItsOptions() throws IOException {
        Pattern option = Pattern.compile("\"[^\"]*(?<![\\w-])--[a-z][a-z-]+(?![\\w:-])|'nunchi [a-z]+");
        Path root = Path.of("").toAbsolutePath().getParent();
        for (String module :
                List.of("core", "cpu", "data", "analysis", "train", "record", "exchange", "report", "study")) {
            try (Stream<Path> sources = Files.walk(root.resolve(module).resolve("src/main/java"))) {
                for (Path source : sources.filter(file -> file.toString().endsWith(".java")
                                && !file.getParent().endsWith("report"))
                        .toList()) {
                    assertThat(Files.readAllLines(source))
                            .as(source.toString())
                            .noneMatch(line -> !line.strip().startsWith("//")
                                    && !line.contains("--add-modules")
                                    && option.matcher(line).find());
                }
            }
        }
    }

    @Test
    void whatStoppedARunIsToldAsAStop() {
        assertThat(said(new Faulty(), "faulty"))
                .contains("stopped: own.Metric.value threw", "boom; the last whole epoch is 2 of 4", "--stacktrace")
                .doesNotContain("a fault of Nunchi's own");
        assertThat(said(new Faulty(), "faulty")).doesNotContain(" at nunchi.");
        assertThat(said(new Faulty(), "faulty", "--stacktrace")).contains(" at nunchi.");
    }
}
