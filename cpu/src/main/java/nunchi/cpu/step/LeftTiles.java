package nunchi.cpu.step;

import nunchi.cpu.kernel.Panel;
import nunchi.cpu.kernel.Tiles;

/// One thread's register tiles on the rows of a left matrix, each in the way that its rows lie: along them where the
/// elements of a row lie next to each other, across them where rows begin next to each other, and on a copy where
/// neither is so. Every value is the same chain in all three.
final class LeftTiles {
    /// Tiles along shorter runs would read and write the result too often.
    private static final int LEAST_RUN = 8;
    /// What copying a value takes, in fused multiply-adds of vectors.
    private static final double COPYING = 1.5;

    private final Left left;
    private final Tiles tiles;
    private final Panel panel;
    private final int copy;
    private final int[] copiedStep;
    private float[] values = {};
    private int first;

    /// @param depth of the deepest tile
    /// @param copy  where in a thread's workspace a copy may go
    LeftTiles(Left left, Tiles tiles, Panel panel, int depth, int copy) {
        this.left = left;
        this.tiles = tiles;
        this.panel = panel;
        this.copy = copy;
        this.copiedStep = Left.ramp(copies(left) ? depth : 0, Panel.MOST_ROWS);
    }

    /// The floats of workspace for the copy of a tile's rows.
    static int workspace(Left left, int depth) {
        return copies(left) ? depth * Panel.MOST_ROWS : 0;
    }

    /// Whether the rows of some tiles lie in neither way.
    private static boolean copies(Left left) {
        return !left.runs(LEAST_RUN);
    }

    /// Says where the left matrix begins.
    void take(float[] leftValues, int leftFirst) {
        values = leftValues;
        first = leftFirst;
    }

    /// How many rows a tile from this one on should have, of the most that it could. Where it goes across rows and
    /// fewer lie next to each other, the others stay idle, or all are copied, whichever takes less.
    int rows(int row, int most, int vectors) {
        int adjoining = left.adjoining(row);
        boolean cut = copies(left) && adjoining < most && (most - adjoining) * vectors <= COPYING * most;
        return cut ? adjoining : most;
    }

    /// Computes the tile of the rows from this one on, as many as the panel has, over its depth.
    ///
    /// @param memory of the thread
    void run(int row, int vectors, float[] memory, float[] goal, int at) {
        for (int i = 0; i < Panel.MOST_ROWS; i++) {
            panel.aRow[i] = left.row(row + Math.min(i, panel.rows - 1));
        }
        panel.aStep = left.step();
        panel.across = false;
        panel.packed = left.groupRows() == tiles.rows(vectors) && panel.bStep == vectors * tiles.lanes();
        if (left.run(panel.first) >= panel.depth) {
            tiles.run(vectors, panel, values, first, goal, at);
        } else if (adjoin(row, tiles.rows(vectors))) {
            panel.across = true;
            tiles.run(vectors, panel, values, first, goal, at);
        } else if (copies(left)) {
            runOnCopy(vectors, memory, goal, at);
        } else {
            runByRuns(vectors, goal, at);
        }
    }

    /// Whether a tile may go across these rows; it reads on for those that are not there.
    private boolean adjoin(int row, int tileRows) {
        return left.adjoining(row) >= panel.rows && first + left.row(row) + tileRows + left.reach() <= values.length;
    }

    private void runByRuns(int vectors, float[] goal, int at) {
        int bo = panel.bo;
        int depth = panel.depth;
        int from = panel.first;
        boolean accumulate = panel.accumulate;
        for (int p = 0; p < depth; p += panel.depth) {
            panel.first = from + p;
            panel.depth = Math.min(left.run(panel.first), depth - p);
            panel.bo = bo + p * panel.bStep;
            tiles.run(vectors, panel, values, first, goal, at);
            panel.accumulate = true;
        }
        panel.bo = bo;
        panel.depth = depth;
        panel.first = from;
        panel.accumulate = accumulate;
    }

    private void runOnCopy(int vectors, float[] memory, float[] goal, int at) {
        int from = panel.first;
        for (int i = 0; i < panel.rows; i++) {
            int row = first + panel.aRow[i];
            for (int p = 0; p < panel.depth; p++) {
                memory[copy + p * Panel.MOST_ROWS + i] = values[row + panel.aStep[from + p]];
            }
        }
        for (int i = 0; i < Panel.MOST_ROWS; i++) {
            panel.aRow[i] = Math.min(i, panel.rows - 1);
        }
        panel.aStep = copiedStep;
        panel.first = 0;
        panel.across = true;
        tiles.run(vectors, panel, memory, copy, goal, at);
        panel.first = from;
    }
}
