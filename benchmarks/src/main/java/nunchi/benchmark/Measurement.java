package nunchi.benchmark;

import nunchi.codec.Json;
import nunchi.codec.RecordCodec;

/// One line of a measurement: an engine took so long for a piece of work.
///
/// @param work    [Work#name]
/// @param median  milliseconds
/// @param minimum milliseconds
/// @param runs    how many were timed
/// @param peak    GFLOP/s of a loop in registers with as many threads, measured in the same process; 0 where none was
public record Measurement(
        String engine, String work, int threads, double median, double minimum, int runs, double peak) {
    private static final RecordCodec CODEC = RecordCodec.ofProgram();

    public static Measurement parse(String line) {
        return CODEC.read(Json.parse(line), Measurement.class);
    }

    public String line() {
        return Json.line(CODEC.tree(this));
    }

    /// The engine without its variant.
    String column() {
        return engine.split(":")[0];
    }
}
