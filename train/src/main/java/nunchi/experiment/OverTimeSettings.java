package nunchi.experiment;

import nunchi.check.Check;

/// How far back in a sequence a recurrent layer learns from: the gradient of the loss with respect to its state after
/// each step, before the training and after it.
///
/// @param examples number of examples whose gradients are averaged (default: 16)
public record OverTimeSettings(int examples) {
    public OverTimeSettings {
        Check.positive("examples", examples);
    }

    public OverTimeSettings() {
        this(16);
    }
}
