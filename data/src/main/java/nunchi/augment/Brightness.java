package nunchi.augment;

import nunchi.check.Check;
import nunchi.random.RandomKey;

/// Adds the same to every value: between `-factor` and `factor` of the range from black to white, each as probable;
/// what would leave the range is black or white. As Keras' `RandomBrightness`; torchvision's `ColorJitter` multiplies
/// instead.
///
/// @param factor maximum change, as a fraction of the range from black to white
public record Brightness(double factor) implements Augmentation {
    public Brightness {
        Check.require(factor >= 0 && factor <= 1, "factor is %s; it must be in [0, 1]".formatted(factor));
    }

    @Override
    public void change(Canvas canvas, RandomKey key) {
        float black = canvas.range().minimum();
        float white = canvas.range().maximum();
        float added = (float) ((2 * key.uniform(0) - 1) * factor * (white - black));
        float[] pixels = canvas.pixels();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Math.clamp(pixels[i] + added, black, white);
        }
    }
}
