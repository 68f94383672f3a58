package nunchi.run;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.check.Check;
import nunchi.embed.Pca;
import nunchi.embed.PrincipalComponents;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// Known rows in few numbers, and how far from the nearest of them another may be. With the principal components V of
/// the known rows, a row's place is `p = (x - mean)·Vᵀ` and its rest `r² = |x - mean|² - |p|²`; the squared distance to
/// a known row i is `|p - pᵢ|² + r² + rᵢ²`, as if the rests were at right angles.
///
/// @param mean       `[d]`
/// @param scales     `[d]`: what each value is divided by first; ones where they are taken as they are
/// @param directions `[k, d]`, unit vectors
/// @param places     `[n, k + 1]`: of each known row pᵢ and rᵢ
/// @param limit      the largest squared distance that is familiar
record Neighbourhood(Tensor mean, Tensor scales, Tensor directions, Tensor places, double limit) {
    private static final int COMPONENTS = 64;
    private static final int FEW = 5;

    /// @param known    `[n, d]`
    /// @param asked    rows of the same kind that are not among the known ones
    /// @param quantile of the distances of those asked, which becomes the limit
    static Neighbourhood of(Tensor known, Tensor asked, double quantile, Numerics numerics) {
        float[] ones = new float[known.shape().example().size()];
        Arrays.fill(ones, 1);
        return of(known, asked, ones, quantile, numerics);
    }

    /// The same with each value over its deviation among the known rows.
    static Neighbourhood scaled(Tensor known, Tensor asked, double quantile, Numerics numerics) {
        return of(known, asked, deviations(known), quantile, numerics);
    }

    private static Neighbourhood of(Tensor known, Tensor asked, float[] scales, double quantile, Numerics numerics) {
        int rows = known.shape().extent(0);
        int width = scales.length;
        int components = Math.min(COMPONENTS, Math.min(rows, width));
        float[] divided = divided(known.values(), scales);
        float[] others = divided(asked.values(), scales);
        Pca pca = new Pca(components).withSolver(FEW * components < width ? Pca.Solver.RANDOMIZED : Pca.Solver.AUTO);
        PrincipalComponents fitted = pca.fit(MatrixView.of(divided, rows, width), numerics);
        Neighbourhood open = new Neighbourhood(
                mean(fitted),
                new Tensor(Shape.of(width), scales),
                directions(fitted),
                Tensor.zeros(Shape.of(rows, components + 1)),
                0);
        numerics.share(rows, row -> open.place(divided, row * width, open.places.values(), row * (components + 1)));
        double[] squares = new double[asked.shape().extent(0)];
        numerics.share(squares.length, row -> squares[row] = open.square(others, row * width));
        Arrays.sort(squares);
        // float, as it is stored
        return new Neighbourhood(
                open.mean, open.scales, open.directions, open.places, (float) squares[order(quantile, squares.length)]);
    }

    /// The position of a quantile among so many sorted values.
    static int order(double quantile, int values) {
        return (int) Math.min(values - 1, Math.ceil(quantile * values));
    }

    /// 1 of a value that is the same in all rows.
    private static float[] deviations(Tensor rows) {
        int width = rows.shape().example().size();
        int count = rows.shape().extent(0);
        float[] deviations = new float[width];
        for (int i = 0; i < width; i++) {
            double sum = 0;
            double squares = 0;
            for (int at = i; at < rows.values().length; at += width) {
                sum += rows.values()[at];
                squares += (double) rows.values()[at] * rows.values()[at];
            }
            double deviation = Math.sqrt(Math.max(0, squares / count - sum / count * (sum / count)));
            deviations[i] = deviation > 0 ? (float) deviation : 1;
        }
        return deviations;
    }

    private static float[] divided(float[] rows, float[] scales) {
        float[] divided = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            divided[i] = rows[i] / scales[i % scales.length];
        }
        return divided;
    }

    private static Tensor mean(PrincipalComponents fitted) {
        float[] mean = new float[fitted.mean().length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) fitted.mean()[i];
        }
        return new Tensor(Shape.of(mean.length), mean);
    }

    /// 0 for a component without variance.
    private static Tensor directions(PrincipalComponents fitted) {
        int width = fitted.mean().length;
        float[] directions = new float[fitted.components() * width];
        for (int i = 0; i < directions.length; i++) {
            directions[i] = fitted.variances()[i / width] > 0 ? (float) fitted.directions()[i / width][i % width] : 0;
        }
        return new Tensor(Shape.of(fitted.components(), width), directions);
    }

    private void place(float[] values, int from, float[] into, int at) {
        int width = mean.values().length;
        int components = directions.shape().extent(0);
        double rest = 0;
        for (int j = 0; j < width; j++) {
            double centred = values[from + j] - mean.values()[j];
            rest += centred * centred;
        }
        for (int i = 0; i < components; i++) {
            double score = 0;
            for (int j = 0; j < width; j++) {
                score += (values[from + j] - mean.values()[j]) * directions.values()[i * width + j];
            }
            into[at + i] = (float) score;
            rest -= score * score;
        }
        into[at + components] = (float) Math.sqrt(Math.max(0, rest));
    }

    /// The squared distance to the nearest known row.
    private double square(float[] values, int from) {
        int size = places.shape().extent(1);
        float[] own = new float[size];
        place(values, from, own, 0);
        double rest = own[size - 1];
        own[size - 1] = 0;
        double nearest = Double.POSITIVE_INFINITY;
        for (int known = 0; known < places.values().length; known += size) {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                double difference = places.values()[known + i] - own[i];
                sum += difference * difference;
            }
            nearest = Math.min(nearest, sum);
        }
        return nearest + rest * rest;
    }

    /// @param row `[d]`
    boolean isFar(float[] row) {
        return square(row) > limit;
    }

    /// The distance to the nearest known row.
    ///
    /// @param row `[d]`
    double distance(float[] row) {
        return Math.sqrt(square(row));
    }

    private double square(float[] row) {
        Check.require(
                row.length == mean.values().length,
                "a row has %d values; the known ones have %d".formatted(row.length, mean.values().length));
        return square(divided(row, scales.values()), 0);
    }

    void put(String name, Map<String, Tensor> tensors) {
        tensors.put(name + "/mean", mean);
        tensors.put(name + "/scales", scales);
        tensors.put(name + "/directions", directions);
        tensors.put(name + "/places", places);
        tensors.put(name + "/limit", new Tensor(Shape.of(1), new float[] {(float) limit}));
    }

    /// @throws nunchi.check.InvalidRequestException when they do not fit together
    static Neighbourhood read(String name, Map<String, Tensor> tensors) {
        Function<String, Tensor> part = key -> {
            Check.require(tensors.containsKey(name + "/" + key), "it has no %s/%s".formatted(name, key));
            return tensors.get(name + "/" + key);
        };
        Tensor mean = part.apply("mean");
        Tensor directions = part.apply("directions");
        Tensor places = part.apply("places");
        boolean fit = directions.shape().rank() == 2
                && directions.shape().extent(1) == mean.shape().size()
                && places.shape().rank() == 2
                && places.shape().extent(1) == directions.shape().extent(0) + 1
                && part.apply("limit").shape().size() == 1
                && part.apply("scales").shape().size() == mean.shape().size();
        Check.require(fit, "its arrays of %s do not fit together".formatted(name));
        return new Neighbourhood(
                mean,
                part.apply("scales"),
                directions,
                places,
                part.apply("limit").values()[0]);
    }
}
