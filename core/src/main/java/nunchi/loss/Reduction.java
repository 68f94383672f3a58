package nunchi.loss;

/// How the losses of a batch's examples become the number that is minimized. What is reported is always their mean.
public enum Reduction {
    /// Their mean: gradients do not grow with the batch.
    MEAN,
    /// Their sum: gradients grow with the batch, and a learning rate must be smaller by as much.
    SUM
}
