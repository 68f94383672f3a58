package nunchi.train;

import java.util.Optional;
import nunchi.check.StoppedException;
import org.jspecify.annotations.Nullable;

/// Stops a training from any thread, and keeps what it goes on from. It is given to one training as its listener, alone
/// or beside others ([TrainingListener#and]).
///
/// The training ends in a [StoppedException] within a tenth of a second and a step, or a batch of a pass that measures;
/// while it is paused, within a fifth of a second.
/// Nothing is lost: the weights are brought back to the end of the last whole epoch, whose [#checkpoint] goes on to the
/// same bits as if the training had never been stopped ([Trainer#resume]), or becomes a [nunchi.model.Model]. A run
/// stores it besides, and goes on by `Runs.resume`. The checkpoint is there too where the thread was interrupted, or
/// code of the program's own threw an exception. A cancellation that comes when the training is over changes nothing.
public final class Cancellation implements TrainingListener {
    private volatile boolean cancelled;
    private volatile @Nullable Checkpoint checkpoint;

    /// Asks for the stop, and returns at once.
    public void cancel() {
        cancelled = true;
    }

    /// After the last whole epoch of a training that was stopped; of one that was stopped before the end of its first,
    /// as it began. Nothing before the stop, and of a training that was not stopped.
    public Optional<Checkpoint> checkpoint() {
        return Optional.ofNullable(checkpoint);
    }

    @Override
    public void on(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.Stopped stopped ->
                checkpoint = stopped.checkpoint().get();
            case TrainingEvent.Finished _, TrainingEvent.Failed _, TrainingEvent.Inspected _ -> {}
            default -> stopWhereCancelled();
        }
    }

    private void stopWhereCancelled() {
        if (cancelled) {
            throw new StoppedException("the training was cancelled");
        }
    }
}
