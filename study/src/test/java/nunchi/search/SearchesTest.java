package nunchi.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.codec.Tree;
import nunchi.experiment.Experiment;
import nunchi.experiment.SearchSettings;
import nunchi.experiment.TrainSettings;
import nunchi.layer.BatchNorm;
import nunchi.report.Report;
import nunchi.report.RunComparison;
import nunchi.run.RunOptions;
import nunchi.train.Samples;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SearchesTest {
    @TempDir
    Path folder;

    static Experiment experiment(SearchSettings search) {
        return Samples.experiment(Samples.batches(10), new TrainSettings(2))
                .withSeed(5)
                .withSearch(search);
    }

    static SearchSettings rates(double... rates) {
        return new SearchSettings()
                .withGrid(
                        "optimizer.sgd.learningRate",
                        Arrays.stream(rates).boxed().toArray());
    }

    private RunOptions options(String name) {
        return new RunOptions().withBackend("reference").withThreads(2).withOut(folder.resolve(name));
    }

    private JsonNode json(String name) throws IOException {
        return new JsonMapper().readTree(Files.readAllBytes(folder.resolve(name)));
    }

    private static List<String> weights(SearchResult search) {
        return search.trials().stream()
                .map(trial -> trial.result().weightsSha256())
                .toList();
    }

    @Test
    void aRepetitionIsAFolderOfRunsWithTheSeedsThatFollow() throws IOException {
        SearchResult search = Searches.run(
                experiment(new SearchSettings().withRepeat(3)), Samples.parts(), options("r"), SearchListener.none());
        assertThat(search.trials()).extracting(trial -> trial.trial().seed()).containsExactly(5L, 6L, 7L);
        JsonNode result = json("r/result.json");
        assertThat(result.path("kind").asString()).isEqualTo("search");
        assertThat(result.path("status").asString()).isEqualTo("finished");
        assertThat(result.path("trials").size()).isEqualTo(3);
        assertThat(result.path("trials").path(2).path("folder").asString()).isEqualTo("trials/003");
        JsonNode accuracy = result.path("settings").path(0).path("test").path("accuracy");
        double mean = search.trials().stream()
                .mapToDouble(trial -> trial.result().test().accuracy())
                .average()
                .orElseThrow();
        assertThat(accuracy.path("mean").doubleValue()).isCloseTo(mean, within(1e-12));
        assertThat(accuracy.has("confidence95")).isTrue();
        assertThat(json("r/trials/002/result.json").path("seed").intValue()).isEqualTo(6);
        assertThat(folder.resolve("r/report.html")).isNotEmptyFile();
    }

    @Test
    void twoSearchesNeverShareAFolder() {
        List<String> refusals = new ArrayList<>();
        SearchListener meddling = event -> {
            if (event instanceof SearchEvent.Ended) {
                assertThatThrownBy(() -> Searches.resume(
                                folder.resolve("m"), Samples.parts(), options("m"), SearchListener.none()))
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContaining("is being trained already");
                assertThatThrownBy(() -> Searches.run(
                                experiment(rates(0.1)), Samples.parts(), options("m"), SearchListener.none()))
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContaining("is not empty");
                refusals.add("both");
            }
        };
        Searches.run(experiment(rates(0.1, 0.2)), Samples.parts(), options("m"), meddling);
        assertThat(refusals).hasSize(2);
        assertThat(Searches.resume(folder.resolve("m"), Samples.parts(), options("m"), SearchListener.none())
                        .trials())
                .hasSize(2);
    }

    @Test
    void severalAtATimeGiveTheSameBits() throws IOException {
        SearchSettings search = rates(0.1, 0.3, 0.5).withRepeat(2);
        List<SearchEvent> events = new ArrayList<>();
        SearchResult alone = Searches.run(experiment(search), Samples.parts(), options("a"), SearchListener.none());
        SearchResult together =
                Searches.run(experiment(search.withParallel(2)), Samples.parts(), options("b"), events::add);
        assertThat(weights(together))
                .isEqualTo(weights(alone))
                .doesNotHaveDuplicates()
                .doesNotContainNull();
        assertThat(events).filteredOn(SearchEvent.Ended.class::isInstance).hasSize(6);
        assertThat(json("b/result.json").path("comparisons"))
                .isEqualTo(json("a/result.json").path("comparisons"))
                .hasSize(3);
    }

    @Test
    void aTrialThatFailsIsRecordedAndTheOthersGoOn() throws IOException {
        SearchResult search =
                Searches.run(experiment(rates(1e300, 0.5)), Samples.parts(), options("s"), SearchListener.none());
        assertThat(search.trials()).extracting(trial -> trial.result().status()).containsExactly("failed", "finished");
        assertThat(json("s/result.json").path("trials").path(0).path("reason").asString())
                .startsWith("the loss is not finite");
        assertThat(search.best().orElseThrow().values().get("optimizer.sgd.learningRate"))
                .isEqualTo(Tree.of(0.5));
        assertThatThrownBy(() ->
                        Searches.run(experiment(rates(1e300)), Samples.parts(), options("t"), SearchListener.none()))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageStartingWith("all 1 trainings failed; the first: the loss is not finite");
    }

    @Test
    void whatCannotBeTrainedIsRefusedAtTheBeginningAndTheOthersAreTrained() throws IOException {
        SearchSettings search = new SearchSettings()
                .withGrid("model.1.dense.units", 2, 3)
                .withGrid("optimizer.sgd.learningRate", 0.3, 0.5);
        List<SearchEvent> events = new ArrayList<>();
        SearchResult result = Searches.run(experiment(search), Samples.parts(), options("s"), events::add);
        assertThat(result.trials())
                .extracting(trial -> trial.result().status())
                .containsExactly("refused", "refused", "finished", "finished");
        assertThat(events.stream()
                        .filter(SearchEvent.Ended.class::isInstance)
                        .map(event ->
                                ((SearchEvent.Ended) event).outcome().trial().number()))
                .containsExactly(1, 2, 3, 4);
        JsonNode trials = json("s/result.json").path("trials");
        assertThat(trials.path(1).path("reason").asString())
                .contains("labels go to 2 but the model's last layer has 2 units");
        assertThat(result.best().orElseThrow().values().get("model.1.dense.units"))
                .isEqualTo(Tree.of(3));
        assertThat(Files.readString(folder.resolve("s/report.html")))
                .contains("trials/002 refused: labels go to 2", ">refused<");
        assertThat(Searches.resume(folder.resolve("s"), Samples.parts(), options("unused"), SearchListener.none())
                        .trials())
                .hasSize(4);
        assertThat(folder.resolve("s/trials/001/journal.jsonl")).doesNotExist();
    }

    @Test
    void whyATrialWasRefusedIsKeptInTheWordsOfTheExperimentFile() {
        Trial refused = new Trial(1, Map.of(), experiment(null))
                .refused("unknown loss 'x'" + Remedy.ADD_RECORD + "; make room or " + Remedy.OTHER_DATA_FOLDER);
        assertThat(refused.refusal()).isEqualTo("unknown loss 'x'; make room or choose another folder for data");
        assertThat(refused.asRefused()).hasMessage(refused.refusal());
    }

    @Test
    void aLastBatchOfOneRowIsOneRefusedTrial() {
        Experiment normalized =
                experiment(new SearchSettings().withGrid("data.batch", 49, 50).withGrid("model.0", new BatchNorm()));
        SearchResult result = Searches.run(normalized, Samples.parts(), options("s"), SearchListener.none());
        assertThat(result.trials()).extracting(trial -> trial.result().status()).containsExactly("refused", "finished");
        assertThat(result.trials().getFirst().result().reason()).contains("leave a last batch of 1");
    }

    /// The first training waits until it is told to end.
    @Test
    void anInterruptEndsTheSearchWhichGoesOnLater() {
        SearchSettings search = rates(0.1, 0.3, 0.5);
        SearchResult whole = Searches.run(experiment(search), Samples.parts(), options("whole"), SearchListener.none());
        Thread searching = Thread.currentThread();
        SearchListener interrupting = event -> {
            if (event instanceof SearchEvent.Training training && training.event() instanceof TrainingEvent.Started) {
                searching.interrupt();
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            }
        };
        assertThatThrownBy(() -> Searches.run(experiment(search), Samples.parts(), options("s"), interrupting))
                .hasMessage("the search was interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(folder.resolve("s/trials/001/result.json")).doesNotExist();
        assertThat(folder.resolve("s/trials/002")).doesNotExist();
        assertThat(weights(Searches.resume(
                        folder.resolve("s"), Samples.parts(), options("unused"), SearchListener.none())))
                .isEqualTo(weights(whole));
    }

    @Test
    void whereNothingCanBeTrainedNothingIsWritten() {
        SearchSettings search = new SearchSettings().withGrid("model.1.dense.units", 2, 1);
        assertThatThrownBy(() -> Searches.run(experiment(search), Samples.parts(), options("s"), SearchListener.none()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("trial 1 with model.1.dense.units=2: labels go to 2");
        assertThat(folder.resolve("s")).doesNotExist();
    }

    @Test
    void whatHasEndedIsNotTrainedAgain() throws IOException {
        SearchSettings settings = rates(0.1, 0.3, 0.1);
        SearchResult whole = Searches.run(experiment(settings), Samples.parts(), options("s"), SearchListener.none());
        Files.delete(folder.resolve("s/result.json"));
        Files.delete(folder.resolve("s/trials/003/result.json"));
        List<Integer> trained = new ArrayList<>();
        SearchResult resumed = Searches.resume(folder.resolve("s"), Samples.parts(), options("unused"), event -> {
            if (event instanceof SearchEvent.Ended ended) {
                trained.add(ended.outcome().trial().number());
            }
        });
        assertThat(trained).containsExactly(3);
        assertThat(weights(resumed)).isEqualTo(weights(whole));
    }

    @Test
    void anAlteredPlanIsRefused() throws IOException {
        Searches.run(experiment(rates(0.1, 0.3)), Samples.parts(), options("s"), SearchListener.none());
        Path file = folder.resolve("s/experiment.yaml");
        Files.writeString(file, Files.readString(file).replace("0.3", "0.4"));
        assertThatThrownBy(() ->
                        Searches.resume(folder.resolve("s"), Samples.parts(), options("unused"), SearchListener.none()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(
                        "is no longer the one that was begun: trials/002 was trained with other settings than trial 2 has now");
    }

    @Test
    void theReportShowsSettingsTwoValuesAtATimeAndDifferences() throws IOException {
        SearchSettings search =
                rates(0.1, 0.5).withGrid("model.0.dense.units", 2, 8).withRepeat(2);
        Searches.run(experiment(search), Samples.parts(), options("s"), SearchListener.none());
        assertThat(Files.readString(folder.resolve("s/report.html")))
                .contains(
                        "Of 4 settings the best is learningRate 0.5",
                        "Mean validation accuracy by learningRate (rows) and units (columns)",
                        "Of 6 comparisons, ",
                        ">008<",
                        "Validation accuracy of every trial by epoch",
                        "What follows is the report of trials/00")
                .doesNotContain("Spread over the seeds");
    }

    @Test
    void comparedRunsDifferInTheirSearchedValuesAlone() throws IOException {
        Searches.run(experiment(rates(0.1, 0.5)), Samples.parts(), options("s"), SearchListener.none());
        RunComparison comparison = RunComparison.of(List.of(folder.resolve("s")));
        assertThat(comparison.runs()).extracting(RunComparison.Compared::label).containsExactly("001", "002");
        assertThat(comparison.differences()).containsOnlyKeys("optimizer.sgd.learningRate");
        assertThat(comparison.differences().get("optimizer.sgd.learningRate")).containsExactly("0.1", "0.5");
        assertThat(comparison.measure()).isEqualTo("val_accuracy");
        assertThat(Files.readString(Report.write(comparison, folder.resolve("page.html"))))
                .contains("Comparison of 2 runs", "What differs");
        assertThatThrownBy(() -> RunComparison.of(List.of(folder.resolve("s/trials/001"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("give at least two to compare");
    }
}
