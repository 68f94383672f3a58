package nunchi.benchmark;

import java.util.Arrays;

/// Times something that is done over and over: first unseen until it is warm, then one time for each.
public final class Stopwatch {
    private static final long WARM_UP_NANOS = 3_000_000_000L;
    private static final long MEASURING_NANOS = 3_000_000_000L;
    private static final int MOST = 1_000_000;

    private Stopwatch() {}

    /// The times in milliseconds, ascending.
    public static double[] milliseconds(Runnable work) {
        long warm = System.nanoTime() + WARM_UP_NANOS;
        while (System.nanoTime() < warm) {
            work.run();
        }
        double[] times = new double[MOST];
        int count = 0;
        long end = System.nanoTime() + MEASURING_NANOS;
        long started = System.nanoTime();
        while (started < end && count < MOST) {
            work.run();
            long now = System.nanoTime();
            times[count++] = (now - started) / 1e6;
            started = now;
        }
        double[] taken = Arrays.copyOf(times, count);
        Arrays.sort(taken);
        return taken;
    }
}
