package nunchi.cpu.numerics;

import java.util.Arrays;
import nunchi.backend.PlaneConvolution;
import nunchi.cpu.kernel.Butterflies;
import nunchi.cpu.kernel.Butterflies.Complex;
import nunchi.cpu.thread.ThreadPool;

/// A convolution by Fourier transforms of twice the plane's extents, so that what comes round meets nothing.
///
/// Rows are transformed 32 at a time, as the real and the imaginary parts of 16 signals; of their spectra, columns 0 to
/// n/2 are kept, 16 to a block. A block of columns is transformed, multiplied with the kernel's spectrum, which is real
/// because the kernel is even, and transformed back while it is in cache. Rows of zeros are neither transformed nor
/// written.
final class EvenConvolution implements PlaneConvolution {
    private static final int LANES = Fourier.LANES;
    private static final int ROWS = 2 * LANES;

    private final int rows;
    private final int columns;
    private final Fourier across;
    private final Fourier along;
    private final ThreadPool team;
    private final int blocks;
    /// The kernel's spectrum, `[blocks, along, 16]`, scaled for the way there and back.
    private final float[] kernel;
    /// `[blocks, rows, (real, imaginary), 16]`
    private final float[] spectrum;
    private final float[][] memories;
    private float[] plane = {};
    private float[] result = {};

    EvenConvolution(float[] kernel, int rows, int columns, Butterflies butterflies, ThreadPool team) {
        this.rows = rows;
        this.columns = columns;
        this.team = team;
        this.across = new Fourier(Fourier.lengthFrom(2 * columns), butterflies);
        this.along = new Fourier(Fourier.lengthFrom(2 * rows), butterflies);
        this.blocks = Math.ceilDiv(across.length() / 2 + 1, LANES);
        this.memories = new float[team.size()][4 * Math.max(across.part(), along.part())];
        this.spectrum = new float[blocks * rows * ROWS];
        this.kernel = new float[blocks * along.part()];
        transformKernel(kernel);
    }

    @Override
    public void apply(float[] values, float[] into) {
        plane = values;
        result = into;
        team.run(Math.ceilDiv(rows, ROWS), this::transformRows);
        team.run(blocks, this::convolveColumns);
        team.run(Math.ceilDiv(rows, ROWS), this::transformRowsBack);
    }

    private static Complex first(float[] memory, Fourier fourier) {
        return new Complex(memory, 0, fourier.part());
    }

    private static Complex second(float[] memory, Fourier fourier) {
        return new Complex(memory, 2 * fourier.part(), 3 * fourier.part());
    }

    private void transformRows(int task, int member) {
        float[] memory = memories[member];
        Complex x = first(memory, across);
        Arrays.fill(memory, 0, 2 * across.part(), 0);
        int row = task * ROWS;
        for (int lane = 0; lane < ROWS && row + lane < rows; lane++) {
            int to = (lane < LANES ? x.real() : x.imaginary() - LANES) + lane;
            for (int k = 0; k < columns; k++) {
                memory[to + k * LANES] = plane[(row + lane) * columns + k];
            }
        }
        Complex y = across.transform(x, second(memory, across));
        for (int k = 0; k <= across.length() / 2; k++) {
            separate(y, k, row);
        }
    }

    /// The spectra of two real signals from that of both: `A[k] = (Z[k] + conj Z[n-k])`,
    /// `B[k] = (Z[k] - conj Z[n-k]) / i`, twice as large as they are.
    private void separate(Complex z, int k, int row) {
        float[] memory = z.values();
        int at = k * LANES;
        int mirrored = k == 0 ? 0 : (across.length() - k) * LANES;
        int to = (k / LANES * rows + row) * ROWS + k % LANES;
        for (int lane = 0; lane < LANES && row + lane < rows; lane++) {
            float re = memory[z.real() + at + lane];
            float im = memory[z.imaginary() + at + lane];
            float mirroredRe = memory[z.real() + mirrored + lane];
            float mirroredIm = memory[z.imaginary() + mirrored + lane];
            spectrum[to + lane * ROWS] = re + mirroredRe;
            spectrum[to + lane * ROWS + LANES] = im - mirroredIm;
            if (row + lane + LANES < rows) {
                spectrum[to + (lane + LANES) * ROWS] = im + mirroredIm;
                spectrum[to + (lane + LANES) * ROWS + LANES] = mirroredRe - re;
            }
        }
    }

