package nunchi.train;

import java.util.Objects;
import nunchi.backend.Weights;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// The weights before a recent epoch, from which the epochs after it can be trained again exactly.
final class RecentCopy {
    /// A copy is taken at the first epoch that begins so many steps, or so long, after the last copy.
    private static final int STEPS = 256;
    private static final long NANOSECONDS = 1_000_000_000;

    private final Weights weights;
    private @Nullable Snapshot copy;
    private int epoch;
    private long takenAt;

    RecentCopy(Weights weights) {
        this.weights = weights;
    }

    /// Takes a copy where it is time.
    ///
    /// @param trained epochs so far
    /// @param steps   of an epoch
    void offer(int trained, int steps) {
        long now = System.nanoTime();
        if (copy == null || (long) (trained - epoch) * steps >= STEPS || now - takenAt >= NANOSECONDS) {
            copy = Snapshot.ofAll(weights);
            epoch = trained;
            takenAt = now;
        }
    }

    /// Goes back to the copy; the first was offered before the first epoch.
    ///
    /// @return the epochs that were trained before the copy
    int restore() {
        Objects.requireNonNull(copy).restore(weights);
        return epoch;
    }
}
