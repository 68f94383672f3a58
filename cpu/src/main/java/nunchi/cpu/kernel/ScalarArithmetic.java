package nunchi.cpu.kernel;

import java.util.Arrays;
import nunchi.random.RandomKey;
import nunchi.tensor.FlushToZero;

/// [Arithmetic] one value after the other; C2 makes vectors of most of it. Runs where the Vector API is not there, and
/// is what the ends of the vector twin's loops compute.
public final class ScalarArithmetic implements Arithmetic {
    private static final int VIRTUAL_LANES = 16;

    @Override
    public void copy(float[] y, int yo, float[] x, int xo, int n) {
        System.arraycopy(x, xo, y, yo, n);
    }

    @Override
    public void fill(float[] y, int yo, float value, int n) {
        Arrays.fill(y, yo, yo + n, value);
    }

    @Override
    public void flush(float[] y, int yo, float[] x, int xo, float smallest, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.abs(x[xo + i]) < smallest ? 0f : x[xo + i];
        }
    }

    @Override
    public void negate(float[] y, int yo, float[] x, int xo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = -x[xo + i];
        }
    }

    @Override
    public void absolute(float[] y, int yo, float[] x, int xo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.abs(x[xo + i]);
        }
    }

    @Override
    public void exp(float[] y, int yo, float[] x, int xo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Functions.exp(x[xo + i]);
        }
    }

    @Override
    public void log(float[] y, int yo, float[] x, int xo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Functions.log(x[xo + i]);
        }
    }

    @Override
    public void sqrt(float[] y, int yo, float[] x, int xo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = (float) Math.sqrt(x[xo + i]);
        }
    }

    @Override
    public void sigmoid(float[] y, int yo, float[] x, int xo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Functions.sigmoid(x[xo + i]);
        }
    }

    @Override
    public void tanh(float[] y, int yo, float[] x, int xo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Functions.tanh(x[xo + i]);
        }
    }

    @Override
    public void relu(float[] y, int yo, float[] x, int xo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = x[xo + i] < 0 ? 0f : x[xo + i];
        }
    }

    @Override
    public void softplus(float[] y, int yo, float[] x, int xo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Functions.softplus(x[xo + i]);
        }
    }

    @Override
    public void erf(float[] y, int yo, float[] x, int xo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Functions.erf(x[xo + i]);
        }
    }

    @Override
    public void add(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = FlushToZero.of(a[ao + i] + b[bo + i]);
        }
    }

    @Override
    public void subtract(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = FlushToZero.of(a[ao + i] - b[bo + i]);
        }
    }

    @Override
    public void multiply(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = FlushToZero.of(a[ao + i] * b[bo + i]);
        }
    }

    @Override
    public void divide(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = FlushToZero.of(a[ao + i] / b[bo + i]);
        }
    }

    @Override
    public void multiplyAdd(float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = FlushToZero.of(FlushToZero.of(a[ao + i] * b[bo + i]) + c[co + i]);
        }
    }

    @Override
    public void subtractProduct(float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = FlushToZero.of(c[co + i] - FlushToZero.of(a[ao + i] * b[bo + i]));
        }
    }

    @Override
    public void maximum(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a[ao + i] > b[bo + i] ? a[ao + i] : b[bo + i];
        }
    }

    @Override
    public void minimum(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a[ao + i] < b[bo + i] ? a[ao + i] : b[bo + i];
        }
    }

    @Override
    public void greater(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a[ao + i] > b[bo + i] ? 1f : 0f;
        }
    }

    @Override
    public void uniform(float[] y, int yo, long key, int first, int n) {
        RandomKey numbers = new RandomKey(key);
        for (int i = 0; i < n; i++) {
            y[yo + i] = numbers.uniformFloat(first + i);
        }
    }

    @Override
    public void addRows(float[] y, int yo, float[] x, int xo, int n, int rows) {
        for (int row = 0; row < rows; row++) {
            int from = xo + row * n;
            for (int i = 0; i < n; i++) {
                y[yo + i] += x[from + i];
            }
        }
    }

    @Override
    public float sum(float[] x, int xo, int n, float[] lanes) {
        Arrays.fill(lanes, 0f);
        for (int i = 0; i < n; i++) {
            lanes[i % VIRTUAL_LANES] += x[xo + i];
        }
        return fold(lanes);
    }

    @Override
    public float squaredDistance(float[] x, int xo, float[] y, int yo, int n, float[] lanes) {
        Arrays.fill(lanes, 0f);
        for (int i = 0; i < n; i++) {
            float difference = x[xo + i] - y[yo + i];
            lanes[i % VIRTUAL_LANES] = Math.fma(difference, difference, lanes[i % VIRTUAL_LANES]);
        }
        return fold(lanes);
    }

    /// Adds lanes 8 apart, then 4, 2 and 1.
    static float fold(float[] lanes) {
        for (int distance = VIRTUAL_LANES / 2; distance > 0; distance /= 2) {
            for (int lane = 0; lane < distance; lane++) {
                lanes[lane] += lanes[lane + distance];
            }
        }
        return lanes[0];
    }
}
