package nunchi.train;

/// Hears of a training's events, on the thread that trains. An exception that it throws stops the training as a
/// [nunchi.check.StoppedException] does, whose cause it is then.
public interface TrainingListener {
    /// Must be quick: the training waits for it.
    ///
    /// @throws nunchi.check.StoppedException to stop the training: after this step, or this batch of a pass that
    ///                                       measures, [TrainingEvent.Stopped] is told, and the training ends in this
    ///                                       exception; a run goes on from its last whole epoch by `Runs.resume`
    void on(TrainingEvent event);

    /// Hears and does nothing.
    static TrainingListener none() {
        return _ -> {};
    }

    /// This listener first, then the other.
    default TrainingListener and(TrainingListener other) {
        return event -> {
            on(event);
            other.on(event);
        };
    }
}
