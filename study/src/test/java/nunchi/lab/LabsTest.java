package nunchi.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import nunchi.check.InvalidRequestException;
import nunchi.run.RunOptions;
import nunchi.search.SearchEvent;
import nunchi.train.TrainingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabsTest {
    @TempDir
    Path folder;

    private static final class Heard implements LabListener {
        private final List<String> titles = new ArrayList<>();

        @Override
        public void begins(Task task) {
            titles.add(task.name());
        }

        @Override
        public void on(TrainingEvent event) {
            titles.add("training");
        }

        @Override
        public void on(SearchEvent event) {
            titles.add("search");
        }

        @Override
        public void on(Grouped set) {
            titles.add(set.title());
        }
    }

    @Test
    void aCopyOfALabIsRunAsTheLabIsWithWhatWasChangedInIt() throws IOException {
        Path copy = folder.resolve("copy");
        Labs.copy(Labs.named("parameters"), copy);
        Lab lab = Labs.in(copy);
        assertThat(lab.title()).isEqualTo(Labs.named("parameters").title());
        assertThat(lab.members()).isEqualTo(Labs.named("parameters").members());
        Files.writeString(
                copy.resolve("with-flatten.yaml"),
                Files.readString(copy.resolve("with-flatten.yaml")).replaceFirst("(?m)^name: .*$", "name: mine"));
        assertThat(lab.task(lab.members().getLast(), false).name()).isEqualTo("mine");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> Labs.in(empty))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no experiment file (.yaml)");
    }

    @Test
    void aFolderSaysItselfWhatItsStudyIsMadeOf() throws IOException {
        Path copy = folder.resolve("copy");
        Labs.copy(Labs.named("parameters"), copy);
        Path plan = copy.resolve("lab.yaml");
        Path kept = Files.move(copy.resolve("with-flatten.yaml"), folder.resolve("kept.yaml"));
        assertThatThrownBy(() -> Labs.in(copy))
                .hasMessage(
                        "%s names with-flatten, but there is no with-flatten.yaml beside it; bring the file back, or take the name out"
                                .formatted(plan));
        Files.writeString(plan, "{title: Mine, members: [{folder: without-flatten, quick: [batch=2]}]}");
        assertThat(Labs.in(copy).title()).isEqualTo("Mine");
        assertThat(Labs.in(copy).members()).containsExactly(new Lab.Member("without-flatten", List.of("batch=2")));
        Files.copy(kept, copy.resolve("another.yaml"));
        assertThatThrownBy(() -> Labs.in(copy))
                .hasMessage(
                        "another.yaml lies beside %s, which does not name it; add it to its members, or move the file elsewhere"
                                .formatted(plan));
        Files.delete(plan);
        assertThat(Labs.in(copy).members())
                .extracting(Lab.Member::folder)
                .containsExactly("another", "without-flatten");
    }

    @Test
    void aLabOfGroupingsIsRunOnceAndGoneOnWithAsOfTrainings() throws IOException {
        Heard heard = new Heard();
        RunOptions options = new RunOptions().withOut(folder.resolve("lab"));
        Outcomes first =
                Labs.run(Labs.named("clusters"), new Labs.Request(true, UnaryOperator.identity()), options, heard);
        assertThat(heard.titles).startsWith("clusters", "blobs", "moons").endsWith("digits by t-SNE");
        assertThat(first.members())
                .singleElement()
                .satisfies(member -> assertThat(member.task()).isInstanceOf(Task.Clustering.class));
        String report = Files.readString(first.report());
        assertThat(report)
                .contains("Which does better where")
                .contains("Strengths and weaknesses")
                .doesNotContain("Published test accuracy");
        Path result = folder.resolve("lab/clusters/result.json");
        Files.setLastModifiedTime(result, FileTime.from(Instant.EPOCH));
        Labs.resume(folder.resolve("lab"), options, new Heard());
        assertThat(Files.getLastModifiedTime(result)).isEqualTo(FileTime.from(Instant.EPOCH));
    }

    @Test
    void everyMemberOfEveryLabIsATaskAndItsCopyTheSame() {
        for (Lab lab : Labs.all()) {
            List<Path> copies = Labs.copy(lab, folder.resolve(lab.name()));
            for (int i = 0; i < lab.members().size(); i++) {
                Task task = lab.task(lab.members().get(i), false);
                assertThat(Task.read(copies.get(i), new RunOptions().files())).isEqualTo(task);
                assertThat(lab.task(lab.members().get(i), true).equals(task))
                        .as("quick")
                        .isEqualTo(task instanceof Task.Outlining);
            }
        }
    }

    @Test
    void modelsThatAreNotTrainedAreCountedInATable() throws IOException {
        Outcomes outcomes = Labs.run(
                Labs.named("parameters"),
                new Labs.Request(),
                new RunOptions().withOut(folder.resolve("lab")),
                new Heard());
        String report = Files.readString(outcomes.report());
        assertThat(report)
                .contains("data-value=\"16874\"", "data-value=\"4342250\"", "23 × 23 × 256", "16928×256 + 256");
        assertThat(report)
                .contains(
                        "4.dense is not preceded by a flatten and works on the last axis: the same 8,192 weights at each of 529 places. "
                                + "After a flatten it would have 4,333,824 parameters.");
    }

    @Test
    void onesOwnPicturesAreShownToTheTrainedModels() throws IOException {
        Path picture = folder.resolve("own.png");
        BufferedImage one = new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_GRAY);
        IntStream.range(3, 17)
                .forEach(row ->
                        IntStream.range(9, 12).forEach(column -> one.getRaster().setSample(column, row, 0, 255)));
        ImageIO.write(one, "png", picture.toFile());
        Labs.Request request = new Labs.Request(true, UnaryOperator.identity(), List.of(picture));
        Outcomes outcomes = Labs.run(
                Labs.named("digits-from-scratch"),
                request,
                new RunOptions().withOut(folder.resolve("lab")),
                new Heard());
        assertThat(Files.readString(outcomes.report())).contains("Own images", "own.png");
        Labs.Request absent = new Labs.Request(true, UnaryOperator.identity(), List.of(folder.resolve("none.png")));
        assertThatThrownBy(() -> Labs.run(
                        Labs.named("digits-from-scratch"),
                        absent,
                        new RunOptions().withOut(folder.resolve("other")),
                        new Heard()))
                .hasMessageContaining("none.png");
        assertThat(folder.resolve("other")).doesNotExist();
    }

    @Test
    void aLabWhoseDataIsNotThereWritesNothing() {
        UnaryOperator<Task> other = task -> new Task.Training(
                new RunOptions().files().with(((Task.Training) task).experiment(), List.of("data.name=nope")));
        assertThatThrownBy(() -> Labs.run(
                        Labs.named("cifar-dropout"),
                        new Labs.Request(true, other),
                        new RunOptions().withOut(folder.resolve("lab")),
                        new Heard()))
                .hasMessageStartingWith("plain: unknown data set 'nope'");
        assertThat(folder.resolve("lab")).doesNotExist();
    }

    @Test
    void whatCannotBeDoneAtTheEndIsRefusedBeforeTheFirstMemberIsTrained() throws IOException {
        UnaryOperator<Task> last = task -> !task.name().contains("scikit")
                ? task
                : new Task.Training(new RunOptions()
                        .files()
                        .with(((Task.Training) task).experiment(), List.of("inspect={rows: 99999}")));
        RunOptions options = new RunOptions().withOut(folder.resolve("lab"));
        assertThatThrownBy(() ->
                        Labs.run(Labs.named("digits-from-scratch"), new Labs.Request(true, last), options, new Heard()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("scikit-learn: there are ")
                .hasMessageContaining("not 99,999");
        Path blank = folder.resolve("blank.png");
        ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_GRAY), "png", blank.toFile());
        Labs.Request pictures = new Labs.Request(true, UnaryOperator.identity(), List.of(blank));
        assertThatThrownBy(() -> Labs.run(Labs.named("digits-from-scratch"), pictures, options, new Heard()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("network: none of the images could be read: ")
                .hasMessageContaining("blank.png: no drawing found");
        assertThat(folder.resolve("lab")).doesNotExist();
    }

    @Test
    void aStudyOfGroupingsThatCannotBeReadIsRefusedBeforeTheFirstMemberIsTrained() throws IOException {
        Path files = Files.createDirectories(folder.resolve("files"));
        Files.writeString(files.resolve("a.yaml"), """
                name: a
                data: {name: digits}
                model: [{dense: 10}]
                loss: softmaxCrossEntropy
                optimizer: {sgd: 0.1}
                train: {epochs: 1}
                """);
        Files.writeString(files.resolve("b.yaml"), "name: b\npoints: [{name: nowhere.npy}]\n");
        assertThatThrownBy(() -> Labs.run(
                        Labs.in(files),
                        new Labs.Request(),
                        new RunOptions().withOut(folder.resolve("lab")),
                        new Heard()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("b: points nowhere.npy: ");
        assertThat(folder.resolve("lab")).doesNotExist();
    }

    /// Every lab whose data is at hand is run in its quick form from its file to its page.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hidden-layers",
                "mlp-curves",
                "cnn-tuning",
                "cifar-dropout",
                "cifar-speed",
                "mnist-rows",
                "mnist-speed"
            })
    @Execution(ExecutionMode.CONCURRENT)
    void aQuickLabEndsInAReportThatSaysSo(String name) throws IOException {
        assumeThat(System.getenv("NUNCHI_DATA"))
                .as("NUNCHI_DATA, which names a folder with mnist and cifar-10; skipped without it")
                .isNotNull();
        endsInAReport(name);
    }

    @Test
    void aQuickLabOfTextsEndsInAReportWithThePublishedValues() throws IOException {
        assertThat(endsInAReport("addition"))
                .contains("test accuracy</td>", "<td class=\"number\" data-value=\"0.4116\">", "Keras</td>");
    }

    private String endsInAReport(String name) throws IOException {
        Labs.Request quick = new Labs.Request(true, UnaryOperator.identity());
        Outcomes outcomes =
                Labs.run(Labs.named(name), quick, new RunOptions().withOut(folder.resolve("lab")), new Heard());
        String report = Files.readString(outcomes.report());
        assertThat(report).contains("A quick run: ");
        assertThat(report.length()).isLessThan(15_000_000);
        outcomes.members()
                .forEach(member ->
                        assertThat(report).contains(member.task().title().replace("'", "&#39;")));
        return report;
    }
}
