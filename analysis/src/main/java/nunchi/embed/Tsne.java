package nunchi.embed;

import java.util.List;
import java.util.function.Consumer;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.check.Check;
import nunchi.random.RandomKey;

/// t-distributed stochastic neighbour embedding in the plane: a map of rows on which near rows lie near each other (van
/// der Maaten, Hinton: *Visualizing Data using t-SNE*, JMLR 9, 2008).
///
/// With `pᵢⱼ` the affinities of rows ([Affinities]) and `qᵢⱼ = wᵢⱼ / Z`, `wᵢⱼ = 1 / (1 + |yᵢ - yⱼ|²)`, `Z = Σ wᵢⱼ`, it
/// descends the Kullback-Leibler divergence `Σ pᵢⱼ · ln(pᵢⱼ / qᵢⱼ)` along
/// `4 · (Σⱼ pᵢⱼ·wᵢⱼ·(yᵢ - yⱼ) - Σⱼ wᵢⱼ²·(yᵢ - yⱼ) / Z)`, the second sum by [Repulsion], with momentum and a gain for
/// each coordinate. The first 250 iterations have the affinities exaggerated. Neighbours, schedule and defaults are
/// scikit-learn's.
///
/// {@snippet file="MapAndClusters.java" region="maps"}
///
/// @param perplexity   effective number of neighbours, at least 1 and at most a third of the other rows
/// @param iterations   of the whole descent, the exaggerated ones counted
/// @param exaggeration of the affinities in the first 250 iterations
/// @param learningRate 0 for `max(n / exaggeration / 4, 50)`
/// @param start        where the rows begin
/// @param seed         of a random start, and of randomized components
public record Tsne(
        double perplexity, int iterations, double exaggeration, double learningRate, Start start, long seed) {
    /// Iterations with exaggerated affinities.
    public static final int EXAGGERATED = 250;
    /// Iterations between two looks at the divergence.
    public static final int LOOK = 50;
    private static final int NEIGHBOURS_PER_PERPLEXITY = 3;
    private static final double START_DEVIATION = 1e-4;
    private static final double LEAST_DEVIATION = 1e-8;

    /// Where the rows begin, with a deviation of 1e-4.
    public enum Start {
        /// At their first two principal components.
        PCA,
        /// At normal random places.
        RANDOM
    }

    public Tsne {
        Check.require(
                perplexity >= 1 && perplexity < Integer.MAX_VALUE,
                "perplexity is %s; it must be at least 1".formatted(perplexity));
        Check.positive("iterations", iterations);
        Check.require(exaggeration >= 1, "exaggeration is %s; it must be at least 1".formatted(exaggeration));
        Check.notNegative("learningRate", learningRate);
    }

    /// Perplexity 30, 1000 iterations.
    public Tsne() {
        this(30, 1000);
    }

    public Tsne(double perplexity, int iterations) {
        this(perplexity, iterations, 12, 0, Start.PCA, 1);
    }

    public Tsne withStart(Start other, long otherSeed) {
        return new Tsne(perplexity, iterations, exaggeration, learningRate, other, otherSeed);
    }

    /// How a descent goes on.
    ///
    /// @param iteration  that has been done, counted from 1
    /// @param divergence of the affinities, not exaggerated, from the map
    public record Look(int iteration, double divergence) {}

    /// Where the time went.
    ///
    /// @param components the first two principal components
    /// @param neighbours the nearest rows of each
    /// @param affinities the search for what makes the perplexity
    public record Seconds(double components, double neighbours, double affinities, double descent) {
        /// All of it.
        public double sum() {
            return components + neighbours + affinities + descent;
        }
    }

    /// @param rows `[n, d]`, row by row
    /// @throws nunchi.check.InvalidRequestException for values that are not finite, and for fewer rows than the
    ///                                              perplexity asks for
    public TsneMap embed(MatrixView rows, Numerics numerics) {
        return embed(rows, numerics, look -> {});
    }

    /// @param rows     `[n, d]`, row by row
    /// @param progress told every 50 iterations and at the end
    public TsneMap embed(MatrixView rows, Numerics numerics, Consumer<Look> progress) {
        return embed(Groundwork.of(rows, this, numerics), numerics, progress);
    }

    /// @param groundwork of the rows and of these settings
    public TsneMap embed(Groundwork groundwork, Numerics numerics, Consumer<Look> progress) {
        Stopwatch watch = new Stopwatch();
        Affinities affinities = Affinities.of(groundwork.nearest(), perplexity, numerics);
        double affinitySeconds = watch.lap();
        Descent descent = new Descent(this, affinities, begin(groundwork), numerics);
        List<Look> looks = descent.run(progress);
        Seconds seconds =
                new Seconds(groundwork.componentSeconds(), groundwork.neighbourSeconds(), affinitySeconds, watch.lap());
        return new TsneMap(
                this,
                groundwork.rows(),
                descent.places(),
                looks,
                Findings.of(groundwork.rows(), groundwork.nearest()),
                seconds);
    }

    /// Places further rows into a map, which stays as it is. A row begins at the mean of its neighbours' places,
    /// weighted as its affinities are, and descends its own divergence `Σⱼ pⱼ · ln(pⱼ / qⱼ)`, `qⱼ = wⱼ / Σ wⱼ`: where
    /// it comes to lie does not depend on the other new rows.
    ///
    /// @param rows   that the map is of, `[n, d]`
    /// @param places of these rows, `[n, 2]`
    /// @param others `[m, d]`
    /// @return `[m, 2]`
    /// @throws nunchi.check.InvalidRequestException where the sizes do not fit, and for values that are not finite
    public float[] place(MatrixView rows, float[] places, MatrixView others, Numerics numerics) {
        Check.require(
                places.length == 2 * rows.rows(),
                "a map of %d places cannot be of %d rows".formatted(places.length / 2, rows.rows()));
        Check.require(
                others.columns() == rows.columns(),
                "rows of %d values cannot be placed into a map of rows of %d values"
                        .formatted(others.columns(), rows.columns()));
        return new Placement(this, rows, places, others, numerics).run();
    }

    /// As many as scikit-learn takes: `3·perplexity + 1`.
    ///
    /// @throws nunchi.check.InvalidRequestException for fewer rows than the perplexity asks for
    public int neighbours(int rows) {
        double wanted = NEIGHBOURS_PER_PERPLEXITY * perplexity;
        Check.require(rows > NEIGHBOURS_PER_PERPLEXITY, "t-SNE needs at least 4 rows; there are %d".formatted(rows));
        Check.require(
                rows - 1 >= wanted,
                "a perplexity of %s needs at least %d rows, three times as many others; there are %d: give a perplexity of %d or less"
                        .formatted(
                                perplexity,
                                (long) Math.ceil(wanted) + 1,
                                rows,
                                (rows - 1) / NEIGHBOURS_PER_PERPLEXITY));
        return (int) Math.min(rows - 1, wanted + 1);
    }

    double rate(int rows) {
        return learningRate > 0 ? learningRate : Math.max(rows / exaggeration / 4, 50);
    }

    /// Rows that begin on a line would never leave it.
    private void stir(double[] places) {
        RandomKey key = RandomKey.of(seed).with("t-sne");
        for (int i = 1; i < places.length; i += 2) {
            places[i] = LEAST_DEVIATION * key.normal(i);
        }
    }

    /// `[n, 2]`
    private double[] begin(Groundwork groundwork) {
        int rows = groundwork.rows().rows();
        double[] places = new double[2 * rows];
        if (start == Start.RANDOM) {
            RandomKey key = RandomKey.of(seed).with("t-sne");
            for (int i = 0; i < places.length; i++) {
                places[i] = START_DEVIATION * key.normal(i);
            }
            return places;
        }
        PrincipalComponents components = groundwork.plane();
        double deviation = Math.sqrt(components.variances()[0] * (rows - 1) / rows);
        int k = components.components();
        for (int i = 0; i < rows && deviation > 0; i++) {
            for (int axis = 0; axis < k; axis++) {
                places[2 * i + axis] = START_DEVIATION / deviation * components.scores()[i * k + axis];
            }
        }
        if (k > 1 && components.variances()[1] == 0) {
            stir(places);
        }
        return places;
    }
}
