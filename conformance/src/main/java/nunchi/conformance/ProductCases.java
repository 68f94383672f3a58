package nunchi.conformance;

import java.util.Arrays;
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
        Stream<OpCase> single = Stream.of(ROWS_INNER_COLUMNS).flatMap(ProductCases::turned);
        Stream<OpCase> several = Stream.of(
                        new int[] {1, 3, 4, 5},
                        new int[] {3, 1, 1, 1},
                        new int[] {2, 17, 9, 33},
                        new int[] {5, 2, 65, 3},
                        new int[] {2, 3, 7, 12, 8},
                        new int[] {2, 256, 256, 192})
                .flatMap(ProductCases::turned);
        return Stream.concat(single, several);
    }

    private static Stream<OpCase> turned(int[] sizes) {
        return Stream.of(
                product(sizes, false, false),
                product(sizes, true, false),
                product(sizes, false, true),
                product(sizes, true, true));
    }

    /// @param sizes leading axes, then rows, inner and columns
    private static OpCase product(int[] sizes, boolean transposeLeft, boolean transposeRight) {
        int rows = sizes[sizes.length - 3];
        int inner = sizes[sizes.length - 2];
        int columns = sizes[sizes.length - 1];
        Shape left = matrices(sizes, transposeLeft ? inner : rows, transposeLeft ? rows : inner);
        Shape right = matrices(sizes, transposeRight ? columns : inner, transposeRight ? inner : columns);
        List<Operand> operands = Operand.each(Values.between(-1, 1), left, right);
        return new OpCase(new MatMul(transposeLeft, transposeRight), operands, Tolerance.sumOf(inner));
    }

    private static Shape matrices(int[] sizes, int rows, int columns) {
        int[] extents = Arrays.copyOf(sizes, sizes.length - 1);
        extents[extents.length - 2] = rows;
        extents[extents.length - 1] = columns;
        return Shape.of(extents);
    }
}
