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
        int width = Math.min(vectors * LANES, panel.cRow);
        for (int row = 0; row < Math.min(ROWS, panel.rows); row++) {
            int from = co + row * panel.cRow;
            int at = ao + panel.aRow[row];
            if (!panel.accumulate) {
                Arrays.fill(c, from, from + width, 0f);
            }
            int p = 0;
            for (; p <= panel.depth - 4; p += 4) {
                addFour(panel, p, a, at, c, from, width);
            }
            for (; p < panel.depth; p++) {
                addOne(panel, p, a, at, c, from, width);
            }
        }
    }

    /// Four links of every chain at a time, so that C is read and written a quarter as often.
    private static void addFour(Panel panel, int p, float[] a, int ao, float[] c, int co, int n) {
        float[] b = panel.b;
        int[] step = panel.aStep;
        int k = panel.first + p;
        float first = a[ao + step[k]];
        float second = a[ao + step[k + 1]];
        float third = a[ao + step[k + 2]];
        float fourth = a[ao + step[k + 3]];
        int q = panel.bo + p * panel.bStep;
        int r = q + panel.bStep;
        int s = r + panel.bStep;
        int t = s + panel.bStep;
        for (int j = 0; j < n; j++) {
            float chain = Math.fma(second, b[r + j], Math.fma(first, b[q + j], c[co + j]));
            c[co + j] = Math.fma(fourth, b[t + j], Math.fma(third, b[s + j], chain));
        }
    }

    private static void addOne(Panel panel, int p, float[] a, int ao, float[] c, int co, int n) {
        float factor = a[ao + panel.aStep[panel.first + p]];
        float[] b = panel.b;
        int q = panel.bo + p * panel.bStep;
        for (int j = 0; j < n; j++) {
            c[co + j] = Math.fma(factor, b[q + j], c[co + j]);
        }
    }
}
