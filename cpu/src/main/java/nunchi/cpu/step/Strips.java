package nunchi.cpu.step;

import nunchi.cpu.kernel.Tiles;
import nunchi.cpu.memory.Alignment;

/// How the columns of a task are cut into strips, each as wide as a register tile. One thread's.
final class Strips {
    private final Tiles tiles;
    private final int mostVectors;
    /// Whether the columns are filled up to whole vectors, as [Panels] are.
    private final boolean padded;
    private final int[] column;
    private final int[] vectors;
    private int columns;
    private int count;

    /// @param mostColumns of a task
    /// @param mostVectors of a strip
    Strips(Tiles tiles, int mostColumns, int mostVectors, boolean padded) {
        int most = Math.ceilDiv(Alignment.roundUp(mostColumns), tiles.lanes());
        this.tiles = tiles;
        this.mostVectors = mostVectors;
        this.padded = padded;
        this.column = new int[most];
        this.vectors = new int[most];
    }

    void cut(int columnsOfTask) {
        columns = columnsOfTask;
        count = 0;
        for (int from = 0; from < columns; from += tileWidth(count - 1)) {
            int rest = padded ? Alignment.roundUp(columns - from) : columns - from;
            column[count] = from;
            vectors[count++] = tiles.width(Math.min(mostVectors, Math.ceilDiv(rest, tiles.lanes())));
        }
    }

    int count() {
        return count;
    }

    /// The first column of a strip, from the task's first on.
    int column(int strip) {
        return column[strip];
    }

    int vectors(int strip) {
        return vectors[strip];
    }

    /// The columns of its tiles; the last may have fewer.
    int tileWidth(int strip) {
        return vectors[strip] * tiles.lanes();
    }

    /// The columns that are there.
    int width(int strip) {
        return Math.min(tileWidth(strip), columns - column[strip]);
    }
}
