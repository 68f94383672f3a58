package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import nunchi.backend.MatrixView;
import nunchi.clustering.ClusteringListener;
import nunchi.clustering.ClusteringStudy;
import nunchi.clustering.Clusterings;
import nunchi.data.Split;
import nunchi.experiment.Experiment;
import nunchi.experiment.InspectSettings;
import nunchi.predict.Answer;
import nunchi.predict.AnswerList;
import nunchi.predict.PredictionStream;
import nunchi.predict.Predictor;
import nunchi.predict.Question;
import nunchi.run.Inspections;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import nunchi.search.SearchListener;
import nunchi.search.Searches;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Names come from files of strangers. Each kind of page is walked in a browser with names that are scripts: none of
/// them may run.
class HostileNamesTest {
    private static final String IMAGE = "<img src=x onerror=alert(1)>";
    private static final String SCRIPT = "</script><script>alert(2)</script>\u2028'\"";
    private static final String TITLES =
            "title: \"" + IMAGE + "\"\ndescription: \"<svg onload=alert(3)> </script><script>alert(2)</script>\"\n";
    private static final RunOptions OPTIONS = new RunOptions().withThreads(1);
    private static final int WIDTH = 1100;

    /// What is trained once for several tests.
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        Runs.run(rows(shared, ""), OPTIONS.withOut(shared.resolve(IMAGE.replace("=", "-"))));
        trainOnPictures();
    }

    private static Path table(Path folder, String name) throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("\"%s\",\"%s\",kind\n".formatted(IMAGE, SCRIPT.replace("\"", "\"\"")));
        for (int row = 0; row < 150; row++) {
            String kind = List.of(IMAGE, SCRIPT.replace("\"", "\"\""), "plain").get(row % 3);
            text.append("%s,%s,\"%s\"\n"
                    .formatted(row % 3 + random.nextGaussian() / 2, random.nextGaussian() - row % 3, kind));
        }
        return Files.writeString(folder.resolve(name), text.toString());
    }

    private static Experiment rows(Path folder, String rest) throws IOException {
        return OPTIONS.files()
                .parse(
                        """
                name: hostile
                %s
                data: {name: '%s', test: {random: 0.2}, validation: {random: 0.2}}
                model: [{dense: {units: 8, activation: relu}}, {dense: {units: 3}}]
                loss: softmaxCrossEntropy
                optimizer: {adam: {learningRate: 0.01}}
                train: {epochs: 3}
                %s""".formatted(TITLES, table(folder, "a" + IMAGE.replace("/", "") + ".csv"), rest),
                        Experiment.class);
    }

    /// Twelve pictures in each of three folders, whose names are the classes.
    private static Path pictures() throws IOException {
        Random random = new Random(2);
        Path pictures = Files.createDirectory(shared.resolve("pictures"));
        List<String> names = List.of(IMAGE, "a<svg onload=alert(4)>", "\"><b onmouseover=alert(5) onfocus=alert(6)>'");
        for (int kind = 0; kind < names.size(); kind++) {
            Path place = Files.createDirectory(pictures.resolve(names.get(kind)));
            for (int number = 0; number < 12; number++) {
                BufferedImage drawn = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
                IntStream.range(0, 64)
                        .forEach(at -> drawn.getRaster().setSample(at % 8, at / 8, 0, random.nextInt(256)));
                ImageIO.write(
                        drawn, "png", place.resolve(number + IMAGE + ".png").toFile());
            }
        }
        return pictures;
    }

    private static void trainOnPictures() throws IOException {
        Experiment experiment = OPTIONS.files()
                .parse("""
                name: hostile
                %s
                data: {name: '%s', test: {random: 0.3}, preprocess: [{scale: 255}]}
                model: [{conv2d: {filters: 4, kernel: 3, activation: relu}}, flatten, {dense: {units: 3}}]
                loss: softmaxCrossEntropy
                optimizer: {adam: {learningRate: 0.01}}
                train: {epochs: 2}
                """.formatted(TITLES, pictures().toString().replace("'", "''")), Experiment.class);
        Runs.run(experiment, OPTIONS.withOut(shared.resolve("run")));
    }

    private static JsonNode requireNoScriptRan(Path page, boolean pointed) throws IOException, InterruptedException {
        JsonNode walked = Browser.walk(page, WIDTH);
        assertThat(walked.path("ran")).as("scripts out of names").isEmpty();
        assertThat(walked.path("failed"))
                .as("failures of the page's own script")
                .isEmpty();
        assertThat(walked.path("charts").asInt() + walked.path("maps").asInt()).isPositive();
        if (pointed) {
            assertThat(walked.path("tips").toString())
                    .as("a name was shown, as text")
                    .contains("onerror");
        }
        return walked;
    }

    @Test
    void noNameRunsOnThePageOfARunOnATable() throws IOException, InterruptedException {
        requireNoScriptRan(shared.resolve(IMAGE.replace("=", "-")).resolve("report.html"), false);
    }

    @Test
    void noNameRunsOnThePageOfAnInspectedRunOnPictures() throws IOException, InterruptedException {
        Path run = shared.resolve("run");
        Inspections.inspect(run, new InspectSettings().withPart(Split.TEST).withTsne(3, 260), OPTIONS, map -> {});
        Report.write(run);
        requireNoScriptRan(run.resolve("report.html"), true);
    }

    @Test
    void noNameRunsOnThePageOfPredictions() throws IOException, InterruptedException {
        Path run = shared.resolve("run");
        Path page = folder.resolve("predicted.html");
        try (Predictor predictor = Predictor.load(run, OPTIONS)) {
            List<Question> questions = Question.of(List.of(shared.resolve("pictures")), predictor.form(), 100);
            AnswerList tree = new AnswerList(IMAGE, predictor.form(), 3, true);
            PredictionStream.of(predictor, questions, (Answer answer) -> tree.add(answer));
            PredictionReport.write(page, run, tree.record());
        }
        JsonNode walked = Browser.walk(page, WIDTH);
        assertThat(walked.path("ran")).isEmpty();
        assertThat(walked.path("failed")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search: {grid: {data.name: ['%1$s', '%2$s'], optimizer.adam.learningRate: [0.01, 0.1]}, repeat: 2}",
                "search: {random: {trials: 4, ranges: {optimizer.adam.learningRate: {log: [0.001, 0.1]}, data.name: ['%1$s', '%2$s']}}}"
            })
    void noNameRunsOnThePageOfASearch(String search) throws IOException, InterruptedException {
        String text = search.formatted(table(folder, "a" + IMAGE + ".csv"), table(folder, "b" + IMAGE + ".csv"));
        Searches.run(rows(folder, text), OPTIONS.withOut(folder.resolve("search")), SearchListener.none());
        requireNoScriptRan(folder.resolve("search/report.html"), true);
    }

    @Test
    void noNameRunsOnThePageOfAComparison() throws IOException, InterruptedException {
        Path run = shared.resolve(IMAGE.replace("=", "-"));
        Path page = folder.resolve("compared.html");
        Report.write(RunComparison.of(List.of(run, Fixture.copy(Fixture.RUN, folder.resolve("other")))), page);
        requireNoScriptRan(page, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {Fixture.RUN, Fixture.REPETITION, Fixture.LAB})
    void noTextOfAnyFileRuns(String fixture) throws IOException, InterruptedException {
        Path copy = Fixture.copy(fixture, folder.resolve("folder"));
        Damage.replaceEveryText(copy, IMAGE + SCRIPT);
        requireNoScriptRan(Report.write(copy), false);
    }

    @Test
    void noNameRunsOnThePageOfAMap() throws IOException, InterruptedException {
        MatrixView places = MatrixView.of(new float[] {0, 0, 4, 1, 2, 2, 1, 3}, 4, 2);
        MapDrawing map =
                new MapDrawing(IMAGE, places, List.of(IMAGE, SCRIPT), new int[] {0, 1, -1, 0}, List.of(IMAGE, SCRIPT));
        LineDrawing lines = new LineDrawing(
                IMAGE,
                IMAGE,
                IMAGE,
                List.of(new LineDrawing.Line(IMAGE, List.of(new double[] {0, 1}, new double[] {1, 2}))),
                null);
        LinkedHashMap<String, String> figures = new LinkedHashMap<>();
        figures.put(IMAGE, SCRIPT);
        Path page = new MapReport(IMAGE, SCRIPT, figures, List.of(map), List.of(lines), null, IMAGE)
                .write(folder.resolve("map.html"));
        requireNoScriptRan(page, true);
    }

    @Test
    void aSavedDrawingHasEveryNameOfItsLegend() throws IOException, InterruptedException {
        List<LineDrawing.Line> many = IntStream.range(0, 30)
                .mapToObj(i -> new LineDrawing.Line(
                        "a line with the number " + i, List.of(new double[] {0, i}, new double[] {1, i})))
                .toList();
        MapDrawing map = new MapDrawing("m", MatrixView.of(new float[] {0, 0, 4, 1}, 2, 2), List.of(), null, List.of());
        Path page = new MapReport(
                        "m",
                        "s",
                        new LinkedHashMap<>(),
                        List.of(map),
                        List.of(new LineDrawing("l", "x", "y", many, null)),
                        null,
                        "c")
                .write(folder.resolve("lines.html"));
        JsonNode drawings = requireNoScriptRan(page, false).path("drawings");
        assertThat(drawings.toString())
                .contains(many.stream().map(LineDrawing.Line::name).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "-2-3"})
    void noTextIsAFormulaInASavedTable(String formula) throws IOException, InterruptedException {
        Path copy = Fixture.copy(Fixture.LAB, folder.resolve("folder"));
        Damage.replaceEveryText(copy, formula);
        List<String> tables = Browser.walk(Report.write(copy), WIDTH)
                .path("files")
                .valueStream()
                .filter(file -> file.path(0).asString().endsWith(".csv"))
                .map(file -> file.path(1).asString())
                .toList();
        assertThat(tables)
                .hasSizeGreaterThan(5)
                .anySatisfy(table -> assertThat(table).contains("'" + formula.strip()));
        assertThat(tables)
                .allSatisfy(table -> assertThat(table)
                        .doesNotContainPattern("(?m)(^|,)\"?([=+@\t]|-(?![\\d.]+(E-?\\d+)?\"?([,\r]|$)))"));
    }

    @Test
    void aSavedFileIsNamedInAnyScript() throws IOException, InterruptedException {
        MapDrawing map = new MapDrawing(
                "눈치: Größe/Länge \u202egnp", MatrixView.of(new float[] {0, 0, 4, 1}, 2, 2), List.of(), null, List.of());
        MapDrawing signs =
                new MapDrawing("!?", MatrixView.of(new float[] {0, 0, 4, 1}, 2, 2), List.of(), null, List.of());
        LineDrawing line = new LineDrawing(
                "l",
                "x",
                "y",
                List.of(new LineDrawing.Line("\u0001bell", List.of(new double[] {0, 1}, new double[] {1, 2}))),
                null);
        Path page = new MapReport("m", "s", new LinkedHashMap<>(), List.of(map, signs), List.of(line), null, "c")
                .write(folder.resolve("map.html"));
        JsonNode walked = requireNoScriptRan(page, false);
        assertThat(walked.path("files").valueStream().map(file -> file.path(0).asString()))
                .contains("눈치-größe-länge-gnp.svg", "figure.svg");
        assertThat(walked.path("drawings").toString()).contains("bell");
    }

    @Test
    void noNameRunsOnThePageOfClusterings() throws IOException, InterruptedException {
        ClusteringStudy study = OPTIONS.files()
                .parse(
                        "{name: s, title: \"%1$s\", points: [{name: moons, rows: 120, title: \"%1$s\"}], kmeans: {restarts: 1}}"
                                .formatted(IMAGE),
                        ClusteringStudy.class);
        requireNoScriptRan(
                Clusterings.run(study, OPTIONS.withOut(folder.resolve("clusters")), ClusteringListener.none())
                        .resolve("report.html"),
                false);
    }
}
