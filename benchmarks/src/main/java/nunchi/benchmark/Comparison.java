package nunchi.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// Prints the table of a file of measurements: for each engine the median over its processes, of the number of threads at which
/// this is least.
public final class Comparison {
    private static final String OURS = "nunchi";
    private static final String JAVACPP = "libtorch (JavaCPP)";
    private static final String DJL = "libtorch (DJL)";

    private final List<Measurement> measurements;

    Comparison(List<Measurement> measurements) {
        this.measurements = measurements;
    }

    public static void main(String[] arguments) throws IOException {
        try (var lines = Files.lines(Path.of(arguments[0]))) {
            List<Measurement> measurements = lines.filter(line -> line.startsWith("{")).map(Measurement::parse).toList();
            System.out.print(new Comparison(measurements).table());
        }
    }

    /// Markdown. The ratio is the faster peer's time over ours; the share is of the peak measured in the same processes.
    String table() {
        StringBuilder table = new StringBuilder();
        table.append("| step | ours, ms | libtorch (JavaCPP), ms | libtorch (DJL), ms | ratio | GFLOP/s | share of peak |\n");
        table.append("|---|---:|---:|---:|---:|---:|---:|\n");
        for (TrainingStep step : TrainingStep.values()) {
            table.append(row(step));
        }
        table.append("%nThreads: the better of 1 and 2 for every engine. Peak: %s%n".formatted(format("%.0f GFLOP/s", of(peak()))));
        return table.toString();
    }

    private String row(TrainingStep step) {
        OptionalDouble ours = time(OURS, step);
        OptionalDouble javacpp = time(JAVACPP, step);
        OptionalDouble djl = time(DJL, step);
        double speed = ours.isPresent() ? step.operations() / ours.getAsDouble() / 1e6 : Double.NaN;
        double peer = Math.min(javacpp.orElse(Double.POSITIVE_INFINITY), djl.orElse(Double.POSITIVE_INFINITY));
        return "| %s: %s | %s | %s | %s | %s | %s | %s |%n".formatted(step, step.describe(),
                format("%.3f", ours), format("%.3f", javacpp), format("%.3f", djl),
                format("%.2f", of(peer / ours.orElse(Double.NaN))), format("%.1f", of(speed)), format("%.0f %%", of(100 * speed / peak())));
    }

    /// The least of the medians over the processes with one number of threads each.
    private OptionalDouble time(String engine, TrainingStep step) {
        return measurements.stream()
                .filter(each -> each.engine().startsWith(engine) && each.step() == step)
                .collect(Collectors.groupingBy(Measurement::threads, Collectors.mapping(Measurement::median, Collectors.toList())))
                .values().stream().mapToDouble(Comparison::median).min();
    }

    private double peak() {
        return measurements.stream().mapToDouble(Measurement::peak).filter(peak -> peak > 0).max().orElse(Double.NaN);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static OptionalDouble of(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static String format(String pattern, OptionalDouble value) {
        return value.isPresent() ? pattern.formatted(value.getAsDouble()) : "not measured";
    }
}
