package nunchi.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nunchi.run.RunOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a server ends.
final class ClosingTest {
    private static final String INFER = "/v2/models/digits/infer";
    private static final Deadline FAR = Deadline.in(Duration.ofMinutes(5));

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @TempDir
    private Path folder;

    private ModelServer server;
    private int port;

    @BeforeEach
    void start() {
        Digit.run(folder.resolve("run"), "digits");
        Limits limits = new Limits(4, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(2), 10_000);
        ServeOptions options = new ServeOptions("127.0.0.1", 0, null, new RunOptions().withThreads(1));
        server = new ModelServer(List.of(folder.resolve("run")), options, limits);
        server.load();
        port = server.address().getPort();
    }

    /// The one thread works until it is let go.
    private Void work() throws Exception {
        return server.queue.run(FAR, () -> {
            begun.countDown();
            end.await();
            return null;
        });
    }

    private Connection.Answer ask() throws IOException {
        try (Connection connection = new Connection(port)) {
            return connection.post(INFER, Digit.inference(0));
        }
    }

    @Test
    void whatRunsAndWhatWaitsIsFinishedAndNothingElseBegun() throws Exception {
        try (ExecutorService clients = Executors.newCachedThreadPool();
                Connection other = new Connection(port)) {
            Future<Void> running = clients.submit(this::work);
            begun.await();
            Future<Connection.Answer> waiting = clients.submit(this::ask);
            while (server.queue.length() == 0) {
                Thread.sleep(1);
            }
            Future<?> closing = clients.submit(server::close);
            while (other.get("/v2/health/ready").status() == 200) {
                Thread.sleep(1);
            }
            assertThat(other.get("/v2/health/live").status()).isEqualTo(200);
            Connection.Answer late = ask();
            assertThat(late.status()).isEqualTo(503);
            assertThat(late.body()).contains("the server is closing");
            end.countDown();
            assertThat(waiting.get().status()).isEqualTo(200);
            running.get();
            closing.get();
        }
        assertThatThrownBy(() -> new Connection(port).close()).isInstanceOf(IOException.class);
    }

    @Test
    void whatTakesTooLongIsNotWaitedFor() throws Exception {
        try (ExecutorService clients = Executors.newCachedThreadPool()) {
            Future<Void> running = clients.submit(this::work);
            begun.await();
            server.close();
            assertThatThrownBy(running::get).hasCauseInstanceOf(InterruptedException.class);
        }
        assertThatThrownBy(() -> new Connection(port).close()).isInstanceOf(IOException.class);
    }
}
