package nunchi.augment;

import nunchi.check.Check;
import nunchi.random.RandomKey;

/// Moves the image up or down by at most `fraction` of its height and, independently, left or right by at most
/// `fraction` of its width; every shift is as probable, parts of a pixel too, as Keras' `RandomTranslation`.
///
/// @param fraction maximum shift, as a fraction of height and width
/// @param fill     what is seen beyond the border: black or the nearest pixel (default: edge)
public record Shift(double fraction, Fill fill) implements Augmentation {
    public Shift {
        Check.require(fraction >= 0 && fraction <= 1, "fraction is %s; it must be in [0, 1]".formatted(fraction));
    }

    public Shift(double fraction) {
        this(fraction, Fill.EDGE);
    }

    @Override
    public void change(Canvas canvas, RandomKey key) {
        double down = (2 * key.uniform(0) - 1) * fraction * canvas.rows();
        double right = (2 * key.uniform(1) - 1) * fraction * canvas.columns();
        move(canvas, down, right);
    }

    void move(Canvas canvas, double down, double right) {
        Sampler.shifted(-down, -right).apply(canvas, fill);
    }
}
