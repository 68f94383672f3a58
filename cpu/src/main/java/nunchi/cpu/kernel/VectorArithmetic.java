package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [Arithmetic] on the Vector API, at the machine's preferred width; the end of each run is left to the scalar twin.
public final class VectorArithmetic implements Arithmetic {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int VIRTUAL_LANES = 16;

    private final ScalarArithmetic tail = new ScalarArithmetic();

    @Override
    public void copy(float[] y, int yo, float[] x, int xo, int n) {
        tail.copy(y, yo, x, xo, n);
    }

    @Override
    public void fill(float[] y, int yo, float value, int n) {
        tail.fill(y, yo, value, n);
    }

    @Override
    public void flush(float[] y, int yo, float[] x, int xo, float smallest, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
            v.blend(0f, v.abs().lt(smallest)).intoArray(y, yo + i);
        }
        tail.flush(y, yo + i, x, xo + i, smallest, n - i);
    }

    @Override
    public void negate(float[] y, int yo, float[] x, int xo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
            v.neg().intoArray(y, yo + i);
        }
        tail.negate(y, yo + i, x, xo + i, n - i);
    }

    @Override
    public void absolute(float[] y, int yo, float[] x, int xo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
            v.abs().intoArray(y, yo + i);
        }
        tail.absolute(y, yo + i, x, xo + i, n - i);
    }

    @Override
    public void exp(float[] y, int yo, float[] x, int xo, int n) {
        VectorPasses.EXP.run(y, yo, x, xo, n);
    }

    @Override
    public void log(float[] y, int yo, float[] x, int xo, int n) {
        VectorPasses.LOG.run(y, yo, x, xo, n);
    }

    @Override
    public void sqrt(float[] y, int yo, float[] x, int xo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
            v.sqrt().intoArray(y, yo + i);
        }
        tail.sqrt(y, yo + i, x, xo + i, n - i);
    }

    @Override
    public void sigmoid(float[] y, int yo, float[] x, int xo, int n) {
        VectorPasses.SIGMOID.run(y, yo, x, xo, n);
    }

    @Override
    public void tanh(float[] y, int yo, float[] x, int xo, int n) {
        VectorPasses.TANH.run(y, yo, x, xo, n);
    }

    @Override
    public void relu(float[] y, int yo, float[] x, int xo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
            v.blend(0f, v.lt(0f)).intoArray(y, yo + i);
        }
        tail.relu(y, yo + i, x, xo + i, n - i);
    }

    @Override
    public void softplus(float[] y, int yo, float[] x, int xo, int n) {
        VectorPasses.SOFTPLUS.run(y, yo, x, xo, n);
    }

    @Override
    public void erf(float[] y, int yo, float[] x, int xo, int n) {
        VectorPasses.ERF.run(y, yo, x, xo, n);
    }

    @Override
    public void add(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        int done = VectorLoop.ADD.run(y, yo, a, ao, b, bo, n);
        tail.add(y, yo + done, a, ao + done, b, bo + done, n - done);
    }

    @Override
    public void subtract(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        int done = VectorLoop.SUBTRACT.run(y, yo, a, ao, b, bo, n);
        tail.subtract(y, yo + done, a, ao + done, b, bo + done, n - done);
    }

    @Override
    public void multiply(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        int done = VectorLoop.MULTIPLY.run(y, yo, a, ao, b, bo, n);
        tail.multiply(y, yo + done, a, ao + done, b, bo + done, n - done);
    }

    @Override
    public void divide(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        int done = VectorLoop.DIVIDE.run(y, yo, a, ao, b, bo, n);
        tail.divide(y, yo + done, a, ao + done, b, bo + done, n - done);
    }

    @Override
    public void multiplyAdd(float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        int done = VectorLoop.MULTIPLY_ADD.run(y, yo, a, ao, b, bo, c, co, n);
        tail.multiplyAdd(y, yo + done, a, ao + done, b, bo + done, c, co + done, n - done);
    }

    @Override
    public void subtractProduct(float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        int done = VectorLoop.SUBTRACT_PRODUCT.run(y, yo, a, ao, b, bo, c, co, n);
        tail.subtractProduct(y, yo + done, a, ao + done, b, bo + done, c, co + done, n - done);
    }

    @Override
    public void maximum(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        int done = VectorLoop.MAXIMUM.run(y, yo, a, ao, b, bo, n);
        tail.maximum(y, yo + done, a, ao + done, b, bo + done, n - done);
    }

    @Override
    public void minimum(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        int done = VectorLoop.MINIMUM.run(y, yo, a, ao, b, bo, n);
        tail.minimum(y, yo + done, a, ao + done, b, bo + done, n - done);
    }

    @Override
    public void greater(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        int done = VectorLoop.GREATER.run(y, yo, a, ao, b, bo, n);
        tail.greater(y, yo + done, a, ao + done, b, bo + done, n - done);
    }

    @Override
    public void uniform(float[] y, int yo, long key, int first, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            VectorFunctions.uniform((int) key, (int) (key >>> 32), first + i).intoArray(y, yo + i);
        }
        tail.uniform(y, yo + i, key, first + i, n - i);
    }

    @Override
    public void addRows(float[] y, int yo, float[] x, int xo, int n, int rows) {
        VectorRows.add(y, yo, x, xo, n, rows);
    }

    /// Runs of whole groups of 16 go through vectors; 8 or 4 lanes make two or four accumulators of them.
    @Override
    public float sum(float[] x, int xo, int n, float[] lanes) {
        int whole = n - n % VIRTUAL_LANES;
        for (int lane = 0; lane < VIRTUAL_LANES; lane += LANES) {
            FloatVector total = FloatVector.zero(SPECIES);
            for (int i = lane; i < whole; i += VIRTUAL_LANES) {
                total = total.add(FloatVector.fromArray(SPECIES, x, xo + i));
            }
            total.intoArray(lanes, lane);
        }
        for (int i = whole; i < n; i++) {
            lanes[i - whole] += x[xo + i];
        }
        return ScalarArithmetic.fold(lanes);
    }

    @Override
    public float squaredDistance(float[] x, int xo, float[] y, int yo, int n, float[] lanes) {
        int whole = n - n % VIRTUAL_LANES;
        for (int lane = 0; lane < VIRTUAL_LANES; lane += LANES) {
            FloatVector total = FloatVector.zero(SPECIES);
            for (int i = lane; i < whole; i += VIRTUAL_LANES) {
                FloatVector difference =
                        FloatVector.fromArray(SPECIES, x, xo + i).sub(FloatVector.fromArray(SPECIES, y, yo + i));
                total = difference.fma(difference, total);
            }
            total.intoArray(lanes, lane);
        }
        for (int i = whole; i < n; i++) {
            float difference = x[xo + i] - y[yo + i];
            lanes[i - whole] = Math.fma(difference, difference, lanes[i - whole]);
        }
        return ScalarArithmetic.fold(lanes);
    }
}
