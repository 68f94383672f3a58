package nunchi.augment;

import nunchi.check.Check;
import nunchi.random.RandomKey;

/// Exchanges left and right.
///
/// @param probability probability of a flip, as in Keras and torchvision (default: 0.5)
public record FlipHorizontal(double probability) implements Augmentation {
    public FlipHorizontal {
        Check.require(
                probability >= 0 && probability <= 1, "probability is %s; it must be in [0, 1]".formatted(probability));
    }

    public FlipHorizontal() {
        this(0.5);
    }

    @Override
    public void change(Canvas canvas, RandomKey key) {
        if (key.uniform(0) < probability) {
            flip(canvas);
        }
    }

    static void flip(Canvas canvas) {
        int channels = canvas.channels();
        for (int row = 0; row < canvas.rows(); row++) {
            for (int column = 0; column < canvas.columns(); column++) {
                int from = (row * canvas.columns() + column) * channels;
                int to = (row * canvas.columns() + canvas.columns() - 1 - column) * channels;
                System.arraycopy(canvas.pixels(), from, canvas.twin(), to, channels);
            }
        }
        canvas.turn();
    }
}
