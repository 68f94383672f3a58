package nunchi.train;

/// Hears of a training's events, on the thread that trains.
public interface TrainingListener {
    /// Must be quick: the training waits for it.
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
