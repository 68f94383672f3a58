package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nunchi.check.InvalidRequestException;
import nunchi.clustering.ClusteringStudy;
import nunchi.clustering.Clusterings;
import nunchi.codec.Catalogue;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.file.WholeFile;
import nunchi.interchange.NpyWriter;
import nunchi.interchange.WeightsFile;
import nunchi.lab.Lab;
import nunchi.lab.LabListener;
import nunchi.lab.Labs;
import nunchi.lab.Outcomes;
import nunchi.lab.Task;
import nunchi.schedule.Schedule;
import nunchi.search.SearchListener;
import nunchi.search.Searches;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.train.TrainingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Nothing is left of what is refused before it comes to anything, and a folder that was there before is as it was.
final class RefusedStartTest {
    private static final String STUDY = """
            name: refused
            data: {name: digits, test: 0.2, preprocess: [{scale: 16}]}
            model: [{dense: {units: 10}}]
            loss: softmaxCrossEntropy
            optimizer: {sgd: {learningRate: %s}}
            train: {epochs: 2}
            """;
    private static final String REFUSING = STUDY.formatted("{refusing: {from: 0}}");

    @TempDir
    private Path folder;

    /// Refuses the first step from an epoch on, which no check before the training asks for.
    public record Refusing(int from) implements Schedule {
        @Override
        public double at(double epoch) {
            if (epoch >= from) {
                throw new InvalidRequestException("no rate from epoch %d on".formatted(from));
            }
            return 0.1;
        }
    }

    /// @param work into the folder of the options
    private record Start(String title, Consumer<RunOptions> work) {
        @Override
        public String toString() {
            return title;
        }
    }

    private static final List<Start> STARTS = List.of(
            new Start("a run whose first epoch is refused", options -> Runs.run(experiment(REFUSING), options)),
            new Start(
                    "a run on an open backend",
                    options -> Runs.run(
                            experiment(REFUSING), options.whole(experiment(REFUSING)), options, options.open())),
            new Start(
                    "a run on an unknown backend",
                    options -> Runs.run(experiment(STUDY.formatted("0.1")), options.withBackend("none"))),
            new Start(
                    "a search on an unknown backend",
                    options -> Searches.run(
                            experiment(STUDY.formatted("0.1") + "search: {repeat: 2}"),
                            options.withBackend("none"),
                            SearchListener.none())),
            new Start(
                    "a clustering study that asks for too many clusters",
                    options -> Clusterings.run(
                            options.files()
                                    .parse(
                                            "{name: g, points: [{name: moons, rows: 50}, {name: moons, rows: 5}], kmeans: {clusters: [40]}, dbscan: {minPoints: [3]}}",
                                            ClusteringStudy.class),
                            options,
                            _ -> {})),
            new Start("a lab whose first member is refused", options -> lab(options, REFUSING)),
            new Start(
                    "a lab on an unknown backend",
                    options -> lab(options.withBackend("none"), STUDY.formatted("0.1"))));

    private static Experiment experiment(String text) {
        return new ExperimentFile(catalogue()).parse(text);
    }

    private static Catalogue catalogue() {
        return Catalogue.standard().with(Schedule.class, List.of(Refusing.class));
    }

    /// @param members experiments, in place of the first of a built-in lab
    private static Outcomes lab(RunOptions options, String... members) {
        Iterator<String> texts = List.of(members).iterator();
        Lab lab = new Lab(
                "parameters", "A lab", Labs.named("parameters").members().subList(0, members.length), null);
        return Labs.run(
                lab,
                new Labs.Request(false, _ -> new Task.Training(experiment(texts.next()))),
                options,
                LabListener.none());
    }

