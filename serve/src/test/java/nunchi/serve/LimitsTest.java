package nunchi.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32;
import nunchi.run.RunOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the server does under load, with slow clients and with large requests, and how it begins and ends.
final class LimitsTest {
    private static final String INFER = "/v2/models/digits/infer";
    private static final Limits QUICK =
            new Limits(4, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(5), 10_000);

    @TempDir
    private static Path folder;

    private static Path run;

    @BeforeAll
    static void train() {
        run = Digit.run(folder.resolve("run"), "digits");
    }

    private static ModelServer server(Limits limits) {
        ServeOptions options = new ServeOptions("127.0.0.1", 0, null, new RunOptions().withThreads(1));
        ModelServer server = new ModelServer(List.of(run), options, limits);
        server.load();
        return server;
    }

    @Test
    void itIsReadyOnlyWhenItsModelsAreLoaded() throws IOException {
        try (ModelServer server = new ModelServer(List.of(run), new ServeOptions(), QUICK);
                Connection connection = new Connection(server)) {
            assertThat(connection.get("/v2/health/live").status()).isEqualTo(200);
            assertThat(connection.get("/v2").status()).isEqualTo(200);
            for (String path : List.of("/v2/health/ready", "/v2/models/digits/ready", "/v2/models/digits")) {
                Connection.Answer answer = connection.get(path);
                assertThat(answer.status()).as(path).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isEqualTo("1");
            }
            assertThat(connection.get("/v2/health/ready").body().strip()).isEqualTo("{\"ready\":false}");
            assertThat(connection.post(INFER, Digit.inference(0)).body()).contains("is being loaded");
            server.load();
            assertThat(connection.get("/v2/health/ready").body().strip()).isEqualTo("{\"ready\":true}");
            assertThat(connection.get("/v2/models/digits/ready").body().strip())
                    .isEqualTo("{\"name\":\"digits\",\"ready\":true}");
            assertThat(connection.post(INFER, Digit.inference(0)).status()).isEqualTo(200);
        }
    }

