package nunchi.train;

import nunchi.check.StoppedException;
import org.jspecify.annotations.Nullable;

/// A listener that may stop the training. What it throws is put off to the next place from which the training can go
/// on.
final class StoppableListener implements TrainingListener {
    private final TrainingListener listener;
    private @Nullable StoppedException asked;

    StoppableListener(TrainingListener listener) {
        this.listener = listener;
    }

    @Override
    public void on(TrainingEvent event) {
        try {
            listener.on(event);
        } catch (TrainingFailedException | OutOfMemoryError failed) {
            throw failed;
        } catch (RuntimeException | Error stop) {
            asked = ProgramFault.stopped(stop);
        }
    }

    /// Where weights and epoch fit together, or can be made to.
    ///
    /// @throws StoppedException where the listener threw something, or the thread was interrupted
    void stopWhereAsked() {
        if (asked != null) {
            throw asked;
        }
        StoppedException.ifInterrupted();
    }

    /// Whether the listener asked for the stop in its own words.
    boolean asked(StoppedException stop) {
        return stop == asked && stop.getCause() == null;
    }

    void tellAndStop(TrainingEvent event) {
        on(event);
        stopWhereAsked();
    }
}
