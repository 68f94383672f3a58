package nunchi.embed;

import java.util.Arrays;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;

/// Where some rows stand among the rows nearest to others: 1 for the nearest. Rows are compared by `|xⱼ|² - 2·xᵢ·xⱼ`, which is in the order of the
/// distances from row i, a chunk of rows after the other.
///
/// @param rows   of which the ranks are
/// @param asked  the rows i
/// @param others the rows j of each, [MapQuality#NEIGHBOURS] of them
record Ranks(Centred rows, int[] asked, int[] others, Numerics numerics) {
    private static final int OTHERS = MapQuality.NEIGHBOURS;
    /// Values of the rows asked that are in memory at once.
    private static final int VALUES = 1 << 22;

    /// In the order of [#others].
    int[] all() {
        int[] ranks = new int[others.length];
        Arrays.fill(ranks, 1);
        int group = Math.clamp(VALUES / rows.mean().length, 1, asked.length);
        for (int from = 0; from < asked.length; from += group) {
            add(from, Math.min(asked.length, from + group), ranks);
        }
        return ranks;
    }

    private void add(int from, int end, int[] ranks) {
        int d = rows.mean().length;
        float[] queries = new float[(end - from) * d + Centred.SLACK];
        float[] own = new float[(end - from) * OTHERS];
        numerics.share(end - from, i -> {
            rows.read(asked[from + i], queries, i * d);
            float[] other = new float[d];
            for (int place = 0; place < OTHERS; place++) {
                rows.read(others[(from + i) * OTHERS + place], other, 0);
                own[i * OTHERS + place] = Math.fma(-2f, product(queries, i * d, other), (float) Vectors.squares(other, 0, d));
            }
        });
        MatrixView left = MatrixView.of(queries, end - from, d);
        float[] array = rows.chunkArray();
        float[] scores = new float[(end - from) * rows.chunkRows()];
        float[] lengths = new float[rows.chunkRows()];
        for (int c = 0; c < rows.chunks(); c++) {
            MatrixView chunk = rows.chunk(c, array, numerics);
            int first = c * rows.chunkRows();
            numerics.share(chunk.rows(), row -> lengths[row] = (float) Vectors.squares(array, row * d, d));
            numerics.multiply(left, chunk.transposed(), scores);
            numerics.share(end - from, i -> count(new Part(first, chunk.rows(), scores, i * chunk.rows(), lengths), from + i, own, i * OTHERS, ranks));
        }
    }

    /// The scores of one row asked in one chunk.
    ///
    /// @param at where its products with the chunk's rows lie
    private record Part(int first, int rows, float[] products, int at, float[] lengths) {

        int below(float score) {
            int count = 0;
            for (int j = 0; j < rows; j++) {
                count += products[at + j] < score ? 1 : 0;
            }
            return count;
        }

        /// Whether one row of them all is below: 1 or 0.
        int below(float score, int row) {
            return row >= first && row < first + rows && products[at + row - first] < score ? 1 : 0;
        }
    }

    private void count(Part part, int query, float[] own, int ownAt, int[] ranks) {
        for (int j = 0; j < part.rows; j++) {
            part.products[part.at + j] = Math.fma(-2f, part.products[part.at + j], part.lengths[j]);
        }
        for (int place = 0; place < OTHERS; place++) {
            int at = query * OTHERS + place;
            ranks[at] += part.below(own[ownAt + place]) - part.below(own[ownAt + place], asked[query]) - part.below(own[ownAt + place], others[at]);
        }
    }

    private static float product(float[] a, int from, float[] b) {
        float sum = 0;
        for (int j = 0; j < b.length; j++) {
            sum = Math.fma(a[from + j], b[j], sum);
        }
        return sum;
    }
}
