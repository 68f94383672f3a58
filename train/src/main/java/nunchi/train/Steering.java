package nunchi.train;

/// Changes a training between two of its steps. A [TrainingListener] has it from [TrainingEvent.Steerable], and uses it
/// while it is told that event, on its thread.
public interface Steering {
    /// Waits before the next step until [#resume] or [#stop]. The training goes on telling
    /// [TrainingEvent.Steerable] meanwhile, can be stopped, and does not count the time.
    void pause();

    /// Ends a pause; without one it does nothing.
    void resume();

    /// Ends the training with the present epoch, as early stopping would: with evaluation and best epoch.
    void stop();

    /// Asks whoever stores checkpoints for one at the end of the present epoch.
    void checkpoint();

    /// Sets the learning rate from the next step on. A schedule goes on in its form from there: it is multiplied so
    /// that it has the new rate at that step. Reductions on plateaus that come later multiply the new rate.
    ///
    /// @param rate above 0
    /// @throws nunchi.check.InvalidRequestException when it is not
    void setLearningRate(double rate);
}
