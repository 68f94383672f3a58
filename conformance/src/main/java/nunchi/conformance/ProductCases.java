package nunchi.conformance;

import java.util.List;
import java.util.stream.Stream;
import nunchi.graph.op.MatMul;
import nunchi.tensor.Shape;

/// Matrix products in all four transpositions, at sizes that fit no tile, tall and wide.
final class ProductCases {
    private static final int[][] ROWS_INNER_COLUMNS = {
        {1, 1, 1},
        {1, 7, 1},
        {2, 3, 4},
        {5, 1, 7},
        {7, 8, 9},
        {15, 16, 17},
        {16, 16, 16},
        {17, 31, 33},
        {33, 64, 15},
        {14, 5, 32},
        {15, 33, 31},
        {67, 67, 67},
        {1, 67, 33},
        {33, 67, 1},
        {64, 1, 64},
        {3, 1000, 5},
        {1000, 3, 2},
        {2, 3, 1000},
        {3, 1000, 1},
        {130, 9, 70},
    };

    private ProductCases() {}

    static Stream<OpCase> all() {
        return Stream.of(ROWS_INNER_COLUMNS)
                .flatMap(sizes -> Stream.of(
                        product(sizes, false, false),
                        product(sizes, true, false),
                        product(sizes, false, true),
                        product(sizes, true, true)));
    }

    private static OpCase product(int[] sizes, boolean transposeLeft, boolean transposeRight) {
        Shape left = transposeLeft ? Shape.of(sizes[1], sizes[0]) : Shape.of(sizes[0], sizes[1]);
        Shape right = transposeRight ? Shape.of(sizes[2], sizes[1]) : Shape.of(sizes[1], sizes[2]);
        List<Operand> operands = Operand.each(Values.between(-1, 1), left, right);
        return new OpCase(new MatMul(transposeLeft, transposeRight), operands, Tolerance.sumOf(sizes[1]));
    }
}
