package nunchi.reference;

import java.util.Arrays;
import nunchi.graph.Node;
import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;
import nunchi.tensor.Shape;

/// Ops that slide a window over images `[batch, height, width, channels]`.
final class Images {
    private Images() {}

    static double[] convolve(Node node, Window window, double[] x, double[] w) {
        double[] y = new double[node.shape().size()];
        trilinear(window, node.input(0).shape(), node.input(1).shape(), node.shape(), (i, j, k) -> y[k] += x[i] * w[j]);
        return y;
    }

    static double[] spread(Node node, Window window, double[] y, double[] w) {
        double[] x = new double[node.shape().size()];
        trilinear(window, node.shape(), node.input(1).shape(), node.input(0).shape(), (i, j, k) -> x[i] += y[k] * w[j]);
        return x;
    }

    static double[] weightGradient(Node node, Window window, double[] x, double[] y) {
        double[] w = new double[node.shape().size()];
        trilinear(window, node.input(0).shape(), node.shape(), node.input(1).shape(), (i, j, k) -> w[j] += x[i] * y[k]);
        return w;
    }

    private interface Term {
        void of(int image, int weight, int output);
    }

    /// Every product of the form `Σ x·w·y` that a convolution and its gradients are made of, as indices.
    private static void trilinear(Window window, Shape images, Shape weight, Shape outputs, Term term) {
        int channels = weight.extent(2);
        int unitsPerGroup = outputs.last() / (images.last() / channels);
        slide(window, outputs, (output, tap, pixel) -> {
            for (int u = 0; u < outputs.last(); u++) {
                for (int c = 0; c < channels; c++) {
                    term.of(
                            pixel * images.last() + u / unitsPerGroup * channels + c,
                            (tap * channels + c) * outputs.last() + u,
                            output * outputs.last() + u);
                }
            }
        });
    }

    private interface Visit {
        void at(int output, int tap, int pixel);
    }

    /// Every tap of every window that does not lie in the padding; output and pixel count over batch, rows and columns.
    private static void slide(Window window, Shape outputs, Visit visit) {
        WindowAxis rows = window.rows();
        WindowAxis columns = window.columns();
        for (int output = 0; output < outputs.rows(); output++) {
            int across = output % outputs.extent(2);
            int down = output / outputs.extent(2) % outputs.extent(1);
            int image = output / outputs.extent(2) / outputs.extent(1);
            for (int tap = 0; tap < window.taps(); tap++) {
                int row = rows.position(down, tap / columns.kernel());
                int column = columns.position(across, tap % columns.kernel());
                if (rows.inside(row) && columns.inside(column)) {
                    visit.at(output, tap, (image * rows.input() + row) * columns.input() + column);
                }
            }
        }
    }

    static double[] pool(Node node, Window window, double[] x, double[] ranking) {
        int[] largest = largest(window, node.shape(), ranking);
        return Arrays.stream(largest).mapToDouble(pixel -> x[pixel]).toArray();
    }

    static double[] unpool(Node node, Window window, double[] y, double[] ranking) {
        int[] largest = largest(window, node.input(0).shape(), ranking);
        double[] x = new double[node.shape().size()];
        for (int i = 0; i < y.length; i++) {
            x[largest[i]] += y[i];
        }
        return x;
    }

    /// For every output and channel, the index of the largest value under the window.
    private static int[] largest(Window window, Shape outputs, double[] ranking) {
        int channels = outputs.last();
        int[] largest = new int[outputs.size()];
        Arrays.fill(largest, -1);
        slide(window, outputs, (output, _, pixel) -> {
            for (int c = 0; c < channels; c++) {
                int index = pixel * channels + c;
                int best = largest[output * channels + c];
                if (best < 0 || ranking[index] > ranking[best] || Double.isNaN(ranking[index])) {
                    largest[output * channels + c] = index;
                }
            }
        });
        return largest;
    }
}
