package nunchi.embed;

/// Seconds of one piece of work after the other.
final class Stopwatch {
    private static final double NANOS = 1e9;

    private long begun = System.nanoTime();

    /// Since the last lap.
    double lap() {
        long now = System.nanoTime();
        double seconds = (now - begun) / NANOS;
        begun = now;
        return seconds;
    }
}
