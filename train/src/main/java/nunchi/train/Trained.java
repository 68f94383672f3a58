package nunchi.train;

/// What a training gave.
///
/// @param epochs              that were trained
/// @param seconds             in all, from the first step to the last pass
/// @param imagesPerSecond     training examples per second of training time: batches, steps and running means, without
///                            the passes
/// @param millisecondsPerStep the median
/// @param best                by the monitor of early stopping, else by the best figure there is
/// @param train               of an inference pass over the part with the final weights
/// @param validation          the same; null where there is no such part
/// @param test                the same; null where there is no such part
/// @param last                the weights after the last step
/// @param bestModel           the weights after the best epoch; null where none was kept
/// @param restored            whether the training ends with the best model
/// @param model               that the training ends with, to predict, evaluate and save
/// @param evaluation          of the final weights on the part that is shown in detail, [nunchi.data.Splits#shown]
public record Trained(
        Status status,
        int epochs,
        double seconds,
        double imagesPerSecond,
        double millisecondsPerStep,
        Best best,
        Figures train,
        Figures validation,
        Figures test,
        Snapshot last,
        Snapshot bestModel,
        boolean restored,
        Model model,
        Evaluation evaluation) {

    /// Those of [#model].
    public Snapshot weights() {
        return model.weights();
    }
}