    private void convolveColumns(int block, int member) {
        float[] memory = memories[member];
        Complex x = first(memory, along);
        Arrays.fill(memory, 0, 2 * along.part(), 0);
        for (int row = 0; row < rows; row++) {
            int from = (block * rows + row) * ROWS;
            System.arraycopy(spectrum, from, memory, x.real() + row * LANES, LANES);
            System.arraycopy(spectrum, from + LANES, memory, x.imaginary() + row * LANES, LANES);
        }
        Complex y = along.transform(x, second(memory, along));
        int from = block * along.part();
        for (int i = 0; i < along.part(); i++) {
            memory[y.real() + i] *= kernel[from + i];
            memory[y.imaginary() + i] *= kernel[from + i];
        }
        Complex free = y.real() == x.real() ? second(memory, along) : x;
        Complex back = along.transform(y.exchanged(), free.exchanged()).exchanged();
        for (int row = 0; row < rows; row++) {
            int to = (block * rows + row) * ROWS;
            System.arraycopy(memory, back.real() + row * LANES, spectrum, to, LANES);
            System.arraycopy(memory, back.imaginary() + row * LANES, spectrum, to + LANES, LANES);
        }
    }

    private void transformRowsBack(int task, int member) {
        float[] memory = memories[member];
        Complex x = first(memory, across);
        int row = task * ROWS;
        for (int k = 0; k <= across.length() / 2; k++) {
            join(x, k, row);
        }
        Complex y = across.transform(x.exchanged(), second(memory, across).exchanged())
                .exchanged();
        for (int lane = 0; lane < ROWS && row + lane < rows; lane++) {
            int from = (lane < LANES ? y.real() : y.imaginary() - LANES) + lane;
            for (int k = 0; k < columns; k++) {
                result[(row + lane) * columns + k] = memory[from + k * LANES];
            }
        }
    }

    /// `Z[k] = A[k] + i·B[k]`, `Z[n-k] = conj A[k] + i·conj B[k]`.
    private void join(Complex z, int k, int row) {
        float[] memory = z.values();
        int at = k * LANES;
        int mirrored = k == 0 ? 0 : (across.length() - k) * LANES;
        int from = (k / LANES * rows + row) * ROWS + k % LANES;
        for (int lane = 0; lane < LANES; lane++) {
            boolean present = row + lane < rows;
            boolean paired = row + lane + LANES < rows;
            float a = present ? spectrum[from + lane * ROWS] : 0;
            float ai = present ? spectrum[from + lane * ROWS + LANES] : 0;
            float b = paired ? spectrum[from + (lane + LANES) * ROWS] : 0;
            float bi = paired ? spectrum[from + (lane + LANES) * ROWS + LANES] : 0;
            memory[z.real() + mirrored + lane] = a + bi;
            memory[z.imaginary() + mirrored + lane] = b - ai;
            memory[z.real() + at + lane] = a - bi;
            memory[z.imaginary() + at + lane] = b + ai;
        }
    }

    /// The spectrum of the kernel, laid evenly around element 0: a cosine transform along both axes.
    private void transformKernel(float[] values) {
        float[] half = new float[blocks * rows * LANES];
        team.run(Math.ceilDiv(rows, LANES), (task, member) -> transformKernelRows(values, task * LANES, member, half));
        float scale = 0.5f / ((float) across.length() * along.length());
        team.run(blocks, (block, member) -> {
            float[] memory = memories[member];
            Complex x = first(memory, along);
            Arrays.fill(memory, 0, 2 * along.part(), 0);
            for (int row = 0; row < rows; row++) {
                int from = (block * rows + row) * LANES;
                System.arraycopy(half, from, memory, x.real() + row * LANES, LANES);
                System.arraycopy(half, from, memory, x.real() + (row == 0 ? 0 : along.length() - row) * LANES, LANES);
            }
            Complex y = along.transform(x, second(memory, along));
            for (int i = 0; i < along.part(); i++) {
                kernel[block * along.part() + i] = scale * memory[y.real() + i];
            }
        });
    }

    private void transformKernelRows(float[] values, int row, int member, float[] half) {
        float[] memory = memories[member];
        Complex x = first(memory, across);
        Arrays.fill(memory, 0, 2 * across.part(), 0);
        for (int lane = 0; lane < LANES && row + lane < rows; lane++) {
            for (int k = 0; k < columns; k++) {
                float value = values[(row + lane) * columns + k];
                memory[x.real() + k * LANES + lane] = value;
                memory[x.real() + (k == 0 ? 0 : across.length() - k) * LANES + lane] = value;
            }
        }
        Complex y = across.transform(x, second(memory, across));
        for (int k = 0; k <= across.length() / 2; k++) {
            for (int lane = 0; lane < LANES && row + lane < rows; lane++) {
                half[(k / LANES * rows + row + lane) * LANES + k % LANES] = memory[y.real() + k * LANES + lane];
            }
        }
    }
}
