package nunchi.cpu.numerics;

import java.util.Objects;
import java.util.function.IntConsumer;
import nunchi.backend.MatrixView;
import nunchi.backend.Neighbours;
import nunchi.backend.Numerics;
import nunchi.backend.NumericsChecks;
import nunchi.backend.PlaneConvolution;
import nunchi.check.StoppedException;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.MatMulStep;
import nunchi.cpu.step.MatMulStep.Product;
import nunchi.cpu.step.Matrix;
import nunchi.cpu.step.NeighbourSearch;
import nunchi.cpu.step.PairSearch;
import nunchi.cpu.step.ProductGoal;
import nunchi.cpu.thread.ThreadPool;
import nunchi.tensor.Shape;

/// [Numerics] on the register tiles and the team of the cpu backend.
public final class CpuNumerics implements Numerics {
    private final Kernels kernels;
    private final ThreadPool team;
    private final Object owner;

    /// @param owner of the team, held so that its threads do not end before these numerics
    public CpuNumerics(Kernels kernels, ThreadPool team, Object owner) {
        this.kernels = kernels;
        this.team = team;
        this.owner = Objects.requireNonNull(owner);
    }

    @Override
    public void multiply(MatrixView left, MatrixView right, float[] product) {
        NumericsChecks.product(left, right, product);
        ProductGoal goal = new ProductGoal(Buffer.over(product, 0, product.length), null, right.columns(), team);
        Product operands = new Product(
                operand(withSlack(left.transposed()).transposed()), operand(withSlack(right)), left.columns());
        Shape shape = Shape.of(left.rows(), right.columns());
        new MatMulStep(operands, shape, goal, kernels, CpuNumerics::scratch).run(0);
    }

    private static Buffer scratch(int size) {
        return Buffer.over(Alignment.allocate(size), Alignment.FIRST, size);
    }

    private static Matrix operand(MatrixView matrix) {
        Buffer buffer = Buffer.over(matrix.values(), matrix.first(), matrix.values().length - matrix.first());
        return new Matrix(buffer, matrix.rowStep(), matrix.columnStep());
    }

    /// Tiles read whole vectors of rows that lie in one piece, and may read beyond the last; of the left matrix too,
    /// where the product is computed as its transpose.
    private static MatrixView withSlack(MatrixView matrix) {
        long last = matrix.first() + (matrix.rows() - 1L) * matrix.rowStep() + matrix.columns();
        if (matrix.columnStep() != 1 || last + Alignment.SLACK + Alignment.LINE <= matrix.values().length) {
            return matrix;
        }
        float[] roomy = Alignment.allocate((long) matrix.rows() * matrix.columns() + Alignment.LINE);
        for (int row = 0; row < matrix.rows(); row++) {
            System.arraycopy(
                    matrix.values(),
                    matrix.first() + row * matrix.rowStep(),
                    roomy,
                    Alignment.FIRST + row * matrix.columns(),
                    matrix.columns());
        }
        return new MatrixView(roomy, Alignment.FIRST, matrix.rows(), matrix.columns(), matrix.columns(), 1);
    }

    @Override
    public Neighbours nearest(MatrixView queries, MatrixView points, int count) {
        NumericsChecks.neighbours(queries, points, count, points.rows());
        return new NeighbourSearch(queries, points, count, kernels, team).run();
    }

    @Override
    public Neighbours neighbours(MatrixView rows, int count) {
        NumericsChecks.neighbours(rows, rows, count, rows.rows() - 1);
        return new PairSearch(rows, count, kernels, team).run();
    }

    @Override
    public PlaneConvolution convolution(float[] kernel, int rows, int columns) {
        return new EvenConvolution(kernel, rows, columns, kernels.butterflies(), team);
    }

    @Override
    public void share(int count, IntConsumer work) {
        StoppedException.ifInterrupted();
        team.run(count, (task, _) -> work.accept(task));
    }
}
