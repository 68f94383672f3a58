package nunchi.search;

import static nunchi.search.SearchesTest.experiment;
import static nunchi.search.SearchesTest.rates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.check.InvalidRequestException;
import nunchi.experiment.Experiment;
import nunchi.experiment.SearchSettings;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.train.Samples;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SharesTest {
    @TempDir
    Path folder;

    private RunOptions options(String name) {
        return new RunOptions().withThreads(1).withOut(folder.resolve(name));
    }

    private SearchResult share(Experiment experiment, Share share, String name, SearchListener listener) {
        return Searches.share(experiment, share, Samples.parts(), options(name), listener);
    }

    private SearchResult gather(String name) {
        return Searches.resume(folder.resolve(name), Samples.parts(), options("unused"), SearchListener.none());
    }

    /// Without the times that the trainings took, and their speeds.
    private JsonNode result(String name) throws IOException {
        JsonNode result = new JsonMapper()
                .readTree(Files.readAllBytes(folder.resolve(name).resolve(RunFolder.RESULT)));
        result.path("trials")
                .forEach(trial ->
                        ((ObjectNode) trial).remove(List.of("seconds", "imagesPerSecond", "millisecondsPerStep")));
        return result;
    }

    private List<String> names(String name) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve(name))) {
            return all.map(file -> folder.resolve(name).relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void gatheredSharesAreTheSearchOfOneProcess() throws IOException {
        SearchSettings settings = rates(0.1, 0.3, 0.5).withRepeat(2);
        Experiment experiment = experiment(settings);
        Searches.run(experiment, Samples.parts(), options("whole"), SearchListener.none());
        share(experiment, new Share.Part(2, 4), "shared", SearchListener.none());
        share(
                experiment(settings.withParallel(2)),
                new Share.Numbers(List.of(new Share.Span(4, 4), new Share.Span(1, 1))),
                "shared",
                SearchListener.none());
        assertThat(folder.resolve("shared/result.json")).doesNotExist();
        assertThat(gather("shared").trials()).hasSize(6);
        assertThat(result("shared")).isEqualTo(result("whole"));
        assertThat(names("shared")).isEqualTo(names("whole"));
        assertThat(folder.resolve("shared/experiment.yaml"))
                .hasSameTextualContentAs(folder.resolve("whole/experiment.yaml"));
    }

    @Test
    void sharesAreEvenAndHaveEachTrialOnce() {
        Plan plan = Plan.of(experiment(new SearchSettings().withRepeat(11)), new RunOptions().files());
        List<Integer> all = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            List<Trial> part = new Share.Part(number, 4).of(plan);
            assertThat(part).hasSizeBetween(2, 3);
            part.forEach(trial -> all.add(trial.number()));
        }
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 11).boxed().toList());
        assertThat(new Share.Part(13, 20).of(plan)).isEmpty();
        assertThat(new Share.Numbers(List.of(new Share.Span(7, 9), new Share.Span(3, 3), new Share.Span(8, 8)))
                        .of(plan))
                .extracting(Trial::number)
                .containsExactly(3, 7, 8, 9);
    }

    @Test
    void anotherSearchOrSeedIsRefusedAndNothingIsWritten() throws IOException {
        share(experiment(rates(0.1, 0.3)), new Share.Part(1, 2), "s", SearchListener.none());
        List<String> before = names("s");
        for (Experiment other :
                List.of(experiment(rates(0.1, 0.4)), experiment(rates(0.1, 0.3)).withSeed(6))) {
            assertThatThrownBy(() -> share(other, new Share.Part(2, 2), "s", SearchListener.none()))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("holds another search of 2 trials")
                    .hasMessageContaining("give all processes the same file, settings and seed");
        }
        Files.createDirectories(folder.resolve("full/photos"));
        assertThatThrownBy(() -> share(experiment(rates(0.1, 0.3)), new Share.Part(1, 2), "full", _ -> {}))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is not empty");
        assertThat(names("s")).isEqualTo(before);
        assertThat(names("full")).containsExactly("", "photos");
        Files.writeString(
                folder.resolve("s/claims/plan.json"),
                Files.readString(folder.resolve("s/claims/plan.json"))
                        .replaceAll("\"nunchi\" *: *\"[^\"]*\"", "\"nunchi\": \"0.0.1\""));
        assertThatThrownBy(() -> share(experiment(rates(0.1, 0.3)), new Share.Part(2, 2), "s", SearchListener.none()))
                .hasMessageContaining("was begun by Nunchi 0.0.1");
    }

    @Test
    void whatIsNoTrialOfThePlanIsRefusedAndNothingIsWritten() {
        Experiment two = experiment(rates(0.1, 0.3));
        assertThatThrownBy(
                        () -> share(two, new Share.Numbers(List.of(new Share.Span(2, 99))), "s", SearchListener.none()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("the search has no trial 99: its plan has 2 trials");
        assertThatThrownBy(() -> share(experiment(null), new Share.Part(1, 2), "s", SearchListener.none()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is one training");
        assertThatThrownBy(() -> Searches.share(two, new Share.Part(1, 2), new RunOptions(), SearchListener.none()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("train into one folder");
        assertThatThrownBy(() -> new Share.Part(0, 3)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> new Share.Part(4, 3)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> new Share.Span(3, 2)).isInstanceOf(InvalidRequestException.class);
        assertThat(folder.resolve("s")).doesNotExist();
    }

    @Test
    void aFailedTrialIsRecordedAndTheOthersOfTheShareAreTrained() throws IOException {
        Experiment experiment = experiment(rates(0.1, 1e300, 0.3, 0.5));
        Share share = new Share.Numbers(List.of(new Share.Span(2, 3)));
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> share(experiment, share, "s", SearchListener.none()))
                    .isInstanceOf(TrainingFailedException.class)
                    .hasMessageStartingWith("1 of 2 trials failed; the first, trials/002: the loss is not finite");
        }
        assertThat(folder.resolve("s/trials/003/weights/last.safetensors")).exists();
        Searches.run(experiment, Samples.parts(), options("whole"), SearchListener.none());
        gather("s");
        assertThat(result("s")).isEqualTo(result("whole"));
    }

    @Test
    void aShareThatComesAfterTheGatheringHasNothingToDo() throws IOException {
        Experiment experiment = experiment(rates(0.1, 0.3));
        share(experiment, new Share.Part(1, 2), "s", SearchListener.none());
        gather("s");
        List<String> before = names("s");
        List<SearchEvent> events = new ArrayList<>();
        assertThat(share(experiment, new Share.Part(2, 2), "s", events::add).trials())
                .hasSize(1);
        assertThat(events).hasSize(1);
        assertThat(names("s")).isEqualTo(before);
        assertThatThrownBy(() -> share(experiment.withSeed(6), new Share.Part(2, 2), "s", SearchListener.none()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("holds a run or search that one process began");
    }

    @Test
    void aTrialThatAnotherProcessTrainsIsLeftToItAndKeepsTheGathererOut() {
        Experiment experiment = experiment(rates(0.1, 0.3));
        List<String> refusals = new ArrayList<>();
        List<SearchEvent> second = new ArrayList<>();
        share(experiment, new Share.Numbers(List.of(new Share.Span(1, 1))), "s", event -> {
            if (event instanceof SearchEvent.Training(Trial trial, TrainingEvent.Started _) && trial.number() == 1) {
                share(experiment, new Share.Numbers(List.of(new Share.Span(1, 2))), "s", second::add);
                assertThatThrownBy(() -> gather("s"))
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContaining(
                                "cannot be gathered yet: other processes train trials/001, the first of these process "
                                        + ProcessHandle.current().pid());
                refusals.add("gathering");
            }
        });
        assertThat(refusals).hasSize(1);
        assertThat(second)
                .filteredOn(SearchEvent.Elsewhere.class::isInstance)
                .extracting(event -> ((SearchEvent.Elsewhere) event).trial().number())
                .containsExactly(1);
        assertThat(second)
                .filteredOn(SearchEvent.Ended.class::isInstance)
                .extracting(
                        event -> ((SearchEvent.Ended) event).outcome().trial().number())
                .containsExactly(2);
        assertThat(gather("s").trials()).hasSize(2);
    }

    @Test
    void threeProcessesAtOnceTrainEachTrialOnceAlsoWhereTheirSharesOverlap() throws Exception {
        Searches.run(KilledSearch.experiment(), Samples.parts(), options("whole"), SearchListener.none());
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(SharingProcess.start(folder.resolve("shared"), 1, 1));
        }
        List<String> lines = new ArrayList<>();
        for (Process process : processes) {
            lines.addAll(SharingProcess.output(process).lines().toList());
            assertThat(process.waitFor()).isEqualTo(1);
        }
        assertThat(lines)
                .filteredOn(line -> line.startsWith("training"))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 8)
                        .mapToObj(number -> "training " + number)
                        .toList());
        gather("shared");
        assertThat(result("shared")).isEqualTo(result("whole"));
    }

    @Test
    void aShareThatWasKilledWithinATrialIsFinishedByTheGatherer() throws Exception {
        Searches.run(KilledSearch.experiment(), Samples.parts(), options("whole"), SearchListener.none());
        Process killed = SharingProcess.start(folder.resolve("shared"), 1, 2);
        try (BufferedReader output = killed.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEqualTo("training 1");
            Path checkpoint = folder.resolve("shared/trials/001").resolve(RunFolder.STATE);
            while (!Files.exists(checkpoint) && killed.isAlive()) {
                Thread.onSpinWait();
            }
            killed.destroyForcibly().waitFor();
        }
        assertThat(folder.resolve("shared/trials/001/result.json")).doesNotExist();
        assertThat(folder.resolve("shared/claims/001")).exists();
        Process other = SharingProcess.start(folder.resolve("shared"), 2, 2);
        assertThat(SharingProcess.output(other)).contains("ended 8");
        gather("shared");
        assertThat(result("shared")).isEqualTo(result("whole"));
        assertThat(Files.readString(folder.resolve("shared/trials/001/journal.jsonl")))
                .contains("\"resumed\"");
        assertThat(names("shared")).isEqualTo(names("whole"));
    }
}
