package nunchi.search;

import static nunchi.search.SearchesTest.rates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import nunchi.activation.Sigmoid;
import nunchi.check.InvalidRequestException;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.SearchSettings;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Dense;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Sgd;
import nunchi.record.RunRecord;
import nunchi.run.RunOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Searches whose trials are trained elsewhere: here in folders that nobody but the executor knows.
class TrialExecutorTest {
    @TempDir
    Path folder;

    private final List<SearchEvent> events = new ArrayList<>();
    private Path data;
    private int attempts;

    @BeforeEach
    void store() throws IOException {
        StringBuilder rows = new StringBuilder("a,b,label\n");
        for (int row = 0; row < 60; row++) {
            rows.append("%d,%d,%s\n".formatted(row % 7, row % 5, row % 7 > row % 5 ? "more" : "less"));
        }
        data = Files.writeString(folder.resolve("data.csv"), rows);
    }

    private Experiment search(SearchSettings settings) {
        return learner(2).withSearch(settings);
    }

    private Experiment learner(int outputs) {
        return new Experiment(
                        "away",
                        new DataSettings(data.toString()).withBatch(10),
                        List.of(new Dense(8, new Sigmoid()), new Dense(outputs)),
                        new SoftmaxCrossEntropy(),
                        new Sgd(0.5),
                        new TrainSettings(2))
                .withSeed(5);
    }

    private RunOptions options(String name) {
        return new RunOptions().withBackend("reference").withThreads(1).withOut(folder.resolve(name));
    }

    private static TrialExecutor executor(BiConsumer<List<Trial>, TrialWork> training) {
        return new TrialExecutor() {
            @Override
            public int parallel() {
                return 3;
            }

            @Override
            public void train(List<Trial> trials, TrialWork work) {
                training.accept(trials, work);
            }
        };
    }

    /// Trains the last trial first.
    private TrialExecutor backwards(List<Integer> trained) {
        return executor((trials, work) -> trials.reversed().forEach(trial -> {
            trained.add(trial.number());
            work.accept(trial, away(trial, work));
        }));
    }

    private Path away(Trial trial, TrialWork work) {
        Path place = folder.resolve("scratch/" + attempts++);
        Searches.trial(trial.experiment(), work.options().withOut(place));
        return place;
    }

    private static List<String> weights(SearchResult search) {
        return search.trials().stream()
                .map(trial -> trial.result().weightsSha256())
                .toList();
    }

    private SearchResult run(Experiment experiment, TrialExecutor executor, String name) {
        return Searches.run(experiment, executor, options(name), events::add);
    }

    @Test
    void trialsTrainedElsewhereAreThoseOfThisProcess() {
        Experiment experiment = search(rates(0.1, 0.3).withRepeat(2));
        SearchResult here = Searches.run(experiment, options("here"), SearchListener.none());
        List<Integer> trained = new ArrayList<>();
        SearchResult there = run(experiment, backwards(trained), "there");
        assertThat(weights(there)).isEqualTo(weights(here)).hasSize(4).doesNotHaveDuplicates();
        assertThat(trained).containsExactly(4, 3, 2, 1);
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
        assertThat(folder.resolve("there/report.html")).isNotEmptyFile();
        assertThat(events.getFirst())
                .isInstanceOfSatisfying(
                        SearchEvent.Planned.class,
                        planned -> assertThat(planned.parallel()).isEqualTo(3));
        assertThat(events).filteredOn(SearchEvent.Ended.class::isInstance).hasSize(4);
    }

