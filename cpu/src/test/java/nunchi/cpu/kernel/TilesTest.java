package nunchi.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TilesTest {
    private static final int VECTOR_LANES = FloatVector.SPECIES_PREFERRED.length();
    private static final float UNTOUCHED = 77;
    private static final int FIRST = 3;
    /// Where the left operand begins in its array.
    private static final int OFFSET = 1;

    private interface Run {
        void apply(Panel panel, float[] a, int ao, float[] c, int co);
    }

    /// How the left operand lies.
    private enum Lie {
        ALONG,
        ACROSS,
        PACKED
    }

    /// @param width in floats
    private record Tile(String name, int rows, int width, Lie lie, Run run) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Tile along(int rows, int vectors, Run run) {
        return new Tile("along %d x %d".formatted(rows, vectors), rows, vectors * VECTOR_LANES, Lie.ALONG, run);
    }

    private static Tile across(int rows, int vectors, Run run) {
        return new Tile("across %d x %d".formatted(rows, vectors), rows, vectors * VECTOR_LANES, Lie.ACROSS, run);
    }

    private static Tile packed(int rows, int vectors, Run run) {
        return new Tile("packed %d x %d".formatted(rows, vectors), rows, vectors * VECTOR_LANES, Lie.PACKED, run);
    }

    private static Stream<Tile> through(Tiles tiles) {
        return IntStream.rangeClosed(1, tiles.widest())
                .boxed()
                .flatMap(vectors -> Stream.of(Lie.values())
                        .map(lie -> new Tile(
                                "%s, %d vectors, %s".formatted(tiles.getClass().getSimpleName(), vectors, lie),
                                tiles.rows(vectors),
                                vectors * tiles.lanes(),
                                lie,
                                (panel, a, ao, c, co) -> tiles.run(vectors, panel, a, ao, c, co))));
    }

    private static Stream<Tile> all() {
        Stream<Tile> shapes = Stream.of(
                along(12, 1, Along12x1::run),
                along(12, 2, Along12x2::run),
                along(8, 3, Along8x3::run),
                along(6, 4, Along6x4::run),
                along(5, 5, Along5x5::run),
                along(6, 2, Along6x2::run),
                across(12, 1, Across12x1::run),
                across(12, 2, Across12x2::run),
                across(8, 3, Across8x3::run),
                across(6, 4, Across6x4::run),
                across(5, 5, Across5x5::run),
                across(6, 2, Across6x2::run),
                packed(12, 2, Packed12x2::run));
        return Stream.of(shapes, through(new VectorTiles()), through(new ScalarTiles()))
                .flatMap(tiles -> tiles);
    }

    private static float[] random(int n, int seed) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) Math.sin(i * 0.7 + seed);
        }
        return values;
    }

    private static Panel panel(Tile tile, int rows, int depth, int columns, boolean accumulate) {
        Panel panel = new Panel();
        panel.rows = rows;
        panel.depth = depth;
        panel.first = FIRST;
        panel.across = tile.lie != Lie.ALONG;
        panel.packed = tile.lie == Lie.PACKED;
        panel.accumulate = accumulate;
        panel.aStep = IntStream.range(0, FIRST + depth)
                .map(p -> switch (tile.lie) {
                    case ALONG -> p;
                    case ACROSS -> p * 53 % 97;
                    case PACKED -> p * tile.rows;
                })
                .toArray();
        Arrays.setAll(panel.aRow, i -> panel.across ? 5 + Math.min(i, rows - 1) : Math.min(i, rows - 1) * 71 % 113);
        panel.bo = 2;
        panel.bStep = panel.packed ? tile.width : tile.width + 1;
        panel.b = random(panel.bo + depth * panel.bStep + tile.width, 2);
        panel.cRow = columns;
        return panel;
    }

    private static float chain(Panel panel, float[] a, float start, int i, int j) {
        float sum = panel.accumulate ? start : 0;
        for (int p = 0; p < panel.depth; p++) {
            sum = Math.fma(
                    a[OFFSET + panel.aRow[i] + panel.aStep[FIRST + p]], panel.b[panel.bo + p * panel.bStep + j], sum);
        }
        return sum;
    }

    /// Columns beyond a row's end may go to where the next row begins, and to behind the last.
    private static void check(Tile tile, int rows, int depth, int columns, boolean accumulate) {
        Panel panel = panel(tile, rows, depth, columns, accumulate);
        float[] a = random(600, 1);
        float[] before = random(4 + Panel.MOST_ROWS * columns + tile.width, 3);
        int end = 4 + (rows - 1) * columns + tile.width;
        Arrays.fill(before, end, before.length, UNTOUCHED);
        float[] c = before.clone();
        tile.run.apply(panel, a, OFFSET, c, 4);
        String what =
                "%s: %d rows, depth %d, %d columns, accumulate %s".formatted(tile, rows, depth, columns, accumulate);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int at = 4 + i * columns + j;
                assertThat(c[at]).as("%s: row %d, column %d", what, i, j).isEqualTo(chain(panel, a, before[at], i, j));
            }
        }
        assertThat(Arrays.copyOfRange(c, end, c.length))
                .as("%s: rows that are not there", what)
                .containsOnly(UNTOUCHED);
        assertThat(Arrays.copyOf(c, 4)).as("%s: before the first row", what).isEqualTo(Arrays.copyOf(before, 4));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aTileIsChainsOfMultiplyAddsForAnyRowsAndDepth(Tile tile) {
        for (int rows = 1; rows <= tile.rows; rows++) {
            for (int depth : new int[] {1, 2, 7, 8, 9, 33}) {
                check(tile, rows, depth, tile.width, false);
                check(tile, rows, depth, tile.width, true);
                check(tile, rows, depth, tile.width - 3, false);
                check(tile, rows, depth, tile.width - 3, true);
            }
        }
    }
}
