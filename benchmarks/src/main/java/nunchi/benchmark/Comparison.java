package nunchi.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tables of a suite in Markdown: for each engine the median over its processes, of the variant and the number of
/// threads at which this is least.
public final class Comparison {
    private static final String OURS = "ours";
    private static final String STRICT = "ours (strict)";
    private static final List<String> COLUMNS =
            List.of(OURS, STRICT, "libtorch (JavaCPP)", "libtorch (DJL)", "oneDNN", "ONNX Runtime");

    private final List<Measurement> measurements;
    private final List<Suite.Section> sections;

    Comparison(Suite suite, int cores, List<Measurement> measurements) {
        this.sections = suite.sections(cores);
        this.measurements = measurements;
    }

    /// `SUITE FILE` prints the tables of a file of measurements.
    public static void main(String[] arguments) throws IOException {
        Suite suite = Suite.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        try (Stream<String> lines = Files.lines(Path.of(arguments[1]))) {
            List<Measurement> measurements = lines.filter(line -> line.startsWith("{"))
                    .map(Measurement::parse)
                    .toList();
            System.out.print(new Comparison(suite, Runtime.getRuntime().availableProcessors(), measurements).tables());
        }
    }

    /// For each section a table of times and one of speeds, of what was measured. A ratio is the fastest peer's time
    /// over ours.
    String tables() {
        StringBuilder text = new StringBuilder();
        for (Suite.Section section : sections) {
            text.append("### %s%n".formatted(section.title()));
            write(text, section);
        }
        return text.append("Peak: %s. Winograd's algorithm multiplies less than is counted, and may exceed it.%n"
                        .formatted(format("%.0f GFLOP/s", peak(0))))
                .toString();
    }

    private void write(StringBuilder text, Suite.Section section) {
        List<String> columns = COLUMNS.stream()
                .filter(column -> section.rows().stream().anyMatch(row -> Double.isFinite(time(column, row))))
                .toList();
        List<String> own = columns.stream().filter(Comparison::isOurs).toList();
        List<Suite.Row> rows = section.rows().stream()
                .filter(row -> columns.stream().anyMatch(column -> Double.isFinite(time(column, row))))
                .toList();
        text.append(head(Stream.concat(
                        columns.stream().map(column -> column + ", ms"),
                        own.stream().map(column -> column.replace(OURS, "ratio")))
                .toList()));
        for (Suite.Row row : rows) {
            text.append(line(
                    row,
                    Stream.concat(
                            cells(columns, column -> time(column, row), "%.3f"),
                            cells(own, column -> ratio(column, row), "%.2f"))));
        }
        text.append(head(columns.stream()
                .map(column -> column + ", GFLOP/s (fraction of peak)")
                .toList()));
        for (Suite.Row row : rows) {
            text.append(line(row, columns.stream().map(column -> speed(row, time(column, row)))));
        }
        text.append('\n');
    }

    private static String head(List<String> columns) {
        return "%n| | %s |%n|---|%s%n".formatted(String.join(" | ", columns), "---:|".repeat(columns.size()));
    }

    private static String line(Suite.Row row, Stream<String> cells) {
        return "| %s | %s |%n".formatted(row.label(), cells.collect(Collectors.joining(" | ")));
    }

    private static Stream<String> cells(List<String> columns, ToDoubleFunction<String> value, String pattern) {
        return columns.stream().map(column -> format(pattern, value.applyAsDouble(column)));
    }

    private String speed(Suite.Row row, double milliseconds) {
        double speed = row.work().operations() / milliseconds / 1e6;
        return Double.isFinite(speed)
                ? "%.1f (%s)".formatted(speed, format("%.0f %%", 100 * speed / peak(row.threads())))
                : "not measured";
    }

    private double ratio(String own, Suite.Row row) {
        double fastestPeer = COLUMNS.stream()
                .filter(column -> !isOurs(column))
                .mapToDouble(column -> time(column, row))
                .filter(Double::isFinite)
                .min()
                .orElse(Double.NaN);
        return fastestPeer / time(own, row);
    }

    /// The least of the medians over the processes of one variant and number of threads each; NaN where there is none.
    private double time(String column, Suite.Row row) {
        return measurements.stream()
                .filter(each -> each.column().equals(column)
                        && each.work().equals(row.work().name()))
                .filter(each -> row.threads() == 0 || row.threads() == each.threads())
                .collect(Collectors.groupingBy(
                        each -> List.of(each.engine(), each.threads()),
                        Collectors.mapping(Measurement::median, Collectors.toList())))
                .values()
                .stream()
                .mapToDouble(Comparison::median)
                .min()
                .orElse(Double.NaN);
    }

    /// @param threads 0 for the most that was measured with any number
    private double peak(int threads) {
        OptionalDouble most = measurements.stream()
                .filter(each -> threads == 0 || threads == each.threads())
                .mapToDouble(Measurement::peak)
                .filter(peak -> peak > 0)
                .max();
        return most.orElse(Double.NaN);
    }

    private static boolean isOurs(String column) {
        return column.startsWith(OURS);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        sorted.sort(null);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String format(String pattern, double value) {
        return Double.isFinite(value) ? pattern.formatted(value) : "not measured";
    }
}
