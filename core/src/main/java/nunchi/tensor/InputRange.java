package nunchi.tensor;

import nunchi.check.Check;

/// The least and the largest value that an example can hold: black and white when it is drawn.
public record InputRange(float minimum, float maximum) {
    public static final InputRange UNIT = new InputRange(0, 1);
    public static final InputRange BYTE = new InputRange(0, 255);

    public InputRange {
        Check.require(
                minimum < maximum,
                "values from %s to %s are no range; the maximum must be above the minimum".formatted(minimum, maximum));
    }

    /// The value of a brightness of 0 … 255.
    public float value(int brightness) {
        return minimum + (maximum - minimum) * brightness / 255;
    }

    /// A value's brightness in 0 … 255; what lies outside the range is cut off.
    public int brightness(float value) {
        return Math.clamp(Math.round(255 * (value - minimum) / (maximum - minimum)), 0, 255);
    }

    /// The brightnesses of values, as many unsigned bytes.
    public byte[] brightnesses(float[] values) {
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) brightness(values[i]);
        }
        return pixels;
    }

    /// Brings values from this range into 0 … 1, in their place.
    public void toUnit(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] - minimum) / (maximum - minimum);
        }
    }
}
