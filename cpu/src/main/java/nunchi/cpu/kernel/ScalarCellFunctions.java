package nunchi.cpu.kernel;

import nunchi.tensor.FlushToZero;

/// [CellFunctions] one value after the other; also the ends of the vector twin's loops.
public final class ScalarCellFunctions implements CellFunctions {
    @Override
    public void lstmBackward(
            float[] m, int z, int h, int c, int output, float[] gates, int g, float[] before, int b, int n) {
        lstmBackward(m, z, h, c, output, gates, g, before, b, n, 0);
    }

    /// @param from the first unit
    void lstmBackward(
            float[] m, int z, int h, int c, int output, float[] gates, int g, float[] before, int b, int n, int from) {
        for (int j = from; j < n; j++) {
            float input = gates[g + j];
            float forget = gates[g + n + j];
            float candidate = gates[g + 2 * n + j];
            float shown = gates[g + 3 * n + j];
            float s = m[output + j];
            float ofH = m[h + j];
            float slope = 1f - product(s, s);
            float ofC = FlushToZero.of(product(product(ofH, shown), slope) + m[c + j]);
            m[z + j] = product(product(ofC, candidate), product(1f - input, input));
            m[z + n + j] = product(product(ofC, before[b + j]), product(1f - forget, forget));
            m[z + 2 * n + j] = product(product(ofC, input), 1f - product(candidate, candidate));
            m[z + 3 * n + j] = product(product(ofH, s), product(1f - shown, shown));
            m[c + j] = product(ofC, forget);
        }
    }

    @Override
    public void gruBackward(
            float[] m, int z, int h, float[] gates, int g, float[] before, int b, int n, boolean resetAfter) {
        gruBackward(m, z, h, gates, g, before, b, n, resetAfter, 0);
    }

    /// @param from the first unit
    void gruBackward(
            float[] m, int z, int h, float[] gates, int g, float[] before, int b, int n, boolean resetAfter, int from) {
        for (int j = from; j < n; j++) {
            float update = gates[g + j];
            float candidate = gates[g + 2 * n + j];
            float ofH = m[h + j];
            float ofCandidate = product(product(1f - update, ofH), 1f - product(candidate, candidate));
            m[z + j] = product(product(FlushToZero.of(before[b + j] - candidate), ofH), product(1f - update, update));
            m[z + 2 * n + j] = ofCandidate;
            m[h + j] = product(ofH, update);
            if (resetAfter) {
                float reset = gates[g + n + j];
                m[z + n + j] = product(product(ofCandidate, gates[g + 3 * n + j]), product(1f - reset, reset));
            }
        }
    }

    private static float product(float x, float y) {
        return FlushToZero.of(x * y);
    }
}
