package nunchi.interchange;

import java.util.Arrays;
import nunchi.backend.MatrixView;
import nunchi.data.WideRows;
import org.jspecify.annotations.Nullable;

/// Rows in float32, less what float32 has no digits for: from a column whose values would be rounded by more than a
/// millionth of their interquartile range (coordinates in metres, points in time), its median is taken away first.
/// Distances and principal components stay what they are.
///
/// @param values  `[n, d]`
/// @param offsets `[d]`, what was taken away; null where nothing was
record NarrowRows(MatrixView values, double @Nullable [] offsets) {
    /// Rows that are looked at, at even distances.
    private static final int SAMPLE = 1001;
    private static final double HARMLESS = 1e-6;

    /// @param most rows to take, from the first on
    static NarrowRows of(WideRows wide, int most) {
        int columns = wide.columns();
        double[] offsets = new double[columns];
        boolean moved = false;
        for (int column = 0; column < columns; column++) {
            offsets[column] = offset(wide, most, column);
            moved |= offsets[column] != 0;
        }
        float[] values = new float[Math.multiplyExact(most, columns)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (wide.at(i / columns, i % columns) - offsets[i % columns]);
        }
        return new NarrowRows(MatrixView.of(values, most, columns), moved ? offsets : null);
    }

    private static double offset(WideRows wide, int rows, int column) {
        double[] sample = new double[Math.min(SAMPLE, rows)];
        double rounding = 0;
        for (int i = 0; i < sample.length; i++) {
            sample[i] = wide.at((int) ((long) i * rows / sample.length), column);
            rounding = Math.max(rounding, Math.abs(sample[i] - (float) sample[i]));
        }
        Arrays.sort(sample);
        double range = sample[sample.length * 3 / 4] - sample[sample.length / 4];
        double spread = range > 0 ? range : sample[sample.length - 1] - sample[0];
        boolean harmful = rounding > HARMLESS * spread && Double.isFinite(rounding);
        return harmful ? sample[sample.length / 2] : 0;
    }
}
