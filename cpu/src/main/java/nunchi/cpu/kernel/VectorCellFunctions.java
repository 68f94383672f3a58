package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [CellFunctions] on the Vector API.
public final class VectorCellFunctions implements CellFunctions {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final FloatVector ONE = FloatVector.broadcast(SPECIES, 1f);

    private final ScalarCellFunctions tail = new ScalarCellFunctions();

    @Override
    public void lstmBackward(
            float[] m, int z, int h, int c, int output, float[] gates, int g, float[] before, int b, int n) {
        int j = 0;
        for (; j <= n - LANES; j += LANES) {
            FloatVector input = FloatVector.fromArray(SPECIES, gates, g + j);
            FloatVector forget = FloatVector.fromArray(SPECIES, gates, g + n + j);
            FloatVector candidate = FloatVector.fromArray(SPECIES, gates, g + 2 * n + j);
            FloatVector shown = FloatVector.fromArray(SPECIES, gates, g + 3 * n + j);
            FloatVector s = FloatVector.fromArray(SPECIES, m, output + j);
            FloatVector ofH = FloatVector.fromArray(SPECIES, m, h + j);
            FloatVector slope = ONE.sub(product(s, s));
            FloatVector ofC = VectorFunctions.flush(
                    product(product(ofH, shown), slope).add(FloatVector.fromArray(SPECIES, m, c + j)));
            product(product(ofC, candidate), product(ONE.sub(input), input)).intoArray(m, z + j);
            product(product(ofC, FloatVector.fromArray(SPECIES, before, b + j)), product(ONE.sub(forget), forget))
                    .intoArray(m, z + n + j);
            product(product(ofC, input), ONE.sub(product(candidate, candidate))).intoArray(m, z + 2 * n + j);
            product(product(ofH, s), product(ONE.sub(shown), shown)).intoArray(m, z + 3 * n + j);
            product(ofC, forget).intoArray(m, c + j);
        }
        tail.lstmBackward(m, z, h, c, output, gates, g, before, b, n, j);
    }

    private static FloatVector product(FloatVector x, FloatVector y) {
        return VectorFunctions.flush(x.mul(y));
    }
}
