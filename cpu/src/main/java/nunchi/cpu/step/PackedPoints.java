package nunchi.cpu.step;

import nunchi.backend.MatrixView;
import nunchi.cpu.kernel.Arithmetic;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.ProductPart.InBuffer;
import nunchi.cpu.step.ProductPart.Place;
import nunchi.cpu.thread.ThreadPool;

/// Points as the right matrix of products, in blocks of columns, with their squared lengths. They are moved by their
/// mean, which takes nothing from distances and the cancellation from the scores `|p|² - 2·q·p`.
final class PackedPoints {
    private static final int COLUMNS = 64;
    static final int VIRTUAL_LANES = 16;

    private final MatrixView points;
    private final Arithmetic arithmetic;
    private final Panels panels;
    private final float[] packed;
    private final float[] norms;
    private final float[] mean;
    private float longest;

    /// @param block points of a block, a multiple of 16
    PackedPoints(MatrixView points, int block, Kernels kernels) {
        this.points = points;
        this.arithmetic = kernels.arithmetic();
        this.panels = new Panels(1, points.columns(), points.rows(), block, kernels.tiles());
        this.packed = Alignment.allocate(panels.size());
        this.norms = new float[points.rows()];
        this.mean = new float[points.columns()];
    }

    void pack(ThreadPool team) {
        team.run(
                Math.ceilDiv(mean.length, COLUMNS),
                (task, _) -> takeMean(task * COLUMNS, Math.min(mean.length, (task + 1) * COLUMNS)));
        team.run(panels.blocks(), (block, _) -> pack(block));
        for (float norm : norms) {
            longest = Math.max(longest, norm);
        }
    }

    MatrixView points() {
        return points;
    }

    int blocks() {
        return panels.blocks();
    }

    int first(int block) {
        return block * panels.block();
    }

    int end(int block) {
        return Math.min(points.rows(), first(block) + panels.block());
    }

    float[] norms() {
        return norms;
    }

    /// Of the squared lengths.
    float longest() {
        return longest;
    }

    private void takeMean(int from, int end) {
        double[] sums = new double[end - from];
        for (int row = 0; row < points.rows(); row++) {
            int first = points.first() + row * points.rowStep() + from;
            for (int j = 0; j < sums.length; j++) {
                sums[j] += points.values()[first + j];
            }
        }
        for (int j = 0; j < sums.length; j++) {
            mean[from + j] = (float) (sums[j] / points.rows());
        }
    }

    private void pack(int block) {
        float[] moved = new float[mean.length];
        float[] lanes = new float[VIRTUAL_LANES];
        for (int unit = 0; unit < panels.blockUnits(block); ) {
            int width = panels.stripVectors(block, unit) * panels.tiles().lanes();
            int strip = Alignment.FIRST + panels.strip(block, unit);
            for (int j = 0; j < width && first(block) + unit + j < points.rows(); j++) {
                int point = first(block) + unit + j;
                move(points, point, moved, 0);
                for (int p = 0; p < moved.length; p++) {
                    packed[strip + p * width + j] = moved[p];
                }
                norms[point] = squaredLength(points, point, lanes);
            }
            unit += width;
        }
    }

    /// Writes a row less the mean.
    void move(MatrixView rows, int row, float[] into, int at) {
        arithmetic.subtract(into, at, rows.values(), rows.first() + row * rows.rowStep(), mean, 0, mean.length);
    }

    /// Of a row less the mean.
    float squaredLength(MatrixView rows, int row, float[] lanes) {
        return arithmetic.squaredDistance(
                rows.values(), rows.first() + row * rows.rowStep(), mean, 0, mean.length, lanes);
    }

    /// Of a row and a point.
    float square(MatrixView rows, int row, int point, float[] lanes) {
        int x = rows.first() + row * rows.rowStep();
        int y = points.first() + point * points.rowStep();
        return arithmetic.squaredDistance(rows.values(), x, points.values(), y, mean.length, lanes);
    }

    /// The points as the right matrix of a product.
    Place place() {
        return new InBuffer(Buffer.over(packed, 0, packed.length), Alignment.FIRST);
    }
}
