package nunchi.cpu.kernel;

import java.util.List;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Elementary functions of runs, each a list of loops: those on vectors, and one for the end of the run. The JIT
/// compiler inlines no more than some number of operations into what it compiles; beyond it vectors become objects, and
/// a loop takes five to ten times as long. Long functions therefore have several loops, over chunks that stay in the
/// first-level cache, and what calls a function does not inline its loops, since they are called from one place.
final class VectorPasses {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int CHUNK = 512;
    // Where loops leave what later ones read.
    private static final int EXPONENT = 0;
    private static final int MANTISSA = CHUNK;
    private static final int POWER = 2 * CHUNK;
    private static final int ONE_PLUS_POWER = 3 * CHUNK;
    private static final int LOGARITHM = 4 * CHUNK;
    private static final int FAR = 5 * CHUNK;
    private static final ThreadLocal<float[]> SPACE = ThreadLocal.withInitial(() -> new float[6 * CHUNK]);
    private static final ScalarArithmetic SCALAR = new ScalarArithmetic();

    static final VectorPasses EXP = new VectorPasses(SCALAR::exp, VectorPasses::exp);
    static final VectorPasses SIGMOID = new VectorPasses(SCALAR::sigmoid, VectorPasses::sigmoid);
    static final VectorPasses TANH = new VectorPasses(SCALAR::tanh, VectorPasses::tanh);
    static final VectorPasses LOG =
            new VectorPasses(SCALAR::log, VectorPasses::exponents, VectorPasses::mantissas, VectorPasses::logarithms);
    static final VectorPasses SOFTPLUS = new VectorPasses(
            SCALAR::softplus,
            VectorPasses::powers,
            VectorPasses::exponentsOfSums,
            VectorPasses::mantissasOfSums,
            VectorPasses::logarithmsOfSums,
            VectorPasses::softplus);
    static final VectorPasses ERF =
            new VectorPasses(SCALAR::erf, VectorPasses::powersOfSquares, VectorPasses::erfFar, VectorPasses::erf);

    private final List<Loop> loops;

    private VectorPasses(End end, Loop... loops) {
        this.loops = Stream.concat(Stream.of(loops), Stream.of(end.loop())).toList();
    }

    /// A loop over as many whole vectors as a chunk has.
    private interface Loop {
        void run(float[] y, int yo, float[] x, int xo, int n, float[] space);
    }

    /// The same function of single values.
    private interface End {
        void run(float[] y, int yo, float[] x, int xo, int n);

        default Loop loop() {
            return (y, yo, x, xo, n, _) -> {
                int done = n - n % LANES;
                run(y, yo + done, x, xo + done, n - done);
            };
        }
    }

    void run(float[] y, int yo, float[] x, int xo, int n) {
        float[] space = SPACE.get();
        for (int i = 0; i < n; i += CHUNK) {
            int count = Math.min(CHUNK, n - i);
            for (int loop = 0; loop < loops.size(); loop++) {
                loops.get(loop).run(y, yo + i, x, xo + i, count, space);
            }
        }
    }

    private static FloatVector vector(float[] x, int i) {
        return FloatVector.fromArray(SPECIES, x, i);
    }

    private static void exp(float[] y, int yo, float[] x, int xo, int n, float[] space) {
        for (int i = 0; i <= n - LANES; i += LANES) {
            VectorFunctions.exp(vector(x, xo + i)).intoArray(y, yo + i);
        }
    }

    private static void sigmoid(float[] y, int yo, float[] x, int xo, int n, float[] space) {
        for (int i = 0; i <= n - LANES; i += LANES) {
            VectorFunctions.sigmoid(vector(x, xo + i)).intoArray(y, yo + i);
        }
    }

    private static void tanh(float[] y, int yo, float[] x, int xo, int n, float[] space) {
        for (int i = 0; i <= n - LANES; i += LANES) {
            VectorFunctions.tanh(vector(x, xo + i)).intoArray(y, yo + i);
        }
    }

    private static void exponents(float[] y, int yo, float[] x, int xo, int n, float[] space) {
        for (int i = 0; i <= n - LANES; i += LANES) {
            VectorFunctions.exponent(vector(x, xo + i)).intoArray(space, EXPONENT + i);
        }
    }

    private static void mantissas(float[] y, int yo, float[] x, int xo, int n, float[] space) {
        for (int i = 0; i <= n - LANES; i += LANES) {
            VectorFunctions.mantissa(vector(x, xo + i)).intoArray(space, MANTISSA + i);
        }
    }

    private static void logarithms(float[] y, int yo, float[] x, int xo, int n, float[] space) {
        for (int i = 0; i <= n - LANES; i += LANES) {
            VectorFunctions.log(vector(x, xo + i), vector(space, EXPONENT + i), vector(space, MANTISSA + i))
                    .intoArray(y, yo + i);
        }
    }

    private static void powers(float[] y, int yo, float[] x, int xo, int n, float[] space) {
        for (int i = 0; i <= n - LANES; i += LANES) {
            FloatVector power =
                    VectorFunctions.expDownwards(vector(x, xo + i).abs().neg());
            power.intoArray(space, POWER + i);
            power.add(1f).intoArray(space, ONE_PLUS_POWER + i);
        }
    }

    private static void exponentsOfSums(float[] y, int yo, float[] x, int xo, int n, float[] space) {
        exponents(y, yo, space, ONE_PLUS_POWER, n, space);
    }

    private static void mantissasOfSums(float[] y, int yo, float[] x, int xo, int n, float[] space) {
        mantissas(y, yo, space, ONE_PLUS_POWER, n, space);
    }

    private static void logarithmsOfSums(float[] y, int yo, float[] x, int xo, int n, float[] space) {
        logarithms(space, LOGARITHM, space, ONE_PLUS_POWER, n, space);
    }

    private static void softplus(float[] y, int yo, float[] x, int xo, int n, float[] space) {
        for (int i = 0; i <= n - LANES; i += LANES) {
            VectorFunctions.softplus(
                            vector(x, xo + i),
                            vector(space, POWER + i),
                            vector(space, ONE_PLUS_POWER + i),
                            vector(space, LOGARITHM + i))
                    .intoArray(y, yo + i);
        }
    }

    private static void powersOfSquares(float[] y, int yo, float[] x, int xo, int n, float[] space) {
        for (int i = 0; i <= n - LANES; i += LANES) {
            VectorFunctions.expOfSquare(vector(x, xo + i)).intoArray(space, POWER + i);
        }
    }

    private static void erfFar(float[] y, int yo, float[] x, int xo, int n, float[] space) {
        for (int i = 0; i <= n - LANES; i += LANES) {
            VectorFunctions.erfFar(vector(x, xo + i), vector(space, POWER + i)).intoArray(space, FAR + i);
        }
    }

    private static void erf(float[] y, int yo, float[] x, int xo, int n, float[] space) {
        for (int i = 0; i <= n - LANES; i += LANES) {
            VectorFunctions.erf(vector(x, xo + i), vector(space, FAR + i)).intoArray(y, yo + i);
        }
    }
}
