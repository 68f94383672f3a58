package nunchi.cpu.kernel;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [CellFunctions] on the Vector API.
public final class VectorCellFunctions implements CellFunctions {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final FloatVector ONE = FloatVector.broadcast(SPECIES, 1f);

    /// Several loops, as [VectorPasses] has them, for the same reason.
    private static final List<LstmLoop> LSTM_BACKWARD =
            List.of(VectorCellFunctions::ofOutput, VectorCellFunctions::ofInput, VectorCellFunctions::ofForget);

    private static final List<GruLoop> GRU_BACKWARD =
            List.of(VectorCellFunctions::ofUpdate, VectorCellFunctions::ofCandidate, VectorCellFunctions::ofReset);

    private interface LstmLoop {
        void run(float[] m, int z, int h, int c, int output, float[] gates, int g, float[] before, int b, int n);
    }

    private interface GruLoop {
        void run(float[] m, int z, int h, float[] gates, int g, float[] before, int b, int n, boolean resetAfter);
    }

    private final ScalarCellFunctions tail = new ScalarCellFunctions();

    @Override
    public void lstmBackward(
            float[] m, int z, int h, int c, int output, float[] gates, int g, float[] before, int b, int n) {
        for (int loop = 0; loop < LSTM_BACKWARD.size(); loop++) {
            LSTM_BACKWARD.get(loop).run(m, z, h, c, output, gates, g, before, b, n);
        }
        tail.lstmBackward(m, z, h, c, output, gates, g, before, b, n, n - n % LANES);
    }

    /// The adjoint of the output gate's sum; and the adjoint of the cell state becomes whole.
    private static void ofOutput(
            float[] m, int z, int h, int c, int output, float[] gates, int g, float[] before, int b, int n) {
        for (int j = 0; j <= n - LANES; j += LANES) {
            FloatVector shown = FloatVector.fromArray(SPECIES, gates, g + 3 * n + j);
            FloatVector s = FloatVector.fromArray(SPECIES, m, output + j);
            FloatVector ofH = FloatVector.fromArray(SPECIES, m, h + j);
            FloatVector slope = ONE.sub(product(s, s));
            VectorFunctions.flush(product(product(ofH, shown), slope).add(FloatVector.fromArray(SPECIES, m, c + j)))
                    .intoArray(m, c + j);
            product(product(ofH, s), product(ONE.sub(shown), shown)).intoArray(m, z + 3 * n + j);
        }
    }

    /// The adjoints of the sums of input gate and candidate.
    private static void ofInput(
            float[] m, int z, int h, int c, int output, float[] gates, int g, float[] before, int b, int n) {
        for (int j = 0; j <= n - LANES; j += LANES) {
            FloatVector input = FloatVector.fromArray(SPECIES, gates, g + j);
            FloatVector candidate = FloatVector.fromArray(SPECIES, gates, g + 2 * n + j);
            FloatVector ofC = FloatVector.fromArray(SPECIES, m, c + j);
            product(product(ofC, candidate), product(ONE.sub(input), input)).intoArray(m, z + j);
            product(product(ofC, input), ONE.sub(product(candidate, candidate))).intoArray(m, z + 2 * n + j);
        }
    }

    /// The adjoint of the forget gate's sum; and that of the cell state becomes that of the one before.
    private static void ofForget(
            float[] m, int z, int h, int c, int output, float[] gates, int g, float[] before, int b, int n) {
        for (int j = 0; j <= n - LANES; j += LANES) {
            FloatVector forget = FloatVector.fromArray(SPECIES, gates, g + n + j);
            FloatVector ofC = FloatVector.fromArray(SPECIES, m, c + j);
            product(product(ofC, FloatVector.fromArray(SPECIES, before, b + j)), product(ONE.sub(forget), forget))
                    .intoArray(m, z + n + j);
            product(ofC, forget).intoArray(m, c + j);
        }
    }

    @Override
    public void gruBackward(
            float[] m, int z, int h, float[] gates, int g, float[] before, int b, int n, boolean resetAfter) {
        for (int loop = 0; loop < GRU_BACKWARD.size(); loop++) {
            GRU_BACKWARD.get(loop).run(m, z, h, gates, g, before, b, n, resetAfter);
        }
        tail.gruBackward(m, z, h, gates, g, before, b, n, resetAfter, n - n % LANES);
    }

    /// The adjoint of the update gate's sum.
    private static void ofUpdate(
            float[] m, int z, int h, float[] gates, int g, float[] before, int b, int n, boolean resetAfter) {
        for (int j = 0; j <= n - LANES; j += LANES) {
            FloatVector update = FloatVector.fromArray(SPECIES, gates, g + j);
            FloatVector change = VectorFunctions.flush(FloatVector.fromArray(SPECIES, before, b + j)
                    .sub(FloatVector.fromArray(SPECIES, gates, g + 2 * n + j)));
            product(product(change, FloatVector.fromArray(SPECIES, m, h + j)), product(ONE.sub(update), update))
                    .intoArray(m, z + j);
        }
    }

    /// The adjoint of the candidate's sum; and that of the state becomes that of the one before.
    private static void ofCandidate(
            float[] m, int z, int h, float[] gates, int g, float[] before, int b, int n, boolean resetAfter) {
        for (int j = 0; j <= n - LANES; j += LANES) {
            FloatVector update = FloatVector.fromArray(SPECIES, gates, g + j);
            FloatVector candidate = FloatVector.fromArray(SPECIES, gates, g + 2 * n + j);
            FloatVector ofH = FloatVector.fromArray(SPECIES, m, h + j);
            product(product(ONE.sub(update), ofH), ONE.sub(product(candidate, candidate)))
                    .intoArray(m, z + 2 * n + j);
            product(ofH, update).intoArray(m, h + j);
        }
    }

    /// The adjoint of the reset gate's sum, where the reset comes after the product.
    private static void ofReset(
            float[] m, int z, int h, float[] gates, int g, float[] before, int b, int n, boolean resetAfter) {
        for (int j = 0; resetAfter && j <= n - LANES; j += LANES) {
            FloatVector reset = FloatVector.fromArray(SPECIES, gates, g + n + j);
            FloatVector ofCandidate = FloatVector.fromArray(SPECIES, m, z + 2 * n + j);
            FloatVector made = FloatVector.fromArray(SPECIES, gates, g + 3 * n + j);
            product(product(ofCandidate, made), product(ONE.sub(reset), reset)).intoArray(m, z + n + j);
        }
    }

    private static FloatVector product(FloatVector x, FloatVector y) {
        return VectorFunctions.flush(x.mul(y));
    }
}
