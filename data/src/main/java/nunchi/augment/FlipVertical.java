package nunchi.augment;

import nunchi.check.Check;
import nunchi.random.RandomKey;

/// Exchanges above and below.
///
/// @param probability probability of a flip, as in Keras and torchvision (default: 0.5)
public record FlipVertical(double probability) implements Augmentation {
    public FlipVertical {
        Check.require(
                probability >= 0 && probability <= 1, "probability is %s; it must be in [0, 1]".formatted(probability));
    }

    public FlipVertical() {
        this(0.5);
    }

    @Override
    public void change(Canvas canvas, RandomKey key) {
        if (key.uniform(0) < probability) {
            flip(canvas);
        }
    }

    static void flip(Canvas canvas) {
        int width = canvas.columns() * canvas.channels();
        for (int row = 0; row < canvas.rows(); row++) {
            System.arraycopy(canvas.pixels(), row * width, canvas.twin(), (canvas.rows() - 1 - row) * width, width);
        }
        canvas.turn();
    }
}
