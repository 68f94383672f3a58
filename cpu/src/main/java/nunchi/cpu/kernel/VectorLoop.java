package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Loops on vectors over two or three runs, all called from one place: what calls many of them does not inline them, as
/// [VectorPasses] says of its own.
enum VectorLoop {
    ADD(VectorLoop::add),
    SUBTRACT(VectorLoop::subtract),
    MULTIPLY(VectorLoop::multiply),
    DIVIDE(VectorLoop::divide),
    MULTIPLY_ADD(VectorLoop::multiplyAdd),
    SUBTRACT_PRODUCT(VectorLoop::subtractProduct),
    MAXIMUM(VectorLoop::maximum),
    MINIMUM(VectorLoop::minimum),
    GREATER(VectorLoop::greater);

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final FloatVector ZERO = FloatVector.zero(SPECIES);
    private static final FloatVector ONE = FloatVector.broadcast(SPECIES, 1f);

    private final Loop loop;

    VectorLoop(Loop loop) {
        this.loop = loop;
    }

    private interface Loop {
        void run(float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n);
    }

    /// A function of two runs.
    ///
    /// @return how many values are done, all but less than a vector's
    int run(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        return run(y, yo, a, ao, b, bo, b, bo, n);
    }

    /// A function of three runs.
    int run(float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        loop.run(y, yo, a, ao, b, bo, c, co, n);
        return n - n % LANES;
    }

    private static FloatVector vector(float[] x, int i) {
        return FloatVector.fromArray(SPECIES, x, i);
    }

    private static void add(float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        for (int i = 0; i <= n - LANES; i += LANES) {
            FloatVector u = vector(a, ao + i);
            FloatVector v = vector(b, bo + i);
            VectorFunctions.flush(u.add(v)).intoArray(y, yo + i);
        }
    }

    private static void subtract(float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        for (int i = 0; i <= n - LANES; i += LANES) {
            FloatVector u = vector(a, ao + i);
            FloatVector v = vector(b, bo + i);
            VectorFunctions.flush(u.sub(v)).intoArray(y, yo + i);
        }
    }

    private static void multiply(float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        for (int i = 0; i <= n - LANES; i += LANES) {
            FloatVector u = vector(a, ao + i);
            FloatVector v = vector(b, bo + i);
            VectorFunctions.flush(u.mul(v)).intoArray(y, yo + i);
        }
    }

    private static void divide(float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        for (int i = 0; i <= n - LANES; i += LANES) {
            FloatVector u = vector(a, ao + i);
            FloatVector v = vector(b, bo + i);
            VectorFunctions.flush(u.div(v)).intoArray(y, yo + i);
        }
    }

    private static void multiplyAdd(float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        for (int i = 0; i <= n - LANES; i += LANES) {
            FloatVector u = vector(a, ao + i);
            FloatVector v = vector(b, bo + i);
            FloatVector w = vector(c, co + i);
            VectorFunctions.flush(VectorFunctions.flush(u.mul(v)).add(w)).intoArray(y, yo + i);
        }
    }

    private static void subtractProduct(
            float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        for (int i = 0; i <= n - LANES; i += LANES) {
            FloatVector u = vector(a, ao + i);
            FloatVector v = vector(b, bo + i);
            FloatVector w = vector(c, co + i);
            VectorFunctions.flush(w.sub(VectorFunctions.flush(u.mul(v)))).intoArray(y, yo + i);
        }
    }

    private static void maximum(float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        for (int i = 0; i <= n - LANES; i += LANES) {
            FloatVector u = vector(a, ao + i);
            FloatVector v = vector(b, bo + i);
            v.blend(u, u.compare(VectorOperators.GT, v)).intoArray(y, yo + i);
        }
    }

    private static void minimum(float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        for (int i = 0; i <= n - LANES; i += LANES) {
            FloatVector u = vector(a, ao + i);
            FloatVector v = vector(b, bo + i);
            v.blend(u, u.lt(v)).intoArray(y, yo + i);
        }
    }

    private static void greater(float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        for (int i = 0; i <= n - LANES; i += LANES) {
            FloatVector u = vector(a, ao + i);
            FloatVector v = vector(b, bo + i);
            ZERO.blend(ONE, u.compare(VectorOperators.GT, v)).intoArray(y, yo + i);
        }
    }
}
