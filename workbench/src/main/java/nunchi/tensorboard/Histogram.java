package nunchi.tensorboard;

import java.util.Arrays;
import nunchi.protobuf.Message;

/// How many of some numbers lie where: buckets of equal width from the least to the largest. Numbers that are not finite are left out.
final class Histogram {
    private static final int BUCKETS = 30;

    private Histogram() {}

    /// The message `HistogramProto` of `summary.proto`.
    static Message of(float[] values) {
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (float value : values) {
            if (Float.isFinite(value)) {
                least = Math.min(least, value);
                largest = Math.max(largest, value);
                sum += value;
                squares += (double) value * value;
                count++;
            }
        }
        if (count == 0) {
            return new Message().float64(6, new double[] {0}).float64(7, new double[] {0});
        }
        return counted(values, least, largest, new Message().float64(1, least).float64(2, largest).float64(3, count).float64(4, sum).float64(5, squares));
    }

    /// Adds the upper limit and the count of each bucket.
    private static Message counted(float[] values, double least, double largest, Message histogram) {
        int buckets = least == largest ? 1 : BUCKETS;
        double width = (largest - least) / buckets;
        double[] limits = new double[buckets];
        Arrays.setAll(limits, bucket -> bucket == buckets - 1 ? largest : least + (bucket + 1) * width);
        double[] counts = new double[buckets];
        for (float value : values) {
            if (Float.isFinite(value)) {
                counts[width == 0 ? 0 : Math.min(buckets - 1, (int) ((value - least) / width))]++;
            }
        }
        return histogram.float64(6, limits).float64(7, counts);
    }
}
