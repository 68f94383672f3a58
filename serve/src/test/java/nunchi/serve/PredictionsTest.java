package nunchi.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import nunchi.codec.Json;
import nunchi.codec.Tree;
import nunchi.experiment.Experiment;
import nunchi.predict.AnswerList;
import nunchi.predict.PredictionStream;
import nunchi.predict.Predictor;
import nunchi.predict.Question;
import nunchi.record.Codec;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `POST /predict/MODEL`: what `nunchi predict --json` says of the same examples as files.
final class PredictionsTest {
    @TempDir
    private static Path folder;

    private static Path digits;
    private static Path houses;
    private static Path reviews;
    private static ModelServer server;

    @BeforeAll
    static void start() throws IOException {
        digits = Digit.run(folder.resolve("digits"), "digits");
        String rows = "rooms,kind,price\n2,flat,10\n3,house,20\n4,flat,30\n5,\"big, old\",40\n";
        Path table = Files.writeString(folder.resolve("houses.csv"), rows);
        houses = run("""
                name: houses
                data: {name: '%s', target: price, categories: kind, batch: 4}
                model: [{dense: 1}]
                loss: meanSquaredError
                optimizer: {adam: {learningRate: 0.01}}
                train: {epochs: 2}
                """.formatted(table));
        Path texts = Files.writeString(
                folder.resolve("reviews.csv"), "text,label\ngood film,1\nbad film,0\ngood story,1\nbad story,0\n");
        reviews = run("""
                name: reviews
                data: {name: '%s', text: text, label: label, batch: 4}
                model: [{embedding: 4}, meanOverTime, {dense: 2}]
                loss: softmaxCrossEntropy
                optimizer: {adam: {learningRate: 0.01}}
                train: {epochs: 2}
                """.formatted(texts));
        server = ModelServer.start(List.of(digits, houses, reviews), new ServeOptions());
    }

    private static Path run(String yaml) {
        RunOptions options = new RunOptions();
        Experiment experiment = options.files().parse(yaml);
        Path run = folder.resolve(experiment.name());
        Runs.run(experiment, options.withOut(run));
        return run;
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Connection.Answer post(String path, String type, byte[] body) throws IOException {
        try (Connection connection = new Connection(server)) {
            return connection.post(path, type, body);
        }
    }

    private static Connection.Answer post(String path, String type, String body) throws IOException {
        return post(path, type, body.getBytes(StandardCharsets.UTF_8));
    }

    /// What the command prints of a file, without the names, which are the files'.
    private static Tree command(Path run, Path file) {
        try (Predictor predictor = Predictor.load(run)) {
            AnswerList answers = new AnswerList("", predictor.form(), null, false);
            PredictionStream.of(predictor, Question.of(List.of(file), predictor.form(), 0), answers::add);
            return nameless(Codec.tree(answers.record()));
        }
    }

    private static Tree nameless(Tree predictions) {
        Tree.Fields plain =
                new Tree.Fields(predictions.entries()).without("run").without("model_version");
        return plain.with(
                "predictions",
                Tree.of(plain.path("predictions").elements().stream()
                        .map(each -> new Tree.Fields(each.entries()).without("name"))
                        .toList()));
    }

    private static void same(Connection.Answer answer, Path run, Path file) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(nameless(Json.parse(answer.body())).toString())
                .isEqualTo(nameless(Json.parse(command(run, file).toString())).toString());
    }

    @Test
    void aPictureIsPredictedAsTheCommandPredictsIt() throws IOException {
        for (int row = 0; row < 20; row++) {
            Path file = Files.write(folder.resolve("digit.png"), Digit.picture(row));
            for (String type : List.of("image/png", "application/octet-stream", "application/x-www-form-urlencoded")) {
                Connection.Answer answer = post("/predict/digits", type, Files.readAllBytes(file));
                same(answer, digits, file);
                assertThat(answer.body()).contains("\"run\":\"digits\"", "\"model_version\":\"" + sha("digits"));
                assertThat(answer.header("ETag")).isEqualTo("\"%s\"".formatted(sha("digits")));
            }
        }
    }

    private static String sha(String model) {
        return server.versions().get(model);
    }