    private RunOptions options(String out) {
        return new RunOptions().withThreads(1).withOut(folder.resolve(out)).withCatalogue(catalogue());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.isEmpty())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @FieldSource("STARTS")
    void nothingIsLeftOfARefusedStart(Start start) throws IOException {
        assertThatThrownBy(() -> start.work.accept(options("new/inner"))).isInstanceOf(InvalidRequestException.class);
        assertThat(files()).isEmpty();
        Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> start.work.accept(options("empty"))).isInstanceOf(InvalidRequestException.class);
        assertThat(files()).containsExactly("empty");
    }

    @Test
    void aMemberOfALabThatIsRefusedLeavesThoseBeforeIt() throws IOException {
        assertThatThrownBy(() -> lab(options("lab"), STUDY.formatted("0.1"), REFUSING))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(files())
                .contains("lab/result.json", "lab/without-flatten/report.html")
                .doesNotContain("lab/with-flatten")
                .noneMatch(file -> file.endsWith(".lock"));
    }

    @Test
    void anEpochThatIsRefusedLeavesThoseBeforeIt() {
        Experiment late = experiment(STUDY.formatted("{refusing: {from: 1}}"));
        assertThatThrownBy(() -> Runs.run(late, options("late"))).isInstanceOf(InvalidRequestException.class);
        assertThat(CheckpointFile.latest(RunFolder.open(folder.resolve("late")))
                        .checkpoint()
                        .epoch())
                .isEqualTo(1);
    }

    /// The trial is recorded as refused, and the others are trained.
    @Test
    void aTrialThatIsRefusedAtItsFirstStepIsRecordedAlone() {
        Experiment search = experiment(STUDY.formatted("0.1")
                + "search: {grid: {optimizer.sgd.learningRate: [0.1, {refusing: {from: 0}}, 0.2]}, parallel: 2}");
        assertThat(Searches.run(search, options("search"), SearchListener.none())
                        .trials())
                .extracting(trial -> trial.result().status())
                .containsExactly("finished", "refused", "finished");
        assertThat(folder.resolve("search/trials/002")).isDirectoryNotContaining("glob:**journal.jsonl");
    }

    /// As a folder that was copied without its hidden files.
    @Test
    void aRefusedResumeLeavesNoLock() throws IOException {
        Path run = ResumeTest.stopped(folder.resolve("run"));
        Files.writeString(
                run.resolve(RunFolder.EXPERIMENT),
                Files.readString(run.resolve(RunFolder.EXPERIMENT)).replace("batch: 100", "batch: 50"));
        List<String> before = files();
        assertThat(before).noneMatch(file -> file.endsWith(".lock"));
        assertThatThrownBy(() -> Runs.resume(run, options("run"))).hasMessageContaining("data.batch was 100 and is 50");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void whatIsBegunByAnotherStaysAsItIs() throws IOException {
        Runs.run(experiment(STUDY.formatted("0.1")), options("run").withListener(event -> {
            if (event instanceof TrainingEvent.EpochEnded) {
                assertThatThrownBy(() -> Runs.run(experiment(STUDY.formatted("0.1")), options("run")))
                        .isInstanceOf(InvalidRequestException.class);
                assertThatThrownBy(() -> Runs.resume(folder.resolve("run"), options("run")))
                        .hasMessageContaining("is being trained already");
            }
        }));
        assertThat(files()).contains("run/report.html", "run/journal.jsonl");
    }

    /// As by a disk that refuses: of a name that is too long nothing can be written.
    @Test
    void aFileThatCannotBeWrittenLeavesNoFolder() throws IOException {
        String name = "x".repeat(300);
        for (String file : List.of(name + ".npz", name + ".safetensors", name)) {
            Path target = folder.resolve("a/b").resolve(file);
            assertThatThrownBy(() -> WeightsFile.write(target, Map.of("w", Tensor.zeros(Shape.of(1)))))
                    .isInstanceOf(InvalidRequestException.class);
            assertThat(files()).isEmpty();
        }
        assertThatThrownBy(() -> WholeFile.write(folder.resolve("a/b/c"), _ -> {
                    throw new IllegalStateException("nothing to write");
                }))
                .hasMessage("nothing to write");
        assertThat(files()).isEmpty();
        new NpyWriter(folder.resolve("a/b/unfinished.npy"), 2, Shape.of(3)).close();
        assertThat(files()).isEmpty();
    }
}
