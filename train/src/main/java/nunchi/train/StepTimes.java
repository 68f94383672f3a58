package nunchi.train;

import java.util.Arrays;

/// The times of the last 4,096 steps, and their median.
final class StepTimes {
    private final long[] nanoseconds = new long[4096];
    private long count;

    void add(long time) {
        nanoseconds[(int) (count++ % nanoseconds.length)] = time;
    }

    /// @param none what to answer where no step was timed
    double medianMilliseconds(double none) {
        if (count == 0) {
            return none;
        }
        int kept = (int) Math.min(count, nanoseconds.length);
        long[] sorted = Arrays.copyOf(nanoseconds, kept);
        Arrays.sort(sorted);
        return (sorted[(kept - 1) / 2] + sorted[kept / 2]) / 2e6;
    }
}
