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
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import nunchi.predict.Predictor;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import nunchi.serve.ModelServer;
import nunchi.serve.ServeOptions;

/// How long a server takes for an example of a network of the studies. In a closed loop each connection sends its next
/// request when the answer to the last has come. In an open loop requests are due at a fixed rate, half of what eight
/// connections had, and a request that waits for its turn is measured from when it was due. The clients run in the
/// process of the server and share its cores.
///
/// `FOLDER [SECONDS]` makes a model of each network in the folder, and prints a line of a Markdown table for each
/// number of connections: microseconds at the median and two higher percentiles, and requests a second; before these
/// the same of the prediction without HTTP.
public final class Serving {
    private static final List<Integer> CONNECTIONS = List.of(1, 8, 64);
    private static final String SECONDS = "5";
    private static final int PACED = 64;
    private static final int HALVED = 8;
    private static final double NANOSECONDS = 1e9;
    private static final int MICROSECOND = 1000;
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String LENGTH = "content-length: ";
    private static final String STUDY = """
            name: %s
            data: {name: digits, limit: {train: 128}, preprocess: [%s]}
            model: [%s]
            loss: softmaxCrossEntropy
            optimizer: {adam: {learningRate: 0.001}}
            train: {epochs: 1}
            """;
    private static final String DIGITS = "{scale: 16}";
    /// The size of an image of MNIST.
    private static final String IMAGES = DIGITS + ", {reshape: [8, 8, 1]}, {zeroPad2d: 10}";
    private static final String CONVOLUTION = "{conv2d: {filters: 64, kernel: %d, padding: same, activation: relu}}";
    /// [Study#D], [Study#B], and [Study#C] without dropout, which does nothing here; the weights do not matter.
    private static final List<Network> NETWORKS = List.of(
            new Network(
                    "d",
                    DIGITS,
                    "{dense: {units: 80, activation: sigmoid}}, {dense: {units: 70, activation: sigmoid}}, {dense: 10}"),
            new Network("b", IMAGES + ", flatten", "{dense: {units: 1024, activation: relu}}, {dense: 10}"),
            new Network(
                    "c",
                    IMAGES,
                    CONVOLUTION.formatted(5) + ", batchNorm, " + CONVOLUTION.formatted(5)
                            + ", {maxPool2d: 2}, batchNorm, "
                            + CONVOLUTION.formatted(3) + ", batchNorm, " + CONVOLUTION.formatted(3)
                            + ", {maxPool2d: 2}, batchNorm, " + CONVOLUTION.formatted(3)
                            + ", flatten, batchNorm, {dense: {units: 256, activation: relu}}, batchNorm, {dense: 10}"));
    /// Of an example of the digits.
    private static final int VALUES = 64;

    /// A model to be served, by the texts of its experiment file.
    private record Network(String name, String preprocess, String layers) {}

    private Serving() {}

    /// Runs the measurement.
    public static void main(String... arguments) throws Exception {
        double seconds = Double.parseDouble(arguments.length > 1 ? arguments[1] : SECONDS);
        for (Network network : NETWORKS) {
            Path run = Path.of(arguments[0]).resolve(network.name());
            if (!Files.exists(run)) {
                RunOptions options = new RunOptions();
                String study = STUDY.formatted(network.name(), network.preprocess(), network.layers());
                Runs.run(options.files().parse(study), options.withOut(run));
            }
            measure(network.name(), run, seconds);
        }
    }

    private static void measure(String name, Path run, double seconds) throws Exception {
        try (Predictor predictor = Predictor.load(run)) {
            predictions(predictor, seconds);
            print(name + ", prediction alone, one thread", predictions(predictor, seconds), seconds);
        }
        try (ModelServer server = ModelServer.start(List.of(run), new ServeOptions())) {
            Target target = new Target(server.address(), name);
            measure(target, Collections.max(CONNECTIONS), seconds, 0);
            double rate = 0;
            for (int connections : CONNECTIONS) {
                long[] times = measure(target, connections, seconds, 0);
                print("%s, %d connections".formatted(name, connections), times, seconds);
                rate = connections == HALVED ? times.length / seconds / 2 : rate;
            }
            print(
                    "%s, %d connections, %d requests a second are due".formatted(name, PACED, Math.round(rate)),
                    measure(target, PACED, seconds, rate),
                    seconds);
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

    /// A model of a server.
    private record Target(URI server, String model) {}

    /// @param rate requests a second that are due; 0 for a closed loop
    /// @return nanoseconds of each request, sorted
    private static long[] measure(Target target, int connections, double seconds, double rate) throws Exception {
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * NANOSECONDS);
        long pause = rate == 0 ? 0 : (long) (NANOSECONDS * connections / rate);
        try (ExecutorService clients = Executors.newFixedThreadPool(connections)) {
            List<Callable<long[]>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                long first = begin + pause * i / connections;
                all.add(() -> requests(target, first, pause, end));
            }
            List<long[]> times = new ArrayList<>();
            for (Future<long[]> each : clients.invokeAll(all)) {
                times.add(each.get());
            }
            return times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        }
    }

    /// @param first when the first request is due
    /// @param pause nanoseconds until the next is; 0 for as soon as the last is answered
    private static long[] requests(Target target, long first, long pause, long end) throws Exception {
        byte[] request = request(target);
        LongStream.Builder times = LongStream.builder();
        try (Socket socket =
                new Socket(target.server().getHost(), target.server().getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (long due = first; due < end; due = pause == 0 ? System.nanoTime() : due + pause) {
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                out.write(request);
                read(in);
                times.add(System.nanoTime() - due);
            }
        }
        return times.build().toArray();
    }

    private static byte[] request(Target target) {
        String body = "{\"inputs\":[{\"name\":\"examples\",\"datatype\":\"FP32\",\"shape\":[1,%d],\"data\":%s}]}"
                .formatted(VALUES, Collections.nCopies(VALUES, 1));
        return "POST /v2/models/%s/infer HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(target.model(), target.server().getAuthority(), body.length(), body)
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
