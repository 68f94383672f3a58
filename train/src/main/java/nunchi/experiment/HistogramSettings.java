package nunchi.experiment;

import nunchi.check.Check;

/// How often a training looks at the distributions of its weights, their gradients and what its layers give: before the
/// first epoch, after every `every`-th and after the last. It is looked at without training, on rows of the training
/// part that the seed chooses once.
///
/// @param every epochs between two looks; 1 unless given
/// @param rows  of the training part, at most all of them; 256 unless given
public record HistogramSettings(int every, int rows) {
    public HistogramSettings {
        Check.positive("every", every);
        Check.positive("rows", rows);
    }

    public HistogramSettings() {
        this(1, 256);
    }
}
