package nunchi.picture;

import java.util.Arrays;

/// The brightness of what is drawn on: a plane `a + b · row + c · column`, fitted by least squares.
final class Ground {
    private static final int ROUNDS = 4;
    private static final int RING_SHARE = 20;
    private static final double PIVOT = 1e-9;

    private final Picture grey;
    private final int rows;
    private final int columns;
    private final float[] distance;

    private Ground(Picture grey) {
        this.grey = grey;
        this.rows = grey.rows();
        this.columns = grey.columns();
        this.distance = new float[rows * columns];
    }

    /// Fits the plane to the rim at first, then to all that is nearer to it than half of Otsu's threshold.
    static Ink ink(Picture grey) {
        Ground ground = new Ground(grey);
        boolean[] counted = ground.rim();
        boolean settled = false;
        for (int round = 0; round < ROUNDS && !settled; round++) {
            boolean[] before = counted;
            ground.measure(ground.plane(before));
            counted = ground.near();
            settled = Arrays.equals(before, counted);
        }
        double skew = 0;
        for (float value : ground.distance) {
            skew += (double) value * value * value;
        }
        float sign = skew < 0 ? -1 : 1;
        float[] ink = new float[ground.distance.length];
        for (int i = 0; i < ink.length; i++) {
            ink[i] = Math.max(0, sign * ground.distance[i]);
        }
        return new Ink(ground.rows, ground.columns, ink, skew < 0);
    }

    private boolean[] rim() {
        int width = Math.max(1, Math.min(rows, columns) / RING_SHARE);
        boolean[] rim = new boolean[rows * columns];
        for (int i = 0; i < rim.length; i++) {
            int row = i / columns;
            int column = i % columns;
            rim[i] = Math.min(Math.min(row, rows - 1 - row), Math.min(column, columns - 1 - column)) < width;
        }
        return rim;
    }

    private boolean[] near() {
        float[] magnitudes = new float[distance.length];
        for (int i = 0; i < magnitudes.length; i++) {
            magnitudes[i] = Math.abs(distance[i]);
        }
        float most = new Ink(rows, columns, magnitudes, false).threshold() / 2;
        boolean[] near = new boolean[magnitudes.length];
        for (int i = 0; i < near.length; i++) {
            near[i] = magnitudes[i] <= most;
        }
        return near;
    }

    private void measure(double[] plane) {
        for (int i = 0; i < distance.length; i++) {
            distance[i] = (float) (grey.shared()[i] & 0xff)
                    - (float) (plane[0] + plane[1] * (i / columns) + plane[2] * (i % columns));
        }
    }

    /// By the normal equations, `[a, b, c]`; what they leave open (a single row or column) is 0.
    private double[] plane(boolean[] counted) {
        double[][] equations = new double[3][4];
        for (int i = 0; i < counted.length; i++) {
            if (counted[i]) {
                double[] term = {1, i / columns, i % columns, grey.shared()[i] & 0xff};
                for (int row = 0; row < 3; row++) {
                    for (int column = 0; column < 4; column++) {
                        equations[row][column] += term[row] * term[column];
                    }
                }
            }
        }
        return solve(equations);
    }

    private static double[] solve(double[][] equations) {
        double[] scale = {equations[0][0], equations[1][1], equations[2][2]};
        for (int k = 0; k < 3; k++) {
            boolean open = equations[k][k] <= PIVOT * Math.max(1, scale[k]);
            for (int row = 0; row < 3; row++) {
                double factor = open || row == k ? 0 : equations[row][k] / equations[k][k];
                for (int column = 0; column < 4; column++) {
                    equations[row][column] -= factor * equations[k][column];
                }
            }
            if (open) {
                equations[k] = new double[] {k == 0 ? 1 : 0, k == 1 ? 1 : 0, k == 2 ? 1 : 0, 0};
            }
        }
        return new double[] {
            equations[0][3] / equations[0][0], equations[1][3] / equations[1][1], equations[2][3] / equations[2][2]
        };
    }
}
