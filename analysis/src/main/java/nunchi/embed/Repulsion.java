package nunchi.embed;

import java.util.Arrays;
import java.util.Objects;
import nunchi.backend.Numerics;
import nunchi.backend.PlaneConvolution;
import org.jspecify.annotations.Nullable;

/// The potential `φ(y) = Σⱼ 1 / (1 + |y - yⱼ|²)` of points in the plane and its gradient, by interpolation on a grid:
/// points are spread over the nodes around them, the nodes convolved with the kernel by Fourier transforms, and the
/// result interpolated at the points. All the repulsion of t-SNE follows from it: `Z = Σ (φ(yᵢ) - 1)` and
/// `Σⱼ (yᵢ - yⱼ) / (1 + |yᵢ - yⱼ|²)² = -∇φ(yᵢ) / 2`.
///
/// After Linderman, Rachh, Hoskins, Steinerberger, Kluger: *Fast interpolation-based t-SNE*, Nature Methods 16, 2019.
/// Interpolation is by quintic B-splines on a uniform grid, as in particle-mesh Ewald sums (Essmann and others, 1995),
/// so that one convolution gives the gradient too.
final class Repulsion {
    /// Between nodes, in units of the map, while these are not more than [#MOST_FINE] along an axis; twice that up to
    /// [#MOST], and more beyond.
    private static final double FINE = 0.25;
    private static final int MOST_FINE = 256;
    private static final int MOST = 2048;
    private static final int TAPS = 6;
    /// Nodes on either side of the outermost points.
    private static final int MARGIN = 3;
    private static final int LEAST = 32;
    private static final int POINTS = 512;
    private static final int BANDS = 16;

