package nunchi.benchmark;

import java.util.Arrays;

/// Times something that is done over and over: first unseen until it is warm, then one time for each.
///
/// @param seconds of each of the two; work that takes long is done 3 times unseen and 5 times timed at least
record Stopwatch(double seconds) {
    private static final int LEAST_UNSEEN = 3;
    private static final int LEAST = 5;
    private static final int MOST = 1_000_000;

    /// The times in milliseconds, ascending.
    double[] milliseconds(Runnable work) {
        run(LEAST_UNSEEN, work);
        double[] times = run(LEAST, work);
        Arrays.sort(times);
        return times;
    }

    private double[] run(int least, Runnable work) {
        double[] times = new double[MOST];
        int count = 0;
        long started = System.nanoTime();
        long end = started + (long) (seconds * 1e9);
        while (count < MOST && (started < end || count < least)) {
            work.run();
            long now = System.nanoTime();
            times[count++] = (now - started) / 1e6;
            started = now;
        }
        return Arrays.copyOf(times, count);
    }
}
