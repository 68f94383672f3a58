package nunchi.cpu.kernel;

import java.util.Arrays;

/// Tiles without the Vector API: one row at a time, its columns in a loop that C2 turns into vectors.
public final class ScalarTiles implements Tiles {
    private static final int LANES = 16;
    private static final int ROWS = 6;

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public int widest() {
        return 4;
    }

    @Override
    public int rows(int vectors) {
        return ROWS;
    }

    @Override
    public int width(int vectors) {
        return Math.min(4, vectors);
    }

    @Override
    public void run(int vectors, Panel panel, float[] a, int ao, float[] c, int co) {
        int width = vectors * LANES;
        for (int row = 0; row < Math.min(ROWS, panel.rows); row++) {
            int from = co + row * panel.cRow;
            if (!panel.accumulate) {
                Arrays.fill(c, from, from + width, 0f);
            }
            for (int p = 0; p < panel.depth; p++) {
                addMultiple(c, from, a[ao + row * panel.aRow + p * panel.aStep], panel.b, panel.bo + p * panel.bStep, width);
            }
        }
    }

    private static void addMultiple(float[] c, int co, float factor, float[] b, int bo, int n) {
        for (int j = 0; j < n; j++) {
            c[co + j] = Math.fma(factor, b[bo + j], c[co + j]);
        }
    }
}
