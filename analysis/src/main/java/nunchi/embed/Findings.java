package nunchi.embed;

import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.Set;
import nunchi.backend.MatrixView;
import nunchi.backend.Neighbours;

/// What about rows a reader of their map should know.
///
/// @param duplicates      rows that are the same as an earlier one
/// @param constantColumns columns that have the same value in all rows
public record Findings(int duplicates, int constantColumns) {

    static Findings of(MatrixView rows, Neighbours nearest) {
        return new Findings(duplicates(rows, nearest), constantColumns(rows));
    }

    /// Only rows at distance 0 from another are compared as a whole.
    private static int duplicates(MatrixView rows, Neighbours nearest) {
        Set<FloatBuffer> seen = new HashSet<>();
        int duplicates = 0;
        for (int row = 0; row < rows.rows(); row++) {
            if (nearest.squares()[row * nearest.count()] == 0) {
                duplicates +=
                        seen.add(FloatBuffer.wrap(rows.values(), rows.first() + row * rows.rowStep(), rows.columns()))
                                ? 0
                                : 1;
            }
        }
        return duplicates;
    }

    private static int constantColumns(MatrixView rows) {
        boolean[] varies = new boolean[rows.columns()];
        for (int row = 1; row < rows.rows(); row++) {
            for (int j = 0; j < varies.length; j++) {
                varies[j] |= rows.get(row, j) != rows.get(0, j);
            }
        }
        int constant = 0;
        for (boolean each : varies) {
            constant += each ? 0 : 1;
        }
        return constant;
    }
}
