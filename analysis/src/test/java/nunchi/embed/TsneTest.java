package nunchi.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.MatrixView;
import nunchi.backend.Neighbours;
import nunchi.backend.Numerics;
import nunchi.check.InvalidRequestException;
import nunchi.embed.Tsne.Look;
import nunchi.random.RandomKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TsneTest {
    private static final Backend BACKEND = Backends.named("cpu", 2);
    private static final Numerics NUMERICS = BACKEND.numerics();
    private static final Tsne SETTINGS = new Tsne(20, 750);
    private static final int ROWS = 1000;

    /// scikit-learn's, with the same neighbours, start and schedule, by Barnes and Hut's approximation.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.1|1|not converged: the divergence fell by 10.00 % in the last iterations, more would help",
                "0.999|1|converged: the divergence rose by 0.10 % in the last iterations",
                "0.99999|1|converged: the divergence stood still in the last iterations"
            })
    void theVerdictSaysWhichWayTheDivergenceWent(double before, double after, String said) {
        List<Look> looks = List.of(new Look(350, before), new Look(400, after));
        assertThat(new TsneMap(new Tsne(5, 400), null, null, looks, null, null).verdict())
                .isEqualTo(said);
    }

    @Test
    void theDivergenceIsNotAboveThatOfScikitLearn() {
        TsneMap map = SETTINGS.embed(Golden.digits(ROWS), NUMERICS);
        assertThat(map.divergence())
                .isCloseTo(exactDivergence(map), within(2e-3))
                .isLessThan(1.02 * Golden.read("scikit.txt").get("divergence")[0]);
        MatrixView places = MatrixView.of(map.places(), ROWS, 2);
        assertThat(MapQuality.nearestLabel(places, Golden.labels(ROWS), NUMERICS))
                .isGreaterThan(0.96);
        assertThat(MapQuality.trustworthiness(map.rows(), places, NUMERICS)).isGreaterThan(0.98);
    }

    @Test
    void theBitsAreTheSameForAnyNumberOfThreads() {
        Tsne few = new Tsne(10, 60);
        float[] expected = few.embed(Golden.digits(400), NUMERICS).places();
        for (int threads : new int[] {1, 3}) {
            try (Backend other = Backends.named("cpu", threads)) {
                assertThat(few.embed(Golden.digits(400), other.numerics()).places())
                        .isEqualTo(expected);
            }
        }
    }

    /// Few points drift far apart, farther than a grid of any size could show what is left between them.
    @Test
    void aFewRowsAreLaidOutToo() {
        for (int rows : new int[] {4, 8, 16, 30, 64}) {
            TsneMap map = new Tsne((rows - 1) / 3.0, 1000).embed(Golden.digits(rows), NUMERICS);
            assertThat(map.divergence())
                    .as("of %d rows", rows)
                    .isCloseTo(exactDivergence(map), within(1e-3))
                    .isBetween(-1e-6, 1.0);
        }
    }

    @Test
    void progressIsToldEveryFiftyIterationsAndAtTheEnd() {
        List<Look> told = new ArrayList<>();
        TsneMap map = new Tsne(5, 320).embed(Golden.digits(60), NUMERICS, told::add);
        assertThat(told).extracting(Look::iteration).containsExactly(50, 100, 150, 200, 250, 300, 320);
        assertThat(map.looks()).isEqualTo(told);
    }

    @Test
    void aMapThatWasGivenEnoughIterationsIsCalledConverged() {
        TsneMap map = new Tsne(10, 2500).embed(Golden.digits(120), NUMERICS);
        assertThat(map.change()).isBetween(-0.005, 0.005);
        assertThat(map.converged()).isTrue();
        assertThat(map.verdict()).startsWith("converged");
    }

    @Test
    void aMapThatOnlySetTheRowsApartIsNotCalledConverged() {
        assertThat(new Tsne(5, 250).embed(Golden.digits(60), NUMERICS).verdict())
                .startsWith("not converged");
    }

    @Test
    void rowsThatArePlacedIntoAMapComeToLieAmongTheirLikes() {
        TsneMap map = new Tsne(20, 500).embed(Golden.digits(ROWS), NUMERICS);
        MatrixView others = Golden.digits().rows(ROWS, 1400);
        float[] places = map.place(others, NUMERICS);
        int[] nearest = NUMERICS.nearest(MatrixView.of(places, 400, 2), MatrixView.of(map.places(), ROWS, 2), 1)
                .indices();
        int[] labels = Golden.labels(1400);
        long same = IntStream.range(0, 400)
                .filter(i -> labels[ROWS + i] == labels[nearest[i]])
                .count();
        assertThat(same).isGreaterThan(360);
        assertThat(map.place(others.rows(100, 101), NUMERICS)).isEqualTo(Arrays.copyOfRange(places, 200, 202));
    }

    @Test
    void duplicatesAndConstantColumnsAreCounted() {
        float[] values = new float[40 * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 3 == 1 ? 5 : i < 30 ? 1 : (float) RandomKey.of(1).normal(i);
        }
        TsneMap map = new Tsne(5, 300).embed(MatrixView.of(values, 40, 3), NUMERICS);
        assertThat(map.findings()).isEqualTo(new Findings(9, 1));
        assertThat(map.places()).doesNotContain(Float.NaN);
    }

    @Test
    void rowsThatAreAllTheSameGiveAMapWithoutNaN() {
        TsneMap map = new Tsne(3, 260).embed(MatrixView.of(new float[20 * 2], 20, 2), NUMERICS);
        assertThat(map.places()).doesNotContain(Float.NaN);
        assertThat(map.findings().duplicates()).isEqualTo(19);
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        assertThatThrownBy(() -> new Tsne(30, 1000).embed(Golden.digits(60), NUMERICS))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("at least 91 rows")
                .hasMessageContaining("a perplexity of 19 or less");
        MatrixView rows = Golden.digits(60);
        rows.values()[64 * 7 + 3] = Float.POSITIVE_INFINITY;
        assertThatThrownBy(() -> new Tsne(5, 100).embed(rows, NUMERICS))
                .hasMessageContaining("row 7, column 3 is Infinity");
        assertThatThrownBy(() -> new Tsne(0.5, 100)).hasMessageContaining("perplexity is 0.5");
        assertThatThrownBy(() -> new Tsne(5, 100, 12, 1e9, Tsne.Start.PCA, 1).embed(Golden.digits(60), NUMERICS))
                .hasMessageContaining("flew apart");
    }

    @Test
    void affinitiesAreSymmetricSumUpToOneAndHaveThePerplexityAskedFor() {
        Neighbours nearest = NUMERICS.neighbours(Golden.digits(300), 61);
        Affinities affinities = Affinities.of(nearest, 20, NUMERICS);
        double sum = 0;
        for (int row = 0; row < 300; row++) {
            for (int at = affinities.begin()[row]; at < affinities.begin()[row + 1]; at++) {
                sum += affinities.values()[at];
                int column = affinities.columns()[at];
                int back = Arrays.binarySearch(
                        affinities.columns(),
                        affinities.begin()[column],
                        affinities.begin()[column + 1],
                        row);
                assertThat(affinities.values()[back]).isEqualTo(affinities.values()[at]);
            }
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
        double[] squares = {1, 2, 3, 4, 5, 6, 7, 100};
        double[] probabilities = new double[8];
        Affinities.calibrate(squares, Math.log(5), probabilities);
        assertThat(Arrays.stream(probabilities)
                        .map(p -> -p * Math.log(Math.max(p, 1e-300)))
                        .sum())
                .isCloseTo(Math.log(5), within(1e-4));
    }

    @Test
    void trustworthinessIsThatOfScikitLearn() {
        MatrixView rows = Golden.digits(400);
        MatrixView places = MatrixView.of(new Pca(2).fit(rows, NUMERICS).scores(), 400, 2);
        assertThat(MapQuality.trustworthiness(rows, places, NUMERICS))
                .isCloseTo(Golden.read("scikit.txt").get("trustworthiness")[0], within(2e-4));
    }

    /// Of points all over the map, against the sums themselves.
    @Test
    void theRepulsionIsThatOfAllPairs() {
        float[] places = new float[2 * 500];
        for (int i = 0; i < places.length; i++) {
            places[i] = (float) (8 * RandomKey.of(3).normal(i));
        }
        Repulsion repulsion = new Repulsion(NUMERICS);
        repulsion.place(places);
        float[] gradients = new float[places.length];
        float[] values = new float[500];
        repulsion.look(places, gradients, values);
        for (int i = 0; i < 500; i++) {
            double value = 0;
            double slope = 0;
            for (int j = 0; j < 500; j++) {
                double dx = places[2 * i] - places[2 * j];
                double dy = places[2 * i + 1] - places[2 * j + 1];
                double weight = 1 / (1 + dx * dx + dy * dy);
                value += weight;
                slope -= 2 * weight * weight * dx;
            }
            assertThat((double) values[i]).isCloseTo(value, within(0.02));
            assertThat((double) gradients[2 * i]).isCloseTo(slope, within(0.1));
        }
    }

    private static double exactDivergence(TsneMap map) {
        int n = map.rows().rows();
        Affinities affinities = Affinities.of(
                NUMERICS.neighbours(map.rows(), map.settings().neighbours(n)),
                map.settings().perplexity(),
                NUMERICS);
        double z = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double dx = map.places()[2 * i] - map.places()[2 * j];
                double dy = map.places()[2 * i + 1] - map.places()[2 * j + 1];
                z += 2 / (1 + dx * dx + dy * dy);
            }
        }
        return new Attraction(affinities, NUMERICS).divergence(map.places()) + Math.log(z);
    }

    @AfterAll
    static void close() {
        BACKEND.close();
    }
}
