package nunchi.benchmark;

import tools.jackson.databind.json.JsonMapper;

/// One line of a measurement: an engine took so long for a training step.
///
/// @param median  milliseconds
/// @param minimum milliseconds
/// @param steps   how many were timed
/// @param peak    GFLOP/s of a loop in registers with as many threads, measured in the same process; 0 where none was
public record Measurement(String engine, TrainingStep step, int threads, double median, double minimum, int steps, double peak) {
    private static final JsonMapper JSON = new JsonMapper();

    /// Times the work and prints the line.
    public static void print(String engine, TrainingStep step, int threads, double peak, Runnable work) {
        double[] times = Stopwatch.milliseconds(work);
        Measurement measured = new Measurement(engine, step, threads, times[times.length / 2], times[0], times.length, peak);
        System.out.println(JSON.writeValueAsString(measured));
    }

    public static Measurement parse(String line) {
        return JSON.readValue(line, Measurement.class);
    }
}
