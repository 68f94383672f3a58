package nunchi.reference;

import java.util.Arrays;
import nunchi.graph.Node;
import nunchi.graph.op.Window;
import nunchi.tensor.Shape;

/// Ops that walk a window over images `[batch, height, width, channels]`.
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
        void of(int image, int weight, int step);
    }

    /// Every product of the form `Σ x·w·y` that a convolution and its gradients are made of, as indices.
    private static void trilinear(Window window, Shape images, Shape weight, Shape steps, Term term) {
        int channels = weight.extent(2);
        int unitsPerGroup = steps.last() / (images.last() / channels);
        walk(window, images, steps, (step, point, place) -> {
            for (int u = 0; u < steps.last(); u++) {
                for (int c = 0; c < channels; c++) {
                    term.of(
                            place * images.last() + u / unitsPerGroup * channels + c,
                            (point * channels + c) * steps.last() + u,
                            step * steps.last() + u);
                }
            }
        });
    }

    private interface Visit {
        void at(int step, int point, int place);
    }

    /// Every point of every window that does not lie in the padding; step and place count over batch, rows and columns.
    private static void walk(Window window, Shape images, Shape steps, Visit visit) {
        int rows = images.extent(1);
        int columns = images.extent(2);
        for (int step = 0; step < steps.rows(); step++) {
            int across = step % steps.extent(2);
            int down = step / steps.extent(2) % steps.extent(1);
            int image = step / steps.extent(2) / steps.extent(1);
            for (int point = 0; point < window.points(); point++) {
                int row = window.rows().place(down, point / window.columns().kernel());
                int column =
                        window.columns().place(across, point % window.columns().kernel());
                if (row >= 0 && row < rows && column >= 0 && column < columns) {
                    visit.at(step, point, (image * rows + row) * columns + column);
                }
            }
        }
    }

    static double[] pool(Node node, Window window, double[] x, double[] ranking) {
        int[] largest = largest(window, node.input(0).shape(), node.shape(), ranking);
        return Arrays.stream(largest).mapToDouble(place -> x[place]).toArray();
    }

    static double[] unpool(Node node, Window window, double[] y, double[] ranking) {
        int[] largest = largest(window, node.shape(), node.input(0).shape(), ranking);
        double[] x = new double[node.shape().size()];
        for (int i = 0; i < y.length; i++) {
            x[largest[i]] += y[i];
        }
        return x;
    }

    /// For every step and channel, the index of the largest value under the window.
    private static int[] largest(Window window, Shape images, Shape steps, double[] ranking) {
        int channels = steps.last();
        int[] largest = new int[steps.size()];
        Arrays.fill(largest, -1);
        walk(window, images, steps, (step, point, place) -> {
            for (int c = 0; c < channels; c++) {
                int index = place * channels + c;
                int best = largest[step * channels + c];
                if (best < 0 || ranking[index] > ranking[best] || Double.isNaN(ranking[index])) {
                    largest[step * channels + c] = index;
                }
            }
        });
        return largest;
    }
}
