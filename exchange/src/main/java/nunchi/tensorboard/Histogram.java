package nunchi.tensorboard;

import java.util.Arrays;
import nunchi.protobuf.Message;
import nunchi.train.Distribution;

/// How many of some numbers lie where. Numbers that are not finite are left out.
final class Histogram {
    private Histogram() {}

    /// The message `HistogramProto` of `summary.proto`: a bucket has its upper limit and its count.
    static Message of(Distribution values) {
        if (values.count() == 0) {
            return new Message().float64(6, new double[] {0}).float64(7, new double[] {0});
        }
        double[] limits = new double[values.counts().size()];
        Arrays.setAll(limits, bin -> values.edge(bin + 1));
        return new Message()
                .float64(1, values.least())
                .float64(2, values.largest())
                .float64(3, values.count())
                .float64(4, values.moments().mean() * values.count())
                .float64(5, values.moments().norm() * values.moments().norm())
                .float64(6, limits)
                .float64(
                        7,
                        values.counts().stream().mapToDouble(Long::doubleValue).toArray());
    }
}
