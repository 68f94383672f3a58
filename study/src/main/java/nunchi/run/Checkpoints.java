package nunchi.run;

import java.time.Duration;
import nunchi.experiment.Intervention;
import nunchi.train.Checkpoint;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingListener;
import nunchi.weights.Safetensors;

/// Stores a training's state at the first end of an epoch that comes long enough after the last time, where a command
/// asks for it, and where it is stopped: the checkpoint to go on from, and the models of the last and of the best epoch
/// for anyone to use.
final class Checkpoints implements TrainingListener {
    private final RunFolder folder;
    private final Journal journal;
    private final StoredExperiment experiment;
    private final long nanoseconds;
    private long stored = System.nanoTime();
    private boolean asked;

    /// @param journal    that has heard of the epoch already
    /// @param experiment that is trained
    /// @param every      the least time between two checkpoints
    Checkpoints(RunFolder folder, Journal journal, StoredExperiment experiment, Duration every) {
        this.folder = folder;
        this.journal = journal;
        this.experiment = experiment;
        this.nanoseconds = every.toNanos();
    }

    @Override
    public void on(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.Resumable resumable
            when asked || System.nanoTime() - stored >= nanoseconds -> {
                store(resumable.checkpoint().get());
                stored = System.nanoTime();
                asked = false;
            }
            case TrainingEvent.Intervened(Intervention made)
            when made.key().equals(Intervention.CHECKPOINT) -> asked = true;
            case TrainingEvent.Stopped stopped
            when stopped.epoch() > 0 -> store(stopped.checkpoint().get());
            default -> {}
        }
    }

    private void store(Checkpoint checkpoint) {
        journal.force();
        folder.write(RunFolder.STATE, CheckpointFile.bytes(new CheckpointFile.Stored(checkpoint, experiment.tree())));
        folder.write(RunFolder.LAST, Safetensors.write(checkpoint.model().tensors()));
        if (checkpoint.bestModel() != null) {
            folder.write(
                    RunFolder.BEST, Safetensors.write(checkpoint.bestModel().tensors()));
        }
    }
}
