package nunchi.serve;

import java.time.Duration;

/// Until when a request must be answered.
///
/// @param end in nanoseconds of [System#nanoTime]
record Deadline(long end) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /// In nanoseconds; not positive when it is over.
    long left() {
        return end - System.nanoTime();
    }

    /// @throws RefusedException when it is over
    void require() {
        if (left() <= 0) {
            throw RefusedException.late();
        }
    }
}
