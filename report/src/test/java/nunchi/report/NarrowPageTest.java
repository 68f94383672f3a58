package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Pages as a browser lays them out where there is little room.
class NarrowPageTest {
    private static final int NARROW = 500;
    private static final String LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis_patients_of_both_hospitals";

    @TempDir
    private Path folder;

    private static JsonNode walked(Path page) throws IOException, InterruptedException {
        JsonNode walked = Browser.walk(page, NARROW);
        assertThat(walked.path("failed"))
                .as("failures of the page's own script")
                .isEmpty();
        assertThat(walked.path("wide").asBoolean())
                .as("the page scrolls sideways")
                .isFalse();
        assertThat(walked.path("hiddenCaptions"))
                .as("captions that go on beyond their frame")
                .isEmpty();
        return walked;
    }

    @Test
    void longNamesOfClassesLeaveRoomForTheNumbersBesideThem() throws IOException, InterruptedException {
        Path run = Fixture.copy(Fixture.RUN, folder.resolve("run"));
        for (String file : new String[] {"data.json", "evaluation.json"}) {
            String text = Files.readString(run.resolve(file));
            assertThat(text).contains("\"classes\":[\"0\",");
            Files.writeString(
                    run.resolve(file), text.replace("\"classes\":[\"0\",", "\"classes\":[\"%s\",".formatted(LONG)));
        }

        assertThat(walked(Report.write(run)).path("crowded"))
                .as("tables whose names leave no room for their numbers")
                .isEmpty();
    }

    @Test
    void namesOfClassesAreNotBrokenInTheHeadOfAConfusionMatrix() throws IOException, InterruptedException {
        Path run = Fixture.copy(Fixture.RUN, folder.resolve("run"));
        for (String file : new String[] {"data.json", "evaluation.json"}) {
            String text = Files.readString(run.resolve(file));
            Files.writeString(
                    run.resolve(file),
                    text.replace("\"classes\":[\"0\",\"1\",", "\"classes\":[\"automobile\",\"%s\",".formatted(LONG)));
        }
        assertThat(walked(Report.write(run)).path("brokenNames"))
                .as("names of one word on several lines; only what is wider than its column may be broken")
                .extracting(JsonNode::asString)
                .containsExactly(LONG);
    }

    @Test
    void aSavedDrawingBearsItsTitleOnWhite() throws IOException, InterruptedException {
        JsonNode walked = walked(Report.write(Fixture.copy(Fixture.RUN, folder.resolve("run"))));

        assertThat(walked.path("drawings")
                        .valueStream()
                        .map(drawing -> drawing.path(1).asString()))
                .anyMatch(text -> text.startsWith("Loss by epoch"))
                .anyMatch(text -> text.startsWith("Accuracy by epoch"));
        assertThat(walked.path("files")
                        .valueStream()
                        .filter(file -> file.path(0).asString().endsWith(".svg"))
                        .map(file -> file.path(1).asString()))
                .isNotEmpty()
                .allMatch(svg -> svg.contains("><rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>"));
    }

    @Test
    void theChartOfARepetitionSaysWhichTrainingsWerePublished() throws IOException, InterruptedException {
        Path repeat = Fixture.copy(Fixture.REPETITION, folder.resolve("repeat"));
        Files.writeString(repeat.resolve("experiment.yaml"), """
                name: again
                published:
                  - {what: test accuracy, trial: 1, value: 0.92}
                  - {what: test accuracy, trial: 2, value: 0.93}
                """);

        JsonNode drawings = walked(Report.write(repeat)).path("drawings");

        assertThat(drawings.valueStream()
                        .filter(drawing -> drawing.path(0).asString().startsWith("test-accuracy-of-every-trial"))
                        .toList())
                .singleElement()
                .satisfies(drawing -> assertThat(drawing.path(1).asString()).contains("here", "published"));
    }
}
