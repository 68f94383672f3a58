package nunchi.saliency;

import java.util.Arrays;
import nunchi.tensor.Shape;

/// What a method says of the places of one image.
///
/// @param shape  `[rows, columns, channels]`; 1 channel where a method has one value for each place
/// @param values of this shape, in the method's own unit; last axis fastest
/// @param signed whether a negative value means that a place lowers the score; else its magnitude alone counts
/// @param score  S(x) of the image
/// @param gap    by how much the values' sum misses `S(x) - S(baseline)`; NaN where a method makes no such promise
public record SaliencyMap(Shape shape, float[] values, boolean signed, double score, double gap) {
    private static final double CUT = 0.99;

    /// One value for each place, `[rows · columns]`: the sum over the channels of a signed map, else the largest
    /// magnitude of its channels.
    public float[] plane() {
        int channels = shape.last();
        float[] plane = new float[values.length / channels];
        for (int i = 0; i < values.length; i++) {
            int place = i / channels;
            plane[place] = signed ? plane[place] + values[i] : Math.max(plane[place], Math.abs(values[i]));
        }
        return plane;
    }

    /// [#plane()] to be drawn, `[rows · columns]` in -1 … 1: divided by the 99th percentile of its magnitudes, what
    /// lies beyond being cut off, so that single pixels do not darken all others. All 0 where the plane is.
    public float[] shares() {
        float[] plane = plane();
        float[] magnitudes = new float[plane.length];
        for (int i = 0; i < plane.length; i++) {
            magnitudes[i] = Math.abs(plane[i]);
        }
        Arrays.sort(magnitudes);
        float percentile = magnitudes[(int) Math.ceil(CUT * magnitudes.length) - 1];
        float most = percentile > 0 ? percentile : magnitudes[magnitudes.length - 1];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = most > 0 ? Math.clamp(plane[i] / most, -1, 1) : 0;
        }
        return plane;
    }
}
