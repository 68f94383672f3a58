package nunchi.cpu.plan;

/// When the values of a node change, the rarest first.
public enum Change {
    /// Only when somebody sets a weight.
    WEIGHTS,
    /// When an input is fed.
    FEEDING,
    /// At every step.
    STEP
}