    @Test
    void aFullQueueIsRefusedAndALateAnswerToo() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean late = new AtomicBoolean();
        try (WorkQueue queue = new WorkQueue(1, 1);
                ExecutorService clients = Executors.newCachedThreadPool()) {
            Deadline far = Deadline.in(Duration.ofMinutes(1));
            Future<String> running = clients.submit(() -> queue.run(far, () -> {
                begun.countDown();
                end.await();
                return "done";
            }));
            begun.await();
            refuses(queue, Deadline.in(Duration.ofMillis(50)), late, "took longer");
            assertThat(queue.length()).as("who is late gives its place back").isZero();
            Future<String> waiting = clients.submit(() -> queue.run(far, () -> "waited"));
            while (queue.length() == 0) {
                Thread.onSpinWait();
            }
            refuses(queue, far, late, "1 requests wait already; try again later");
            end.countDown();
            assertThat(running.get()).isEqualTo("done");
            assertThat(waiting.get()).isEqualTo("waited");
            assertThat(late).as("nobody waits for it any more").isFalse();
        }
    }

    private static void refuses(WorkQueue queue, Deadline deadline, AtomicBoolean run, String reason) {
        assertThatThrownBy(() -> queue.run(deadline, () -> {
                    run.set(true);
                    return "none";
                }))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.status().code()).isEqualTo(503))
                .hasMessageContaining(reason);
    }

    /// One thread, four places to wait, and 40 clients that send 10,000 examples each.
    @Test
    void anOverloadedServerSaysWhenToComeBackAndGoesOn() throws Exception {
        String large =
                "{\"inputs\":[{\"name\":\"examples\",\"datatype\":\"FP32\",\"shape\":[10000,64],\"data\":[%s0]}]}"
                        .formatted("0,".repeat(639_999));
        try (ModelServer server = server(
                        new Limits(4, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(5), 10_000));
                ExecutorService clients = Executors.newFixedThreadPool(40)) {
            List<Callable<Connection.Answer>> all = new ArrayList<>();
            for (int client = 0; client < 40; client++) {
                all.add(() -> {
                    try (Connection connection = new Connection(server)) {
                        return connection.post(INFER, large);
                    }
                });
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Connection.Answer> each : clients.invokeAll(all)) {
                Connection.Answer answer = each.get();
                statuses.add(answer.status());
                assertThat(answer.header("Retry-After")).isEqualTo(answer.status() == 503 ? "1" : "");
            }
            assertThat(statuses).contains(200, 503).containsOnly(200, 503);
            try (Connection connection = new Connection(server)) {
                assertThat(connection.post(INFER, Digit.inference(0)).status()).isEqualTo(200);
                assertThat(connection.get("/metrics").body())
                        .contains("nunchi_requests_total{model=\"digits\",status=\"503\"}")
                        .contains("nunchi_queue_length 0");
            }
        }
    }

    /// One that is not cut would be waited for in vain.
    @Test
    void slowSendersAreCut() throws IOException {
        try (ModelServer server = server(QUICK)) {
            try (Connection silent = new Connection(server);
                    Connection header = new Connection(server);
                    Connection body = new Connection(server)) {
                header.send("POST " + INFER + " HTTP/1.1\r\nHost: 127.0.0.1:");
                body.send("POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 100\r\n\r\n{"
                        .formatted(INFER, server.address().getPort()));
                assertThat(header.answer().status()).isIn(0, 400, 408);
                assertThat(body.answer().status()).isIn(0, 408);
                assertThat(silent.answer().status()).isZero();
            }
            try (Connection drop = new Connection(server)) {
                drop.send("POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 1000\r\n\r\n"
                        .formatted(INFER, server.address().getPort()));
                assertThat(trickle(drop)).isIn(0, 408);
            }
        }
    }

    /// A byte each 100 milliseconds, for as long as it is read.
    private static int trickle(Connection connection) throws IOException {
        Thread sender = Thread.startVirtualThread(() -> {
            try {
                for (int i = 0; i < 200; i++) {
                    connection.send("1");
                    Thread.sleep(100);
                }
            } catch (IOException | InterruptedException cut) {
                Thread.currentThread().interrupt();
            }
        });
        int status = connection.answer().status();
        sender.interrupt();
        return status;
    }

    @Test
    void idleConnectionsDoNotStopTheOthers() throws IOException {
        List<Connection> idle = new ArrayList<>();
        try (ModelServer server = server(Limits.STANDARD)) {
            for (int i = 0; i < 200; i++) {
                idle.add(new Connection(server));
                idle.getLast().send("GET /v2 HTTP/1.1\r\n");
            }
            try (Connection connection = new Connection(server)) {
                assertThat(connection.post(INFER, Digit.inference(0)).status()).isEqualTo(200);
            }
        } finally {
            for (Connection each : idle) {
                each.close();
            }
        }
    }

    @Test
    void largeRequestsAreRefused() throws IOException {
        try (ModelServer server = server(Limits.STANDARD)) {
            byte[] large = new byte[10 * 1024 * 1024 + 1];
            try (Connection connection = new Connection(server)) {
                connection.send("POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: %d\r\n\r\n"
                        .formatted(INFER, server.address().getPort(), large.length));
                assertThat(connection.answer().status()).isEqualTo(413);
            }
            try (Connection connection = new Connection(server)) {
                connection.send("POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nTransfer-Encoding: chunked\r\n\r\n"
                        .formatted(INFER, server.address().getPort()));
                assertThat(chunks(connection)).isIn(0, 413);
            }
            try (Connection connection = new Connection(server)) {
                assertThat(connection.get("/v2", "X: " + "x".repeat(20_000)).status())
                        .isIn(400, 413, 431);
            }
            try (Connection connection = new Connection(server)) {
                Connection.Answer answer = connection.post("/predict/digits", "image/png", bomb());
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.body()).contains("at most 100,000,000 pixels can be read");
            }
            try (Connection connection = new Connection(server)) {
                assertThat(connection.post(INFER, Digit.inference(0)).status()).isEqualTo(200);
            }
        }
    }

    /// Eleven megabytes, as far as they are read.
    private static int chunks(Connection connection) {
        try {
            String chunk = "100000\r\n" + " ".repeat(0x100000) + "\r\n";
            for (int i = 0; i < 11; i++) {
                connection.send(chunk);
            }
            return connection.answer().status();
        } catch (IOException cut) {
            return 0;
        }
    }

    /// A small file that says that it has 40,000 x 40,000 pixels.
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(file);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.write("IHDR".getBytes(StandardCharsets.US_ASCII));
        fields.writeInt(40_000);
        fields.writeInt(40_000);
        fields.write(new byte[] {8, 0, 0, 0, 0});
        chunk(out, header.toByteArray());
        chunk(out, "IDAT".getBytes(StandardCharsets.US_ASCII));
        chunk(out, "IEND".getBytes(StandardCharsets.US_ASCII));
        return file.toByteArray();
    }

    private static void chunk(DataOutputStream out, byte... typed) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(typed);
        out.writeInt(typed.length - 4);
        out.write(typed);
        out.writeInt((int) checksum.getValue());
    }
}
