package nunchi.serve;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/// What the server did, in the text format of Prometheus: counters of requests by model and status, the time that they
/// took, and how many wait.
final class Metrics {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
    /// Upper bounds, in seconds.
    private static final double[] BOUNDS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };
    private static final double NANOSECONDS = 1e9;

    private final IntSupplier waiting;
    private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
    private final Map<String, Times> times = new ConcurrentSkipListMap<>();

    /// @param waiting number of requests that wait for a thread
    Metrics(IntSupplier waiting) {
        this.waiting = waiting;
    }

    /// The times of a model's requests.
    private static final class Times {
        private final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];
        private final LongAdder sum = new LongAdder();

        Times() {
            for (int i = 0; i < counts.length; i++) {
                counts[i] = new LongAdder();
            }
        }

        void add(long nanoseconds) {
            int bucket = 0;
            while (bucket < BOUNDS.length && nanoseconds > BOUNDS[bucket] * NANOSECONDS) {
                bucket++;
            }
            counts[bucket].increment();
            sum.add(nanoseconds);
        }
    }

    void count(String model, int status, long nanoseconds) {
        String labels = "model=\"%s\"".formatted(escaped(model));
        requests.computeIfAbsent("%s,status=\"%d\"".formatted(labels, status), _ -> new LongAdder())
                .increment();
        times.computeIfAbsent(labels, _ -> new Times()).add(nanoseconds);
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    /// All of it.
    String text() {
        StringBuilder text = new StringBuilder();
        describe(text, "nunchi_requests_total", "counter", "Requests by model and status.");
        requests.forEach(
                (labels, count) -> text.append("nunchi_requests_total{%s} %d\n".formatted(labels, count.sum())));
        describe(text, "nunchi_request_duration_seconds", "histogram", "Time from the headers to the answer.");
        times.forEach((labels, each) -> append(text, labels, each));
        describe(text, "nunchi_queue_length", "gauge", "Requests that wait for a thread.");
        return text.append("nunchi_queue_length %d\n".formatted(waiting.getAsInt()))
                .toString();
    }

    private static void describe(StringBuilder text, String name, String type, String help) {
        text.append("# HELP %1$s %3$s\n# TYPE %1$s %2$s\n".formatted(name, type, help));
    }

    private static void append(StringBuilder text, String labels, Times times) {
        long count = 0;
        for (int i = 0; i <= BOUNDS.length; i++) {
            count += times.counts[i].sum();
            String bound = i == BOUNDS.length ? "+Inf" : Double.toString(BOUNDS[i]);
            text.append("nunchi_request_duration_seconds_bucket{%s,le=\"%s\"} %d\n".formatted(labels, bound, count));
        }
        double sum = times.sum.sum() / NANOSECONDS;
        text.append("nunchi_request_duration_seconds_sum{%s} %s\n".formatted(labels, sum));
        text.append("nunchi_request_duration_seconds_count{%s} %d\n".formatted(labels, count));
    }
}
