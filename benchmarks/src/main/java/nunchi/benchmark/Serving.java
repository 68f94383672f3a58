package nunchi.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import nunchi.predict.Predictor;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import nunchi.serve.ModelServer;
import nunchi.serve.ServeOptions;

/// How long a server takes for an example of study D, in a closed loop: each connection sends its next request when the
/// answer to the last has come. The clients run in the process of the server and share its cores.
///
/// `FOLDER [SECONDS]` trains the model into an empty folder, and prints a line of a Markdown table for each number of
/// connections: microseconds at the median and two higher percentiles, and requests a second; before these the same of
/// the prediction without HTTP.
public final class Serving {
    private static final List<Integer> CONNECTIONS = List.of(1, 8, 64);
    private static final String SECONDS = "5";
    private static final int VALUES = 64;
    private static final double NANOSECONDS = 1e9;
    private static final int MICROSECOND = 1000;
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String LENGTH = "content-length: ";
    private static final String STUDY = """
            name: d
            data: {name: digits, preprocess: [{scale: 16}]}
            model: [{dense: {units: 80, activation: sigmoid}}, {dense: {units: 70, activation: sigmoid}}, {dense: 10}]
            loss: softmaxCrossEntropy
            optimizer: {adam: {learningRate: 0.001}}
            train: {epochs: 1}
            """;

    private Serving() {}

    /// Runs the measurement.
    public static void main(String... arguments) throws Exception {
        Path run = Path.of(arguments[0]);
        double seconds = Double.parseDouble(arguments.length > 1 ? arguments[1] : SECONDS);
        if (!Files.exists(run)) {
            RunOptions options = new RunOptions();
            Runs.run(options.files().parse(STUDY), options.withOut(run));
        }
        try (Predictor predictor = Predictor.load(run)) {
            predictions(predictor, seconds);
            print("prediction alone, one thread", predictions(predictor, seconds), seconds);
        }
        try (ModelServer server = ModelServer.start(List.of(run), new ServeOptions())) {
            measure(server.address(), Collections.max(CONNECTIONS), seconds);
            for (int connections : CONNECTIONS) {
                print(
                        "%d connections".formatted(connections),
                        measure(server.address(), connections, seconds),
                        seconds);
            }
        }
    }

    private static long[] predictions(Predictor predictor, double seconds) {
        float[] example = new float[VALUES];
        Arrays.fill(example, 1);
        LongStream.Builder times = LongStream.builder();
        long end = System.nanoTime() + (long) (seconds * NANOSECONDS);
        for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
            predictor.predict(example);
            times.add(System.nanoTime() - start);
        }
        return times.build().sorted().toArray();
    }

    /// @return nanoseconds of each request, sorted
    private static long[] measure(URI server, int connections, double seconds) throws Exception {
        long end = System.nanoTime() + (long) (seconds * NANOSECONDS);
        try (ExecutorService clients = Executors.newFixedThreadPool(connections)) {
            List<Callable<long[]>> all = Collections.nCopies(connections, () -> requests(server, end));
            List<long[]> times = new ArrayList<>();
            for (Future<long[]> each : clients.invokeAll(all)) {
                times.add(each.get());
            }
            return times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        }
    }

    private static long[] requests(URI server, long end) throws IOException {
        byte[] request = request(server);
        LongStream.Builder times = LongStream.builder();
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                out.write(request);
                read(in);
                times.add(System.nanoTime() - start);
            }
        }
        return times.build().toArray();
    }

    private static byte[] request(URI server) {
        String body = "{\"inputs\":[{\"name\":\"examples\",\"datatype\":\"FP32\",\"shape\":[1,%d],\"data\":%s}]}"
                .formatted(VALUES, Collections.nCopies(VALUES, 1));
        return "POST /v2/models/d/infer HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(server.getAuthority(), body.length(), body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int matched = 0; matched < END.length; ) {
            int next = in.read();
            matched = next == END[matched] ? matched + 1 : next == END[0] ? 1 : 0;
            head.append((char) next);
        }
        String lower = head.toString().toLowerCase(Locale.ROOT);
        int from = lower.indexOf(LENGTH) + LENGTH.length();
        in.skipNBytes(Integer.parseInt(lower.substring(from, lower.indexOf('\r', from))));
        if (!head.substring(0, "HTTP/1.1 200".length()).endsWith("200")) {
            throw new IllegalStateException(head.toString());
        }
    }

    private static void print(String name, long[] times, double seconds) {
        System.out.printf(
                "| %s | %d | %d | %d | %d |%n",
                name,
                percentile(times, 0.5),
                percentile(times, 0.99),
                percentile(times, 0.999),
                Math.round(times.length / seconds));
    }

    /// In microseconds.
    private static long percentile(long[] times, double fraction) {
        return Math.round((double) times[(int) (fraction * (times.length - 1))] / MICROSECOND);
    }
}
