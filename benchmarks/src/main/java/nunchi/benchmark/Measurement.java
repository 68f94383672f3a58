package nunchi.benchmark;

import tools.jackson.databind.json.JsonMapper;

/// One line of a measurement: an engine took so long for a piece of work.
///
/// @param work    [Work#name]
/// @param median  milliseconds
/// @param minimum milliseconds
/// @param runs    how many were timed
/// @param peak    GFLOP/s of a loop in registers with as many threads, measured in the same process; 0 where none was
public record Measurement(
        String engine, String work, int threads, double median, double minimum, int runs, double peak) {
    private static final JsonMapper JSON = new JsonMapper();

    public static Measurement parse(String line) {
        return JSON.readValue(line, Measurement.class);
    }

    public String line() {
        return JSON.writeValueAsString(this);
    }

    /// The engine without its variant.
    String column() {
        return engine.split(":")[0];
    }
}
