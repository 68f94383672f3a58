package nunchi.embed;

import nunchi.backend.FloatRange;
import nunchi.backend.MatrixView;
import nunchi.backend.Neighbours;
import nunchi.backend.Numerics;

/// New rows on their way into a map.
final class Placement {
    private static final int ITERATIONS = 100;
    private static final int ROWS = 64;

    private final double perplexity;
    private final float[] known;
    private final Numerics numerics;
    private final Neighbours nearest;
    private final double[] affinities;
    private final float[] places;
    private final float[] slopes;

    /// @param known `[n, 2]`, the places of the rows
    Placement(Tsne settings, MatrixView rows, float[] known, MatrixView others, Numerics numerics) {
        Values.requireFinite(rows, numerics);
        Values.requireFinite(MatrixView.of(known, rows.rows(), 2), numerics);
        Values.requireFinite(others, numerics);
        this.perplexity = settings.perplexity();
        this.known = known;
        this.numerics = numerics;
        double factor = FloatRange.factor(rows);
        this.nearest = numerics.nearest(
                FloatRange.scaled(others, factor), FloatRange.scaled(rows, factor), settings.neighbours(rows.rows()));
        this.affinities = new double[nearest.indices().length];
        this.places = new float[2 * others.rows()];
        this.slopes = new float[places.length];
    }

    float[] run() {
        forEachRow(this::begin);
        Repulsion repulsion = new Repulsion(numerics);
        repulsion.place(known);
        float[] potentials = new float[places.length / 2];
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            forEachRow(row -> repulsion.clamp(places, 2 * row));
            repulsion.look(places, slopes, potentials);
            forEachRow(row -> step(row, potentials[row]));
        }
        return places;
    }

    private void forEachRow(RowWork work) {
        int rows = places.length / 2;
        numerics.share(Math.ceilDiv(rows, ROWS), block -> {
            for (int row = block * ROWS; row < Math.min(rows, (block + 1) * ROWS); row++) {
                work.run(row);
            }
        });
    }

    private interface RowWork {
        void run(int row);
    }

    private void begin(int row) {
        int k = nearest.count();
        double[] squares = new double[k];
        double[] probabilities = new double[k];
        for (int i = 0; i < k; i++) {
            squares[i] = nearest.squares()[row * k + i];
        }
        Affinities.calibrate(squares, StrictMath.log(perplexity), probabilities);
        double x = 0;
        double y = 0;
        for (int i = 0; i < k; i++) {
            int neighbour = nearest.indices()[row * k + i];
            affinities[row * k + i] = probabilities[i];
            x += probabilities[i] * known[2 * neighbour];
            y += probabilities[i] * known[2 * neighbour + 1];
        }
        places[2 * row] = (float) x;
        places[2 * row + 1] = (float) y;
    }

    /// Along `Σ pⱼ·wⱼ·(y - yⱼ) + ∇φ / 2φ`, half of the gradient.
    private void step(int row, double potential) {
        int k = nearest.count();
        double x = slopes[2 * row] / (2 * potential);
        double y = slopes[2 * row + 1] / (2 * potential);
        for (int i = 0; i < k; i++) {
            int neighbour = nearest.indices()[row * k + i];
            double dx = places[2 * row] - known[2 * neighbour];
            double dy = places[2 * row + 1] - known[2 * neighbour + 1];
            double weight = affinities[row * k + i] / (1 + dx * dx + dy * dy);
            x += weight * dx;
            y += weight * dy;
        }
        places[2 * row] -= (float) x;
        places[2 * row + 1] -= (float) y;
    }
}
