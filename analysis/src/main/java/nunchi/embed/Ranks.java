package nunchi.embed;

import java.util.Arrays;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;

/// Where some rows stand among the rows nearest to others: 1 for the nearest. Rows are compared by `|xⱼ|² - 2·xᵢ·xⱼ`,
/// which is in the order of the distances from row i, a chunk of rows after the other; where rounding could have
/// changed the order, by their distances in float64.
///
/// @param rows   of which the ranks are
/// @param asked  the rows i
/// @param others the rows j of each, [MapQuality#NEIGHBOURS] of them
record Ranks(Centred rows, int[] asked, int[] others, Numerics numerics) {
    private static final int OTHERS = MapQuality.NEIGHBOURS;
    /// Values of the rows asked that are in memory at once.
    private static final int VALUES = 1 << 22;
    /// Of a score, in units of the squared lengths: six deviations of a random walk.
    private static final double ROUNDING = 6 * 0x1p-24;

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
        float[] doubts = new float[(end - from) * OTHERS];
        numerics.share(end - from, i -> {
            rows.read(asked[from + i], queries, i * d);
            float[] other = new float[d];
            for (int place = 0; place < OTHERS; place++) {
                rows.read(others[(from + i) * OTHERS + place], other, 0);
                double length = Vectors.squares(other, 0, d);
                own[i * OTHERS + place] = Math.fma(-2f, product(queries, i * d, other), (float) length);
                doubts[i * OTHERS + place] = (float) (rounding() * (length + Vectors.squares(queries, i * d, d)));
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
            numerics.share(end - from, i -> {
                Part part = new Part(first, chunk.rows(), scores, i * chunk.rows(), lengths);
                part.score();
                addNearer(part, from + i, i * OTHERS, new Own(own, doubts), ranks);
            });
        }
    }

    /// Of the others of each row asked.
    ///
    /// @param doubts how far rounding may move the scores, but for the lengths of the rows they are compared with
    private record Own(float[] scores, float[] doubts) {}

    private void addNearer(Part part, int query, int ownAt, Own own, int[] ranks) {
        for (int place = 0; place < OTHERS; place++) {
            int at = query * OTHERS + place;
            ranks[at] += nearer(part, asked[query], others[at], own.scores[ownAt + place], own.doubts[ownAt + place]);
        }
    }

    private double rounding() {
        return ROUNDING * (Math.sqrt(rows.mean().length) + 4);
    }

    /// The scores of one row asked in one chunk.
    ///
    /// @param at where its products with the chunk's rows lie
    private record Part(int first, int rows, float[] products, int at, float[] lengths) {

        void score() {
            for (int j = 0; j < rows; j++) {
                products[at + j] = Math.fma(-2f, products[at + j], lengths[j]);
            }
        }
    }

    /// The rows of a chunk, other than these two, that are nearer to the row asked than the other is.
    private int nearer(Part part, int asked, int other, float own, float doubt) {
        float rounding = (float) rounding();
        double limit = Double.NaN;
        int count = 0;
        for (int j = 0; j < part.rows; j++) {
            float difference = part.products[part.at + j] - own;
            boolean below = difference < 0;
            if (Math.abs(difference) <= doubt + rounding * part.lengths[j]) {
                limit = Double.isNaN(limit) ? square(asked, other) : limit;
                below = part.first + j != other && square(asked, part.first + j) < limit;
            }
            count += below && part.first + j != asked && part.first + j != other ? 1 : 0;
        }
        return count;
    }

    /// `|xᵢ - xⱼ|²` of the rows as they were given.
    private double square(int i, int j) {
        float[] one = new float[rows.mean().length];
        float[] other = new float[one.length];
        rows.rows().read(i, 1, one, 0);
        rows.rows().read(j, 1, other, 0);
        double sum = 0;
        for (int column = 0; column < one.length; column++) {
            double difference = (double) one[column] - other[column];
            sum = Math.fma(difference, difference, sum);
        }
        return sum;
    }

    private static float product(float[] a, int from, float[] b) {
        float sum = 0;
        for (int j = 0; j < b.length; j++) {
            sum = Math.fma(a[from + j], b[j], sum);
        }
        return sum;
    }
}
