package nunchi.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nunchi.codec.Json;
import nunchi.codec.Tree;
import nunchi.experiment.Experiment;
import nunchi.random.RandomKey;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The promise of the server: the same input gives the same bits, alone, among other examples, and among 64
/// connections that ask at once.
final class SameBitsTest {
    private static final int CONNECTIONS = 64;
    private static final int REQUESTS = 60;
    private static final int DIGITS = 200;
    private static final int TOGETHER = 40;

    @TempDir
    private Path folder;

    @Test
    void aDenseModelGivesTheSameBits() throws Exception {
        promise(Digit.run(folder.resolve("run"), "digits"));
    }

    /// Its convolutions take other algorithms in large batches.
    @Test
    void aConvolutionalModelGivesTheSameBits() throws Exception {
        RunOptions options = new RunOptions();
        Experiment experiment = options.files().parse("""
                name: digits
                data: {name: digits, test: {random: 0.2}, preprocess: [{scale: 16}, {reshape: [8, 8, 1]}]}
                model: [{conv2d: {filters: 16, kernel: 3}}, {activate: relu}, {conv2d: {filters: 32, kernel: 3}}, flatten, {dense: 10}]
                loss: softmaxCrossEntropy
                optimizer: {adam: {learningRate: 0.003}}
                train: {epochs: 1}
                """);
        Runs.run(experiment, options.withOut(folder.resolve("run")));
        promise(folder.resolve("run"));
    }

    private static void promise(Path run) throws Exception {
        try (ModelServer server = ModelServer.start(List.of(run), new ServeOptions())) {
            List<List<Float>> alone = new ArrayList<>();
            try (Connection connection = new Connection(server)) {
                for (int digit = 0; digit < DIGITS; digit++) {
                    alone.addAll(asked(connection, digit));
                }
            }
            assertThat(alone.stream().distinct()).hasSizeGreaterThan(DIGITS / 2);
            try (ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS)) {
                List<Callable<Integer>> all = new ArrayList<>();
                for (int client = 0; client < CONNECTIONS; client++) {
                    RandomKey key = RandomKey.of(client);
                    all.add(() -> others(server, alone, key));
                }
                for (Future<Integer> others : clients.invokeAll(all)) {
                    assertThat(others.get()).isZero();
                }
            }
        }
    }

    /// How many answers are others than a digit gets alone. Every fifth request has many digits.
    private static int others(ModelServer server, List<List<Float>> alone, RandomKey key) throws IOException {
        int others = 0;
        try (Connection connection = new Connection(server)) {
            for (int request = 0; request < REQUESTS; request++) {
                int[] digits = new int[request % 5 == 0 ? TOGETHER : 1];
                for (int i = 0; i < digits.length; i++) {
                    digits[i] = (int) (DIGITS * key.uniform(request * TOGETHER + i));
                }
                List<List<Float>> answers = asked(connection, digits);
                for (int i = 0; i < digits.length; i++) {
                    others += answers.get(i).equals(alone.get(digits[i])) ? 0 : 1;
                }
            }
        }
        return others;
    }

    private static List<List<Float>> asked(Connection connection, int... digits) throws IOException {
        Connection.Answer answer = connection.post("/v2/models/digits/infer", Digit.inference(digits));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<Tree> data =
                Json.parse(answer.body()).at("outputs").path(0).path("data").elements();
        List<List<Float>> rows = new ArrayList<>();
        for (int row = 0; row < digits.length; row++) {
            rows.add(data.subList(10 * row, 10 * row + 10).stream()
                    .map(value -> (float) value.number())
                    .toList());
        }
        return rows;
    }
}
