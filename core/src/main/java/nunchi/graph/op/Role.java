package nunchi.graph.op;

/// What a weight is there for; it decides what is trained, penalized and saved where.
public enum Role {
    /// Multiplies activations; penalties and constraints apply to it.
    KERNEL,
    /// Added to activations.
    BIAS,
    /// Scales normalized activations.
    SCALE,
    /// Belongs to the model but is not trained: running statistics.
    STATISTIC,
    /// Belongs to the optimizer: moments, accumulators.
    OPTIMIZER;

    /// Whether gradients are taken with respect to it and an optimizer changes it.
    public boolean trainable() {
        return this == KERNEL || this == BIAS || this == SCALE;
    }

    /// Whether inference needs it, so that it is stored with the model.
    public boolean partOfModel() {
        return this != OPTIMIZER;
    }
}
