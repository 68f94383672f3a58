package nunchi.augment;

import nunchi.check.Check;
import nunchi.random.RandomKey;

/// Turns the image about its centre by an angle between `-degrees` and `degrees`, each as probable, as torchvision's
/// `RandomRotation` and the `rotation_range` of Keras' `ImageDataGenerator`.
///
/// @param degrees maximum angle, in degrees
/// @param fill    what is seen beyond the border: black or the nearest pixel (default: edge)
public record Rotate(double degrees, Fill fill) implements Augmentation {
    public Rotate {
        Check.require(degrees >= 0 && degrees <= 180, "degrees is %s; it must be in [0, 180]".formatted(degrees));
    }

    public Rotate(double degrees) {
        this(degrees, Fill.EDGE);
    }

    @Override
    public void change(Canvas canvas, RandomKey key) {
        turn(canvas, (2 * key.uniform(0) - 1) * degrees);
    }

    /// @param angle in degrees, against the clock
    void turn(Canvas canvas, double angle) {
        double cosine = StrictMath.cos(StrictMath.toRadians(angle));
        double sine = StrictMath.sin(StrictMath.toRadians(angle));
        new Sampler(cosine, sine, -sine, cosine, 0, 0).apply(canvas, fill);
    }
}
