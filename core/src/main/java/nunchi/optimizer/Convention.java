package nunchi.optimizer;

/// Whose formula an optimizer follows where Keras' and PyTorch's differ.
public enum Convention {
    KERAS,
    PYTORCH
}
