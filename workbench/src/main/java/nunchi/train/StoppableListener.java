package nunchi.train;

import nunchi.check.StoppedException;

/// A listener that may stop the training. What it throws to that end is put off to the next place from which the training can go on.
final class StoppableListener implements TrainingListener {
    private final TrainingListener listener;
    private StoppedException asked;

    StoppableListener(TrainingListener listener) {
        this.listener = listener;
    }

    @Override
    public void on(TrainingEvent event) {
        try {
            listener.on(event);
        } catch (StoppedException stop) {
            asked = stop;
        }
    }

    /// Where weights and epoch fit together, or can be made to.
    ///
    /// @throws StoppedException where the listener asked for it, or the thread was interrupted
    void stopWhereAsked() {
        if (asked != null) {
            throw asked;
        }
        StoppedException.ifInterrupted();
    }

    void tellAndStop(TrainingEvent event) {
        on(event);
        stopWhereAsked();
    }
}
