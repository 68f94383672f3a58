package nunchi.predict;

import java.util.Arrays;
import nunchi.picture.Picture;
import nunchi.random.RandomKey;

/// Pictures that stand for nothing.
final class Drawings {
    private static final int SIDE = 96;

    private Drawings() {}

    /// Five black lines on white, each from where the one before it ended.
    static Picture lines(RandomKey key) {
        byte[] samples = new byte[SIDE * SIDE];
        Arrays.fill(samples, (byte) 255);
        for (int line = 0; line < 5; line++) {
            for (int step = 0; step <= 2 * SIDE; step++) {
                double share = step / (2.0 * SIDE);
                int row = (int) Math.round((1 - share) * place(key, 2 * line) + share * place(key, 2 * line + 2));
                int column =
                        (int) Math.round((1 - share) * place(key, 2 * line + 1) + share * place(key, 2 * line + 3));
                dot(samples, row, column);
            }
        }
        return Picture.of(SIDE, SIDE, 1, samples);
    }

    /// One black curve on white through three random bends (a quartic Bézier curve): nearer to a digit than lines are.
    static Picture curve(RandomKey key) {
        byte[] samples = new byte[SIDE * SIDE];
        Arrays.fill(samples, (byte) 255);
        for (int step = 0; step <= 4 * SIDE; step++) {
            double[] points = new double[10];
            Arrays.setAll(points, index -> place(key, index));
            double share = step / (4.0 * SIDE);
            for (int left = 4; left > 0; left--) {
                for (int i = 0; i < 2 * left; i++) {
                    points[i] = (1 - share) * points[i] + share * points[i + 2];
                }
            }
            dot(samples, (int) Math.round(points[0]), (int) Math.round(points[1]));
        }
        return Picture.of(SIDE, SIDE, 1, samples);
    }

    private static double place(RandomKey key, int index) {
        return 12 + (SIDE - 24) * key.uniform(index);
    }

    private static void dot(byte[] samples, int row, int column) {
        for (int i = -3; i <= 3; i++) {
            for (int k = -3; k <= 3; k++) {
                samples[(row + i) * SIDE + column + k] = 0;
            }
        }
    }
}
