package nunchi.train;

/// What a training takes, with the times before it was interrupted and without its pauses.
final class TrainingClock {
    private long begin = System.nanoTime();
    private double secondsBefore;
    private double stepMillisecondsBefore = Double.NaN;
    private double trainingSeconds;

    void restore(Checkpoint.Times times) {
        stepMillisecondsBefore = times.stepMilliseconds();
        trainingSeconds = times.trainingSeconds();
        secondsBefore = times.seconds();
    }

    /// Takes a pause out.
    void leaveOut(long nanoseconds) {
        begin += nanoseconds;
    }

    /// So far.
    double seconds() {
        return secondsBefore + (System.nanoTime() - begin) / 1e9;
    }

    /// Counts what a pass over the training examples took.
    ///
    /// @param from [#seconds] when it began
    void trained(double from) {
        trainingSeconds += seconds() - from;
    }

    Checkpoint.Times times(StepTimes steps) {
        return new Checkpoint.Times(steps.medianMilliseconds(stepMillisecondsBefore), trainingSeconds, seconds());
    }
}