    @Test
    void aTrainingThatFailsOrCannotBeginIsAResult() throws IOException {
        SearchResult search = run(search(rates(1e300, 0.1)), backwards(new ArrayList<>()), "s");
        assertThat(search.trials()).extracting(trial -> trial.result().status()).containsExactly("failed", "finished");
        Experiment unfit = learner(1);
        RunRecord refused = Searches.trial(unfit, options("refused"));
        assertThat(refused.status()).isEqualTo("refused");
        assertThat(refused.reason()).contains("last layer has 1 unit");
        assertThatThrownBy(() -> Searches.trial(learner(2), options("refused")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is not empty");
        Files.delete(data);
        assertThatThrownBy(() -> Searches.trial(unfit, options("absent")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("data.csv");
        assertThat(folder.resolve("absent")).doesNotExist();
    }

    @Test
    void whatHasEndedIsNotTrainedAgain() {
        Experiment experiment = search(rates(0.1, 0.3, 0.5));
        TrialExecutor dying = executor((trials, work) -> {
            work.accept(trials.get(1), away(trials.get(1), work));
            throw new IllegalStateException("the cluster is gone");
        });
        assertThatThrownBy(() -> run(experiment, dying, "s")).hasMessage("the cluster is gone");
        List<Integer> trained = new ArrayList<>();
        SearchResult search =
                Searches.resume(folder.resolve("s"), backwards(trained), options("unused"), SearchListener.none());
        assertThat(trained).containsExactly(3, 1);
        assertThat(weights(search))
                .isEqualTo(weights(Searches.run(experiment, options("whole"), SearchListener.none())));
    }

    @Test
    void theFirstOfTwoResultsStaysAndOtherWeightsAreTold() throws IOException {
        TrialExecutor thrice = executor((trials, work) -> trials.forEach(trial -> {
            work.accept(trial, away(trial, work));
            work.accept(trial, away(trial, work));
            Path wrong = away(trial, work);
            edit(wrong.resolve("result.json"), "(\"weightsSha256\" *: *\")....", "$10000");
            edit(wrong.resolve("environment.json"), "(\"host\" *: *\")[^\"]*", "$1node7");
            work.accept(trial, wrong);
        }));
        SearchResult search = run(search(rates(0.1, 0.3)), thrice, "s");
        assertThat(events)
                .filteredOn(SearchEvent.Disagreement.class::isInstance)
                .map(SearchEvent.Disagreement.class::cast)
                .extracting(two -> two.trial().number() + " on " + two.other())
                .containsExactly("1 on node7", "2 on node7");
        assertThat(weights(search)).noneMatch(sha256 -> sha256.startsWith("0000"));
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
        try (Stream<Path> trials = Files.list(folder.resolve("s/trials"))) {
            assertThat(trials).hasSize(2);
        }
    }

    private static void edit(Path file, String from, String to) {
        try {
            String text = Files.readString(file);
            String edited = text.replaceFirst(from, to);
            assertThat(edited).isNotEqualTo(text);
            Files.writeString(file, edited);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Test
    void theReportTellsWhichMachineTrainedWhat() {
        TrialExecutor machines = executor((trials, work) -> trials.forEach(trial -> {
            Path trained = away(trial, work);
            edit(trained.resolve("environment.json"), "(\"host\" *: *\")[^\"]*", "$1node" + trial.number());
            work.accept(trial, trained);
        }));
        run(search(rates(0.1, 0.3)), machines, "s");
        assertThat(folder.resolve("s/report.html")).content().contains(">Host<", ">node1<", ">node2<");
        Searches.run(search(rates(0.1, 0.3)), options("here"), SearchListener.none());
        assertThat(folder.resolve("here/report.html")).content().doesNotContain(">Host<");
    }

    @Test
    void aFolderOfAnotherTrialIsRejected() {
        TrialExecutor mixing = executor((trials, work) -> work.accept(trials.getFirst(), away(trials.getLast(), work)));
        assertThatThrownBy(() -> run(search(rates(0.1, 0.3)), mixing, "s"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is not trials/001 of this search: it was trained with other settings");
        assertThat(folder.resolve("s/trials/001")).doesNotExist();
    }

    @Test
    void whatAnExecutorCannotTrainLeavesNothingBehind() {
        TrialExecutor unfit = new TrialExecutor() {
            @Override
            public int parallel() {
                return 1;
            }

            @Override
            public void check(List<Trial> trials, RunOptions options) {
                assertThat(trials).extracting(Trial::number).containsExactly(2);
                throw new InvalidRequestException("node7 has no data");
            }

            @Override
            public void train(List<Trial> trials, TrialWork work) {
                throw new IllegalStateException("nothing was to be trained");
            }
        };
        Experiment refusedInPart = search(new SearchSettings().withGrid("model.1.dense.units", 1, 2));
        assertThatThrownBy(() -> run(refusedInPart, unfit, "s")).hasMessage("node7 has no data");
        assertThat(folder.resolve("s")).doesNotExist();
        assertThat(events).isEmpty();
    }

    @Test
    void aLocalPoolHasAtLeastOneThread() {
        assertThatThrownBy(() -> TrialExecutor.local(0))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("parallel");
        assertThat(TrialExecutor.local(3).parallel()).isEqualTo(3);
    }
}