    private final Numerics numerics;
    private int extent;
    private double spacing = FINE;
    private @Nullable PlaneConvolution convolution;
    private float[] charges = new float[0];
    private float[] potentials = new float[0];
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
        fit(span);
        double half = (extent - 1) * spacing / 2;
        left = (box[0] + box[2]) / 2 - half;
        bottom = (box[1] + box[3]) / 2 - half;
        Arrays.fill(charges, 0);
        int rows = extent / BANDS;
        numerics.share(BANDS, band -> spread(places, band * rows, (band + 1) * rows));
        Objects.requireNonNull(convolution).apply(charges, potentials);
    }

    private static double[] box(float[] places) {
        double[] box = {
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY
        };
        for (int i = 0; i < places.length; i += 2) {
            box[0] = Math.min(box[0], places[i]);
            box[1] = Math.min(box[1], places[i + 1]);
            box[2] = Math.max(box[2], places[i]);
            box[3] = Math.max(box[3], places[i + 1]);
        }
        return box;
    }

    /// Makes the grid larger, or coarser, where it must be, and never again smaller or finer, so that it is seldom made
    /// anew.
    private void fit(double span) {
        double distance = spacing;
        while (span / distance > (distance == FINE ? MOST_FINE : MOST) - 2 * MARGIN - 1) {
            distance *= 2;
        }
        int least = (int) Math.ceil(span / distance) + 2 * MARGIN + 1;
        int wanted = Math.max(LEAST, extent);
        while (wanted < least) {
            wanted = Integer.bitCount(wanted) == 1 ? wanted / 2 * 3 : wanted / 3 * 4;
        }
        if (wanted > extent || distance > spacing) {
            extent = wanted;
            spacing = distance;
            charges = new float[extent * extent];
            potentials = new float[extent * extent];
            convolution = numerics.convolution(new SplineKernel(extent, spacing).coefficients(), extent, extent);
        }
    }

    /// Moves a place to where it can be looked at.
    void clamp(float[] places, int at) {
        places[at] = (float)
                Math.clamp(places[at], left + MARGIN * spacing, left + (extent - 1 - MARGIN) * spacing - spacing);
        places[at + 1] = (float) Math.clamp(
                places[at + 1], bottom + MARGIN * spacing, bottom + (extent - 1 - MARGIN) * spacing - spacing);
    }

    /// Adds all points to the rows of one band, in their order.
    private void spread(float[] places, int from, int end) {
        Taps across = new Taps();
        Taps along = new Taps();
        for (int i = 0; i < places.length; i += 2) {
            double row = (places[i + 1] - bottom) / spacing;
            int first = (int) row - TAPS / 2 + 1;
            if (first + TAPS <= from || first >= end) {
                continue;
            }
            along.take(row);
            across.take((places[i] - left) / spacing);
            for (int r = Math.max(from, first); r < Math.min(end, first + TAPS); r++) {
                add(along.weights[r - first], across.weights, r * extent + across.first);
            }
        }
    }

    private void add(float weight, float[] weights, int at) {
        for (int tap = 0; tap < TAPS; tap++) {
            charges[at + tap] = Math.fma(weight, weights[tap], charges[at + tap]);
        }
    }

    /// The potential at points within the grid and its gradient.
    ///
    /// @param places    `[m, 2]`
    /// @param gradients `[m, 2]`, overwritten
    /// @param values    `[m]`, overwritten with the potentials
    /// @return the sum of the potentials
    double look(float[] places, float[] gradients, float[] values) {
        int blocks = Math.ceilDiv(places.length / 2, POINTS);
        double[] sums = new double[blocks];
        numerics.share(blocks, block -> {
            Taps across = new Taps();
            Taps along = new Taps();
            double sum = 0;
            for (int i = 2 * block * POINTS; i < Math.min(places.length, 2 * (block + 1) * POINTS); i += 2) {
                across.takeSlopes((places[i] - left) / spacing);
                along.takeSlopes((places[i + 1] - bottom) / spacing);
                values[i / 2] = interpolate(across, along, gradients, i);
                sum += values[i / 2];
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
            float inRow = 0;
            float slope = 0;
            for (int tap = 0; tap < TAPS; tap++) {
                inRow = Math.fma(across.weights[tap], potentials[at + tap], inRow);
                slope = Math.fma(across.slopes[tap], potentials[at + tap], slope);
            }
            value = Math.fma(along.weights[r], inRow, value);
            x = Math.fma(along.weights[r], slope, x);
            y = Math.fma(along.slopes[r], inRow, y);
        }
        gradients[to] = (float) (x / spacing);
        gradients[to + 1] = (float) (y / spacing);
        return value;
    }

    /// The quintic B-splines that a point meets along one axis, and their slopes.
    private static final class Taps {
        private final float[] weights = new float[TAPS];
        private final float[] slopes = new float[TAPS];
        private int first;

        void take(double place) {
            int node = (int) place;
            float t = (float) (place - node);
            float u = 1 - t;
            first = node - TAPS / 2 + 1;
            weights[0] = u * u * u * u * u / 120;
            weights[1] = outer(t);
            weights[2] = inner(t);
            weights[3] = inner(u);
            weights[4] = outer(u);
            weights[5] = t * t * t * t * t / 120;
        }

        void takeSlopes(double place) {
            take(place);
            float t = (float) (place - (int) place);
            float u = 1 - t;
            slopes[0] = -u * u * u * u / 24;
            slopes[1] = outerSlope(t);
            slopes[2] = innerSlope(t);
            slopes[3] = -innerSlope(u);
            slopes[4] = -outerSlope(u);
            slopes[5] = t * t * t * t / 24;
        }

        private static float outer(float t) {
            return (26 + t * (-50 + t * (20 + t * (20 + t * (-20 + t * 5))))) / 120;
        }

        private static float inner(float t) {
            return (66 + t * t * (-60 + t * t * (30 - t * 10))) / 120;
        }

        private static float outerSlope(float t) {
            return (-10 + t * (8 + t * (12 + t * (-16 + t * 5)))) / 24;
        }

        private static float innerSlope(float t) {
            return t * (-12 + t * t * (12 - t * 5)) / 12;
        }
    }
}
