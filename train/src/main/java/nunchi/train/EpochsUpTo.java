package nunchi.train;

import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;
import org.jspecify.annotations.Nullable;

/// Stops a training at the end of an epoch and keeps its checkpoint; to its listener these are the first epochs of
/// another training, which goes on from there.
final class EpochsUpTo implements TrainingListener {
    private final int epoch;
    private final TrainingListener listener;
    private @Nullable Checkpoint checkpoint;

    /// @param epoch from 1
    EpochsUpTo(int epoch, TrainingListener listener) {
        this.epoch = epoch;
        this.listener = listener;
    }

    /// Runs the training.
    ///
    /// @return after the epoch
    /// @throws InvalidRequestException when it ends before
    Checkpoint of(Runnable training) {
        try {
            training.run();
        } catch (StoppedException stopped) {
            if (checkpoint == null) {
                throw stopped;
            }
        }
        if (checkpoint == null) {
            throw new InvalidRequestException("the training ends before epoch %d".formatted(epoch));
        }
        return checkpoint;
    }

    @Override
    public void on(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.Resumable resumable
            when resumable.epoch() == epoch -> {
                checkpoint = resumable.checkpoint().get();
                throw new StoppedException("epoch %d is over".formatted(epoch));
            }
            // of the whole training alone one can go on, be asked for changes, and come to an end
            case TrainingEvent.Resumable _,
                    TrainingEvent.Steerable _,
                    TrainingEvent.Stopped _,
                    TrainingEvent.Finished _ -> {}
            default -> listener.on(event);
        }
    }
}
