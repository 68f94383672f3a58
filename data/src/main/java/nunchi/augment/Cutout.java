package nunchi.augment;

import java.util.Arrays;
import nunchi.check.Check;
import nunchi.random.RandomKey;

/// Blackens a square about a random pixel; what of it lies beyond the border is lost (DeVries and Taylor: *Improved
/// Regularization of Convolutional Neural Networks with Cutout*, 2017).
///
/// @param size side of the square, in pixels
public record Cutout(int size) implements Augmentation {
    public Cutout {
        Check.positive("size", size);
    }

    @Override
    public void change(Canvas canvas, RandomKey key) {
        int top = (int) (key.uniform(0) * canvas.rows()) - size / 2;
        int left = (int) (key.uniform(1) * canvas.columns()) - size / 2;
        int first = Math.max(left, 0);
        int end = Math.min(left + size, canvas.columns());
        for (int row = Math.max(top, 0); row < Math.min(top + size, canvas.rows()); row++) {
            int start = row * canvas.columns();
            Arrays.fill(
                    canvas.pixels(),
                    (start + first) * canvas.channels(),
                    (start + end) * canvas.channels(),
                    canvas.range().minimum());
        }
    }
}
