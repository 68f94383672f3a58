package nunchi.train;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.experiment.ForkedFrom;
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
        StepGraphs own = begun();
        ForkedFrom from = own.experiment().course().forkedFrom();
        if (from != null) {
            Checkpoint before = new Fork(from, own).begin(pretrained, backend, listener);
            return Trainer.train(own, backend, listener, training -> training.restore(before));
        }
        return Trainer.train(own, backend, listener, training -> {
            if (pretrained != null) {
                training.begin(pretrained);
            }
        });
    }

    /// Trains up to the end of an epoch alone, as [#train] does.
    ///
    /// @param epoch from 1
    /// @return after that epoch
    /// @throws nunchi.check.InvalidRequestException when the training ends before that epoch
    /// @throws TrainingFailedException              when the loss is no longer finite, or memory too small
    /// @throws nunchi.check.StoppedException        as [#train] does
    public Checkpoint upTo(int epoch, Backend backend, TrainingListener listener) {
        StepGraphs own = graphs.get();
        ForkedFrom from = own == null ? null : own.experiment().course().forkedFrom();
        if (from != null && epoch <= from.epoch()) {
            Check.require(
                    epoch == from.epoch(),
                    "epoch %d was trained before the fork after epoch %d; train the experiment that it was forked from"
                            .formatted(epoch, from.epoch()));
            return new Fork(from, begun()).begin(pretrained, backend, listener);
        }
        EpochsUpTo first = new EpochsUpTo(epoch, listener);
        return first.of(() -> train(backend, first));
    }

    /// Trains one epoch step by step, and measures and stores nothing.
    ///
    /// @param before  after the epoch before; null for the first
    /// @param visitor sees the weights before the first step and after each; may end the training
    /// @throws IllegalStateException         where this training was begun already
    /// @throws TrainingFailedException       when memory is too small
    /// @throws nunchi.check.StoppedException when the thread was interrupted
    public void steps(@Nullable Checkpoint before, Backend backend, StepVisitor visitor) {
        StepGraphs own = begun();
        ProgramFault.guard(() -> {
            Training training = new Training(own, backend, TrainingListener.none());
            if (before != null) {
                training.restore(before);
            } else if (pretrained != null) {
                training.begin(pretrained);
            }
            training.steps(visitor);
        });
    }

    private StepGraphs begun() {
        StepGraphs own = graphs.getAndSet(null);
        if (own == null) {
            throw new IllegalStateException("this training was begun already; check its experiment again");
        }
        return own;
    }

    /// A checkpoint of the training that this one was forked from, as this one goes on from it: the optimizer keeps
    /// what it has of the same name and shape, and what watches a metric begins anew where its rule or the loss is
    /// another.
    ///
    /// @throws IllegalStateException where this training is no fork, or was begun already
    public Checkpoint adapted(Checkpoint before) {
        StepGraphs own = graphs.get();
        ForkedFrom from = own == null ? null : own.experiment().course().forkedFrom();
        if (own == null || from == null) {
            throw new IllegalStateException("this training is no fork, or was begun already");
        }
        return new Fork(from, own).adapted(before);
    }
}
