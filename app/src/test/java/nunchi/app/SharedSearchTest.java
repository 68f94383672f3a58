package nunchi.app;

import static nunchi.app.CommandsTest.STUDY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SharedSearchTest {
    @TempDir
    private Path folder;

    private Path study;

    @BeforeEach
    void writeStudy() throws IOException {
        study = Files.writeString(folder.resolve("study.yaml"), STUDY);
    }

    /// @param request with `STUDY` and `SHARED` for the files
    private Answer ask(String request) {
        return Answer.to(Arrays.stream(request.split(" "))
                .map(word -> switch (word) {
                    case "STUDY" -> study.toString();
                    case "SHARED" -> folder.resolve("shared").toString();
                    case "WHOLE" -> folder.resolve("whole").toString();
                    default -> word;
                })
                .toArray(String[]::new));
    }

    @Test
    void aRepetitionIsSharedOutLookedAtAndGathered() throws IOException {
        Answer first = ask("run STUDY --repeat 5 --share 1/3 --out SHARED");
        assertThat(first.errors()).isEmpty();
        assertThat(first.code()).isZero();
        assertThat(first.output())
                .contains("1/5  seed 1  test loss", "4/5  seed 4  test loss", "2 of 5 trials have ended in ")
                .contains("'nunchi run --resume")
                .doesNotContain("seed 2");
        assertThat(ask("compare SHARED").output()).contains("001", "004").doesNotContain("002");
        assertThat(ask("report SHARED").code()).isZero();
        assertThat(Files.readString(folder.resolve("shared/report.html")))
                .contains("This search has not ended: 2 of 5 trainings are done");
        assertThat(folder.resolve("shared/result.json")).doesNotExist();

        assertThat(ask("run STUDY --repeat 5 --trials 2,4-5 --out SHARED").output())
                .contains("1 of 3 trainings are done already", "2/5", "5/5", "4 of 5 trials have ended");
        Answer gathered = ask("run --resume SHARED");
        assertThat(gathered.errors()).isEmpty();
        assertThat(gathered.output()).contains("4 of 5 trainings are done already", "3/5  seed 3", "5 runs");
        assertThat(folder.resolve("shared/claims")).doesNotExist();
        assertThat(folder.resolve("shared/report.html")).content().doesNotContain("This search has not ended");
        assertThat(ask("run STUDY --repeat 5 --out WHOLE").code()).isZero();
        for (int trial = 1; trial <= 5; trial++) {
            assertThat(folder.resolve("shared/trials/00%d/weights/last.safetensors".formatted(trial)))
                    .hasSameBinaryContentAs(
                            folder.resolve("whole/trials/00%d/weights/last.safetensors".formatted(trial)));
        }
    }

    @Test
    void aTrialThatFailsGivesCode1AndOneSentence() {
        Answer answer = ask("run STUDY --grid optimizer.sgd.learningRate=0.1,1e38 --share 2/2 --out SHARED");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.errors())
                .startsWith("nunchi: 1 of 1 trials failed; the first, trials/002: the loss is not finite")
                .containsOnlyOnce("\n");
        assertThat(folder.resolve("shared/trials/002/result.json")).exists();
    }

    @Test
    void drawnSettingsAreSharedOutToo() {
        String request = "run STUDY --random optimizer.sgd.learningRate=0.1..0.5 --trials 4 --out SHARED ";
        assertThat(ask(request + "--share 2/4").output()).contains("2/4  optimizer.sgd.learningRate=0.", "1 of 4");
        assertThat(ask(request + "--trials 3-3").output()).contains("3/4  optimizer.sgd.learningRate=0.", "2 of 4");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --share 0/3                | 0/3 is no part of a search
                    --share 4/3                | 4/3 is no part of a search
                    --share x                  | --share is 'x'
                    --share 1/99999999999      | 99999999999 is too large
                    --trials 99-100            | the search has no trial 100: its plan has 5 trials
                    --trials 0-1               | 0-1 are no trials
                    --trials 3-2               | 3-2 are no trials
                    --trials 2,x               | --trials is '2,x'
                    --trials 1-2 --trials 4-5  | --trials is given twice, 1-2 and 4-5
                    --trials 1-2 --share 1/2   | give one of them
                    """)
    void whatIsNoShareIsRefusedInOneSentence(String option, String words) {
        Answer answer = ask("run STUDY --repeat 5 --out SHARED " + option.replaceAll(" +", " "));
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.errors()).startsWith("nunchi: ").contains(words).containsOnlyOnce("\n");
        assertThat(folder.resolve("shared")).doesNotExist();
    }

    @Test
    void withoutAFolderOrWithAnotherSearchItIsRefused() {
        assertThat(ask("run STUDY --repeat 2 --share 1/2").errors()).contains("give the same --out DIR to all of them");
        ask("run STUDY --repeat 2 --share 1/2 --out SHARED");
        Answer other = ask("run STUDY --repeat 2 --seed 4 --share 1/2 --out SHARED");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.errors()).contains("holds another search of 2 trials").containsOnlyOnce("\n");
    }
}
