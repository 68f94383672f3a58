package nunchi.run;

import java.time.Duration;
import nunchi.interchange.Safetensors;
import nunchi.train.Checkpoint;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingListener;

/// Stores a training's state at the first end of an epoch that comes long enough after the last time: the checkpoint to go on from, and
/// the models of the last and of the best epoch for anyone to use.
final class Checkpoints implements TrainingListener {
    private final RunFolder folder;
    private final long nanoseconds;
    private long stored = System.nanoTime();

    /// @param every the least time between two checkpoints
    Checkpoints(RunFolder folder, Duration every) {
        this.folder = folder;
        this.nanoseconds = every.toNanos();
    }

    @Override
    public void on(TrainingEvent event) {
        if (event instanceof TrainingEvent.Resumable resumable && System.nanoTime() - stored >= nanoseconds) {
            store(resumable.checkpoint().get());
            stored = System.nanoTime();
        }
    }

    private void store(Checkpoint checkpoint) {
        folder.write(RunFolder.STATE, CheckpointFile.bytes(checkpoint));
        folder.write(RunFolder.LAST, Safetensors.write(checkpoint.model().tensors()));
        if (checkpoint.bestModel() != null) {
            folder.write(RunFolder.BEST, Safetensors.write(checkpoint.bestModel().tensors()));
        }
    }
}
