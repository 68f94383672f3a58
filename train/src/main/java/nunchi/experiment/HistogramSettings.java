package nunchi.experiment;

import nunchi.check.Check;

/// Records histograms of weights, gradients and layer outputs before the first epoch, after every `every`-th and after
/// the last. They are computed on training examples that the seed chooses once; the training is not changed.
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
