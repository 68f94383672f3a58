package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [Arithmetic] on the Vector API, at the machine's preferred width; the end of each run is left to the scalar twin.
public final class VectorArithmetic implements Arithmetic {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int VIRTUAL_LANES = 16;
    private static final FloatVector ZERO = FloatVector.zero(SPECIES);
    private static final FloatVector ONE = FloatVector.broadcast(SPECIES, 1f);

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
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, ao + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bo + i);
            VectorFunctions.flush(u.add(v)).intoArray(y, yo + i);
        }
        tail.add(y, yo + i, a, ao + i, b, bo + i, n - i);
    }

    @Override
    public void subtract(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, ao + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bo + i);
            VectorFunctions.flush(u.sub(v)).intoArray(y, yo + i);
        }
        tail.subtract(y, yo + i, a, ao + i, b, bo + i, n - i);
    }

    @Override
    public void multiply(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, ao + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bo + i);
            VectorFunctions.flush(u.mul(v)).intoArray(y, yo + i);
        }
        tail.multiply(y, yo + i, a, ao + i, b, bo + i, n - i);
    }

    @Override
    public void divide(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, ao + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bo + i);
            VectorFunctions.flush(u.div(v)).intoArray(y, yo + i);
        }
        tail.divide(y, yo + i, a, ao + i, b, bo + i, n - i);
    }

    @Override
    public void multiplyAdd(float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, ao + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bo + i);
            FloatVector w = FloatVector.fromArray(SPECIES, c, co + i);
            VectorFunctions.flush(VectorFunctions.flush(u.mul(v)).add(w)).intoArray(y, yo + i);
        }
        tail.multiplyAdd(y, yo + i, a, ao + i, b, bo + i, c, co + i, n - i);
    }

    @Override
    public void subtractProduct(float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, ao + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bo + i);
            FloatVector w = FloatVector.fromArray(SPECIES, c, co + i);
            VectorFunctions.flush(w.sub(VectorFunctions.flush(u.mul(v)))).intoArray(y, yo + i);
        }
        tail.subtractProduct(y, yo + i, a, ao + i, b, bo + i, c, co + i, n - i);
    }

    @Override
    public void maximum(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, ao + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bo + i);
            v.blend(u, u.compare(VectorOperators.GT, v)).intoArray(y, yo + i);
        }
        tail.maximum(y, yo + i, a, ao + i, b, bo + i, n - i);
    }

    @Override
    public void minimum(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, ao + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bo + i);
            v.blend(u, u.lt(v)).intoArray(y, yo + i);
        }
        tail.minimum(y, yo + i, a, ao + i, b, bo + i, n - i);
    }

    @Override
    public void greater(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, ao + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bo + i);
            ZERO.blend(ONE, u.compare(VectorOperators.GT, v)).intoArray(y, yo + i);
        }
        tail.greater(y, yo + i, a, ao + i, b, bo + i, n - i);
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
