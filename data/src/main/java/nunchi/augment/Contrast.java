package nunchi.augment;

import nunchi.check.Check;
import nunchi.random.RandomKey;

/// `(x - m) · f + m` with the mean m of each channel and a factor f between `1 - factor` and `1 + factor`, each as
/// probable; what would leave the range is black or white. As Keras' `RandomContrast`.
///
/// @param factor maximum difference of the factor f from 1
public record Contrast(double factor) implements Augmentation {
    public Contrast {
        Check.require(factor >= 0 && factor <= 1, "factor is %s; it must be in [0, 1]".formatted(factor));
    }

    @Override
    public void change(Canvas canvas, RandomKey key) {
        float strength = (float) (1 + (2 * key.uniform(0) - 1) * factor);
        for (int channel = 0; channel < canvas.channels(); channel++) {
            stretch(canvas, channel, strength);
        }
    }

    private static void stretch(Canvas canvas, int channel, float strength) {
        float[] pixels = canvas.pixels();
        int step = canvas.channels();
        double sum = 0;
        for (int i = channel; i < pixels.length; i += step) {
            sum += pixels[i];
        }
        float mean = (float) (sum * step / pixels.length);
        for (int i = channel; i < pixels.length; i += step) {
            pixels[i] = Math.clamp(
                    (pixels[i] - mean) * strength + mean,
                    canvas.range().minimum(),
                    canvas.range().maximum());
        }
    }
}
