package nunchi.train;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import nunchi.backend.Backend;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// An experiment that fits its data, as [Trainer#check] found, with the graphs that it was checked by. They serve one
/// training, which changes their learning rate.
public final class CheckedTraining {
    private final AtomicReference<@Nullable StepGraphs> graphs;
    private final @Nullable Snapshot pretrained;

    CheckedTraining(StepGraphs graphs, @Nullable Snapshot pretrained) {
        this.graphs = new AtomicReference<>(graphs);
        this.pretrained = pretrained;
    }

    /// The weights to begin with; empty for initial values.
    public Optional<Snapshot> pretrained() {
        return Optional.ofNullable(pretrained);
    }

    /// Trains, and measures, as [Trainer#train] does.
    ///
    /// @throws IllegalStateException         at the second call
    /// @throws TrainingFailedException       when the loss is no longer finite, or memory too small
    /// @throws nunchi.check.StoppedException when the thread was interrupted, the listener asked for it, or code of the
    ///                                       program's own threw an exception, which is the cause then
    public Trained train(Backend backend, TrainingListener listener) {
        StepGraphs own = graphs.getAndSet(null);
        if (own == null) {
            throw new IllegalStateException("this training was begun already; check its experiment again");
        }
        return Trainer.train(own, backend, listener, training -> {
            if (pretrained != null) {
                training.begin(pretrained);
            }
        });
    }
}
