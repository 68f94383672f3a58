package nunchi.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import nunchi.inspect.FeatureMaps;
import nunchi.record.Decimal;
import nunchi.record.InspectionRecord.FeatureMapRecord;
import nunchi.record.InspectionRecord.FilterRecord;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// Kernels of convolutions and what they make of images, as small images in JSON.
public final class FilterFile {
    private static final int UNITS_IN_COLOUR = 64;
    private static final int UNITS = 16;
    private static final int CHANNELS = 16;
    private static final int RGB = 3;
    private static final double CUT = 0.99;
    private static final int ZERO = 128;
    private static final int REACH = 127;
    private static final int BRIGHTEST = 255;
    /// Rows or columns of a feature map: larger ones are made smaller by means of squares.
    private static final int LARGEST = 48;

    private FilterFile() {}

    /// Of each kernel the first units, and of these the first channels: images one after another, a unit's channels
    /// together. Only kernels of three channels at the beginning of the model are images in colour. A byte is 128 for
    /// 0, 127 above or below for `scale`, the 99th percentile of the kernel's magnitudes, so that a few large weights
    /// do not make all others grey.
    static List<FilterRecord> of(SequencedMap<String, Tensor> kernels) {
        List<FilterRecord> filters = new ArrayList<>();
        for (Map.Entry<String, Tensor> kernel : kernels.entrySet()) {
            Shape shape = kernel.getValue().shape();
            boolean colour = filters.isEmpty() && shape.extent(2) == RGB;
            boolean first = colour || shape.extent(2) == 1;
            int units = Math.min(shape.last(), first ? UNITS_IN_COLOUR : UNITS);
            int channels = Math.min(shape.extent(2), CHANNELS);
            filters.add(new FilterRecord(
                    kernel.getKey(),
                    Decimal.list(shape),
                    colour,
                    units,
                    colour ? 1 : channels,
                    Decimal.of(scale(kernel.getValue().values())),
                    Base64.getEncoder().encodeToString(bytes(kernel.getValue(), units, channels, colour))));
        }
        return filters;
    }

    /// The 99th percentile of the magnitudes.
    private static float scale(float[] values) {
        float[] magnitudes = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            magnitudes[i] = Math.abs(values[i]);
        }
        Arrays.sort(magnitudes);
        return magnitudes[(int) Math.ceil(CUT * magnitudes.length) - 1];
    }

    /// `[units, channels, rows, columns]`, in colour `[units, rows, columns, channels]`.
    private static byte[] bytes(Tensor kernel, int units, int channels, boolean colour) {
        Shape shape = kernel.shape();
        int places = shape.extent(0) * shape.extent(1);
        float scale = scale(kernel.values());
        byte[] bytes = new byte[units * channels * places];
        for (int i = 0; i < bytes.length; i++) {
            int unit = i / (channels * places);
            int channel = colour ? i % channels : i / places % channels;
            int place = colour ? i / channels % places : i % places;
            float value = kernel.values()[(place * shape.extent(2) + channel) * shape.last() + unit];
            bytes[i] = (byte) (ZERO + (scale > 0 ? Math.round(REACH * Math.clamp(value / scale, -1, 1)) : 0));
        }
        return bytes;
    }

    /// Of each plane black is 0, or its least value where that is negative, and white its largest.
    ///
    /// @param picture its position among the images of the file
    public static FeatureMapRecord of(FeatureMaps maps, int picture) {
        Shape output = maps.output();
        int factor = Math.ceilDiv(Math.max(output.extent(0), output.extent(1)), LARGEST);
        Shape small = Shape.of(Math.max(1, output.extent(0) / factor), Math.max(1, output.extent(1) / factor));
        byte[] bytes = new byte[maps.planes().length * small.size()];
        for (int map = 0; map < maps.planes().length; map++) {
            float[] plane = new float[small.size()];
            for (int place = 0; place < plane.length; place++) {
                plane[place] = mean(
                        maps.planes()[map],
                        output,
                        place / small.extent(1) * factor,
                        place % small.extent(1) * factor,
                        factor);
            }
            draw(plane, bytes, map * plane.length);
        }
        List<Integer> channels = Decimal.list(Arrays.copyOf(maps.channels(), maps.planes().length));
        return new FeatureMapRecord(
                maps.path(),
                picture,
                Decimal.list(output),
                Decimal.list(small),
                channels,
                Base64.getEncoder().encodeToString(bytes));
    }

    private static void draw(float[] plane, byte[] into, int offset) {
        float least = 0;
        float most = 0;
        for (float value : plane) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        for (int i = 0; i < plane.length; i++) {
            into[offset + i] = (byte) (most > least ? Math.round(BRIGHTEST * (plane[i] - least) / (most - least)) : 0);
        }
    }

    private static float mean(float[] plane, Shape output, int top, int left, int size) {
        int bottom = Math.min(top + size, output.extent(0));
        int right = Math.min(left + size, output.extent(1));
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += plane[y * output.extent(1) + x];
            }
        }
        return (float) (sum / ((bottom - top) * (right - left)));
    }
}