    @Test
    void aTableIsPredictedAsTheCommandPredictsIt() throws IOException {
        String table = "kind,rooms,garden\nflat,2,yes\n\"big, old\",7,no\nhouse,3,no\n";
        Path file = Files.writeString(folder.resolve("new.csv"), table);
        same(post("/predict/houses", "text/csv; charset=utf-8", table), houses, file);
        String json =
                "[{\"rooms\":2,\"kind\":\"flat\"},{\"kind\":\"big, old\",\"rooms\":7,\"x\":[1]},{\"kind\":\"house\",\"rooms\":3}]";
        same(post("/predict/houses", "application/json", json), houses, file);
        String digitsTable = Digit.numbers(0) + "\n" + Digit.numbers(1) + "\n";
        Path digitsFile = Files.writeString(folder.resolve("digits.csv"), digitsTable);
        same(post("/predict/digits", "text/csv", digitsTable), digits, digitsFile);
        String digitRows = "[[%s],[[%s]]]".formatted(Digit.numbers(0), Digit.numbers(1));
        same(post("/predict/digits", "application/json", digitRows), digits, digitsFile);
    }

    @Test
    void textsArePredictedAndNamedTensorsOfThemRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("new.csv"), "text\ngood film\n");
        same(post("/predict/reviews", "text/plain", "good film"), reviews, file);
        Path table = Files.writeString(folder.resolve("texts.csv"), "text\ngood film\nbad story\n");
        same(post("/predict/reviews", "text/csv", Files.readString(table)), reviews, table);
        same(post("/predict/reviews", "application/json", "[\"good film\",\"bad story\"]"), reviews, table);
        Connection.Answer refused = post("/v2/models/reviews/infer", "application/json", Digit.inference(0));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("send the texts to POST /predict/reviews");
    }

    @Test
    void rowsThatCannotBeReadHaveAProblemEachAndAllOfThemAreRefused() throws IOException {
        String some = "[[1,2],[%s]]".formatted(Digit.numbers(3));
        Tree answers = Json.parse(
                        post("/predict/digits", "application/json", some).body())
                .path("predictions");
        assertThat(answers.path(0).path("problem").inWords())
                .isEqualTo("row 0: an example has 2 values, but this model takes 64, the shape [64]");
        assertThat(answers.path(1).path("class").inWords()).isEqualTo("3");
        Connection.Answer none = post("/predict/digits", "application/json", "[[1,2],[3]]");
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.body()).contains("row 0: an example has 2 values");
    }

    @Test
    void wrongBodiesAreOneSentence() throws IOException {
        byte[] cut = Arrays.copyOf(Digit.picture(0), 200);
        assertThat(post("/predict/digits", "image/png", cut).status()).isEqualTo(400);
        assertThat(post("/predict/digits", "image/png", "no image").status()).isEqualTo(415);
        assertThat(post("/predict/digits", "text/html", "<p>").body()).contains("its Content-Type is 'text/html'");
        assertThat(post("/predict/houses", "image/png", Digit.picture(0)).body())
                .contains("which are not images");
        assertThat(post("/predict/houses", "text/csv", "rooms\n3\n").body()).contains("lacks the column 'kind'");
        assertThat(post("/predict/houses", "text/plain", "3").body()).contains("which are no texts");
        for (String json :
                List.of("", "{}", "3", "[]", "[1,2]", "[[1],{}]", "[{}]", "[\"a\"]", "[[\"a\"]]", "[null]", "{")) {
            for (String model : List.of("digits", "houses")) {
                Connection.Answer answer = post("/predict/" + model, "application/json", json);
                assertThat(answer.status()).as(model + " " + json).isEqualTo(400);
                assertThat(answer.body())
                        .startsWith("{\"error\":")
                        .doesNotContain("Exception")
                        .doesNotContain(folder.toString());
            }
        }
        String rows = "[" + "[0],".repeat(10_000) + "[0]]";
        assertThat(post("/predict/houses", "application/json", rows).body())
                .contains("more examples than the 10,000 that are answered at once");
        assertThat(post("/predict/none", "text/csv", "").status()).isEqualTo(404);
    }
}
