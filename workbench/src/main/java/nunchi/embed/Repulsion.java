package nunchi.embed;

import java.util.Arrays;
import nunchi.backend.Convolution;
import nunchi.backend.Numerics;

/// The potential `φ(y) = Σⱼ 1 / (1 + |y - yⱼ|²)` of points in the plane and its gradient, by interpolation on a grid: points are spread over the
/// nodes around them, the nodes convolved with the kernel by Fourier transforms, and the result interpolated at the points. All the repulsion of
/// t-SNE follows from it: `Z = Σ (φ(yᵢ) - 1)` and `Σⱼ (yᵢ - yⱼ) / (1 + |yᵢ - yⱼ|²)² = -∇φ(yᵢ) / 2`.
///
/// After Linderman, Rachh, Hoskins, Steinerberger, Kluger: *Fast interpolation-based t-SNE*, Nature Methods 16, 2019. Interpolation is by cubic
/// B-splines on a uniform grid, as in particle-mesh Ewald sums (Essmann and others, 1995), so that one convolution gives the gradient too.
final class Repulsion {
    /// Between nodes, in units of the map.
    private static final double SPACING = Double.parseDouble(System.getProperty("h", "0.5"));
    private static final int TAPS = 4;
    /// Nodes on either side of the outermost points.
    private static final int MARGIN = 2;
    private static final int LEAST = 32;
    private static final int POINTS = 512;
    private static final int BANDS = 16;

    private final Numerics numerics;
    private int extent;
    private Convolution convolution;
    private float[] charges;
    private float[] potentials;
    private double left;
    private double bottom;

    Repulsion(Numerics numerics) {
        this.numerics = numerics;
    }

    /// Takes points of charge 1.
    ///
    /// @param places `[n, 2]`
    void place(float[] places) {
        double[] box = box(places);
        double span = Math.max(box[2] - box[0], box[3] - box[1]);
        fit((int) Math.ceil(span / SPACING) + 2 * MARGIN + 1);
        double half = (extent - 1) * SPACING / 2;
        left = (box[0] + box[2]) / 2 - half;
        bottom = (box[1] + box[3]) / 2 - half;
        Arrays.fill(charges, 0);
        int rows = extent / BANDS;
        numerics.share(BANDS, band -> spread(places, band * rows, (band + 1) * rows));
        convolution.apply(charges, potentials);
    }

    private static double[] box(float[] places) {
        double[] box = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < places.length; i += 2) {
            box[0] = Math.min(box[0], places[i]);
            box[1] = Math.min(box[1], places[i + 1]);
            box[2] = Math.max(box[2], places[i]);
            box[3] = Math.max(box[3], places[i + 1]);
        }
        return box;
    }

    /// Makes the grid larger where it must be; it never shrinks, so that it is seldom made anew.
    private void fit(int least) {
        int wanted = Math.max(LEAST, extent);
        while (wanted < least) {
            wanted = Integer.bitCount(wanted) == 1 ? wanted / 2 * 3 : wanted / 3 * 4;
        }
        if (wanted > extent) {
            extent = wanted;
            charges = new float[extent * extent];
            potentials = new float[extent * extent];
            convolution = numerics.convolution(new SplineKernel(extent, SPACING).coefficients(), extent, extent);
        }
    }

    /// Adds all points to the rows of one band, in their order.
    private void spread(float[] places, int from, int end) {
        Taps across = new Taps();
        Taps along = new Taps();
        for (int i = 0; i < places.length; i += 2) {
            double row = (places[i + 1] - bottom) / SPACING;
            int first = (int) row - 1;
            if (first + TAPS <= from || first >= end) {
                continue;
            }
            along.take(row);
            across.take((places[i] - left) / SPACING);
            for (int r = Math.max(from, first); r < Math.min(end, first + TAPS); r++) {
                float weight = along.weight(r - first);
                int at = r * extent + across.first;
                charges[at] = Math.fma(weight, across.w0, charges[at]);
                charges[at + 1] = Math.fma(weight, across.w1, charges[at + 1]);
                charges[at + 2] = Math.fma(weight, across.w2, charges[at + 2]);
                charges[at + 3] = Math.fma(weight, across.w3, charges[at + 3]);
            }
        }
    }

    /// The potential at points within the grid and its gradient.
    ///
    /// @param places    `[m, 2]`
    /// @param gradients `[m, 2]`, overwritten
    /// @return the sum of the potentials
    double look(float[] places, float[] gradients) {
        int blocks = Math.ceilDiv(places.length / 2, POINTS);
        double[] sums = new double[blocks];
        numerics.share(blocks, block -> {
            Taps across = new Taps();
            Taps along = new Taps();
            double sum = 0;
            for (int i = 2 * block * POINTS; i < Math.min(places.length, 2 * (block + 1) * POINTS); i += 2) {
                across.take((places[i] - left) / SPACING);
                along.take((places[i + 1] - bottom) / SPACING);
                sum += interpolate(across, along, gradients, i);
            }
            sums[block] = sum;
        });
        double sum = 0;
        for (double part : sums) {
            sum += part;
        }
        return sum;
    }

    private float interpolate(Taps across, Taps along, float[] gradients, int to) {
        float value = 0;
        float x = 0;
        float y = 0;
        for (int r = 0; r < TAPS; r++) {
            int at = (along.first + r) * extent + across.first;
            float a = potentials[at];
            float b = potentials[at + 1];
            float c = potentials[at + 2];
            float d = potentials[at + 3];
            float inRow = Math.fma(across.w0, a, Math.fma(across.w1, b, Math.fma(across.w2, c, across.w3 * d)));
            float slope = Math.fma(across.s0, a, Math.fma(across.s1, b, Math.fma(across.s2, c, across.s3 * d)));
            value = Math.fma(along.weight(r), inRow, value);
            x = Math.fma(along.weight(r), slope, x);
            y = Math.fma(along.slope(r), inRow, y);
        }
        gradients[to] = (float) (x / SPACING);
        gradients[to + 1] = (float) (y / SPACING);
        return value;
    }

    /// The cubic B-splines that a point meets along one axis, and their slopes.
    private static final class Taps {
        private int first;
        private float w0;
        private float w1;
        private float w2;
        private float w3;
        private float s0;
        private float s1;
        private float s2;
        private float s3;

        void take(double place) {
            int node = (int) place;
            float t = (float) (place - node);
            float u = 1 - t;
            first = node - 1;
            w0 = u * u * u / 6;
            w1 = (4 + t * t * (3 * t - 6)) / 6;
            w2 = (4 + u * u * (3 * u - 6)) / 6;
            w3 = t * t * t / 6;
            s0 = -u * u / 2;
            s1 = t * (3 * t - 4) / 2;
            s2 = -u * (3 * u - 4) / 2;
            s3 = t * t / 2;
        }

        float weight(int tap) {
            return switch (tap) {
                case 0 -> w0;
                case 1 -> w1;
                case 2 -> w2;
                default -> w3;
            };
        }

        float slope(int tap) {
            return switch (tap) {
                case 0 -> s0;
                case 1 -> s1;
                case 2 -> s2;
                default -> s3;
            };
        }
    }
}
