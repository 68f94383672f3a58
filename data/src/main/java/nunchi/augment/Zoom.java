package nunchi.augment;

import nunchi.check.Check;
import nunchi.random.RandomKey;

/// Enlarges what is seen about the centre by a factor between `1 - range` and `1 + range`, each as probable; below 1 it
/// becomes smaller. The factor is that of torchvision's `RandomAffine(scale=…)`; that of Keras' `zoom_range` is its
/// inverse.
///
/// @param range maximum difference of the factor from 1
/// @param fill  what is seen beyond the border: black or the nearest pixel (default: edge)
public record Zoom(double range, Fill fill) implements Augmentation {
    public Zoom {
        Check.fraction("range", range);
    }

    public Zoom(double range) {
        this(range, Fill.EDGE);
    }

    @Override
    public void change(Canvas canvas, RandomKey key) {
        enlarge(canvas, 1 + (2 * key.uniform(0) - 1) * range);
    }

    void enlarge(Canvas canvas, double factor) {
        new Sampler(1 / factor, 0, 0, 1 / factor, 0, 0).apply(canvas, fill);
    }
}
