package nunchi.experiment;

import nunchi.check.Check;

/// How often a training looks at the distributions of its weights, their gradients and what its layers give: before the
/// first epoch, after every `every`-th and after the last. It is looked at without training, on rows of the training
/// part that the seed chooses once.
///
/// @param every interval between two histograms, in epochs (default: 1)
/// @param rows  number of training examples that gradients and outputs are computed from; at most all (default: 256)
public record HistogramSettings(int every, int rows) {
    public HistogramSettings {
        Check.positive("every", every);
        Check.positive("rows", rows);
    }

    public HistogramSettings() {
        this(1, 256);
    }
}
