package nunchi.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.check.InvalidRequestException;
import nunchi.embed.Pca.Solver;
import nunchi.random.RandomKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PcaTest {
    private static final Map<String, double[]> SCIKIT = Golden.read("scikit.txt");
    private static final Backend BACKEND = Backends.named("cpu", 2);
    private static final Numerics NUMERICS = BACKEND.numerics();

    @Test
    void exactComponentsOfTheDigitsAreThoseOfScikitLearn() {
        check("digits", new Pca(7).withSolver(Solver.EXACT).fit(Golden.digits(), NUMERICS), Golden.digits());
    }

    @Test
    void randomizedComponentsOfTheDigitsAreThoseOfScikitLearn() {
        check("digits", new Pca(7).withSolver(Solver.RANDOMIZED).fit(Golden.digits(), NUMERICS), Golden.digits());
    }

    @Test
    void whitenedScoresAreThoseOfScikitLearn() {
        check("whitened", new Pca(4).withWhitening().fit(Golden.digits(), NUMERICS), Golden.digits());
    }

    @Test
    void componentsOfFewerRowsThanColumnsAreThoseOfScikitLearn() {
        check("wide", new Pca(5).fit(Golden.digits(40), NUMERICS), Golden.digits(40));
        check("wide", new Pca(5).withSolver(Solver.RANDOMIZED).fit(Golden.digits(40), NUMERICS), Golden.digits(40));
    }

    @Test
    void theReferenceBackendGivesTheSame() {
        PrincipalComponents reference =
                new Pca(7).fit(Golden.digits(), Backends.named("reference", 1).numerics());
        close("digits variances", reference.variances());
        close("digits scores", wide(Arrays.copyOf(reference.scores(), 5 * 7)));
    }

    @Test
    void allComponentsStandAtRightAnglesAndExplainEverythingThoughSomeColumnsAreConstant() {
        PrincipalComponents all = new Pca(64).fit(Golden.digits(), NUMERICS);
        assertThat(Arrays.stream(all.shares()).sum()).isCloseTo(1, within(1e-6));
        for (int i = 0; i < 64; i++) {
            for (int j = 0; j <= i; j++) {
                assertThat(Vectors.dot(all.directions()[i], all.directions()[j], 64))
                        .isCloseTo(i == j ? 1 : 0, within(1e-9));
            }
        }
        float[] back = all.inverse(all.scores(), NUMERICS);
        assertThat(back)
                .usingComparatorWithPrecision(1e-3f)
                .containsExactly(Golden.digits().values());
    }

    @Test
    void rowsWithoutVarianceHaveScoresOfZero() {
        float[] same = new float[5 * 3];
        Arrays.fill(same, 7);
        PrincipalComponents components = new Pca(2).withWhitening().fit(MatrixView.of(same, 5, 3), NUMERICS);
        assertThat(components.scores()).containsOnly(0f);
        assertThat(components.shares()).containsOnly(0);
    }

    /// Two rows differ along one direction; what products of float32 leave for a second is rounding, whatever the
    /// number of columns.
    @Test
    void aComponentBeyondTheRankHasNoVarianceAndScoresOfZero() {
        for (int columns : new int[] {2, 3, 40, 2000}) {
            float[] values = new float[2 * columns];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) RandomKey.of(3).normal(i);
            }
            for (Solver solver : Solver.values()) {
                for (Pca settings : new Pca[] {new Pca(2), new Pca(2).withWhitening()}) {
                    PrincipalComponents components =
                            settings.withSolver(solver).fit(MatrixView.of(values, 2, columns), NUMERICS);
                    assertThat(new float[] {components.scores()[1], components.scores()[3]})
                            .containsOnly(0f);
                    assertThat(components.variances()[1]).isZero();
                    assertThat(components.shares()).containsExactly(new double[] {1, 0}, within(1e-5));
                    assertThat(Vectors.dot(
                                    components.directions()[0], components.directions()[1], columns))
                            .isCloseTo(0, within(1e-9));
                    assertThat(Vectors.dot(
                                    components.directions()[1], components.directions()[1], columns))
                            .isCloseTo(1, within(1e-9));
                }
            }
        }
    }

    /// A millionth of the deviation is real where it stands in a column of its own.
    @Test
    void aSmallComponentThatIsRealIsKept() {
        float[] values = new float[300 * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (Math.pow(1e-3, i % 3) * RandomKey.of(4).normal(i));
        }
        PrincipalComponents components = new Pca(3).fit(MatrixView.of(values, 300, 3), NUMERICS);
        for (int column = 0; column < 3; column++) {
            int each = column;
            double mean = IntStream.range(0, 300)
                    .mapToDouble(row -> values[row * 3 + each])
                    .average()
                    .orElseThrow();
            double variance = IntStream.range(0, 300)
                            .mapToDouble(row -> Math.pow(values[row * 3 + each] - mean, 2))
                            .sum()
                    / 299;
            assertThat(components.variances()[column]).isCloseTo(variance, within(0.05 * variance));
        }
    }

    @Test
    void aColumnOfOneDecimalHasNoVariance() {
        float[] values = new float[1797 * 2];
        Arrays.fill(values, 0.1f);
        PrincipalComponents components = new Pca(2).withWhitening().fit(MatrixView.of(values, 1797, 2), NUMERICS);
        assertThat(components.scores()).containsOnly(0f);
    }

    @Test
    void aFewDirectionsAmongManyColumnsAreFoundExactly() {
        float[] values = new float[300 * 1500];
        for (int i = 0; i < values.length; i++) {
            int row = i / 1500;
            values[i] = (float) (10 * RandomKey.of(1).normal(row) * ((i % 1500) == 3 ? 1 : 0)
                    + 0.01 * RandomKey.of(2).normal(i));
        }
        PrincipalComponents components =
                new Pca(1).withSolver(Solver.RANDOMIZED).fit(MatrixView.of(values, 300, 1500), NUMERICS);
        assertThat(Math.abs(components.directions()[0][3])).isCloseTo(1, within(1e-4));
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        MatrixView rows = MatrixView.of(new float[] {1, 2, Float.NaN, 4, 5, 6}, 3, 2);
        assertThatThrownBy(() -> new Pca(2).fit(rows, NUMERICS))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("row 1, column 0 is NaN");
        assertThatThrownBy(() -> new Pca(3).fit(rows, NUMERICS)).hasMessageContaining("have 2 at most");
        assertThatThrownBy(() -> new Pca(0)).hasMessageContaining("components is 0");
        assertThatThrownBy(() -> new Pca(1).fit(rows.rows(0, 1), NUMERICS)).hasMessageContaining("at least 2 rows");
    }

    private static void check(String name, PrincipalComponents actual, MatrixView rows) {
        close(name + " variances", actual.variances());
        close(name + " shares", actual.shares());
        close(
                name + " directions",
                Arrays.stream(actual.directions())
                        .limit(3)
                        .flatMapToDouble(Arrays::stream)
                        .toArray());
        float[] first = Arrays.copyOf(actual.scores(), 5 * actual.components());
        close(name + " scores", wide(first));
        assertThat(actual.transform(rows, NUMERICS)).isEqualTo(actual.scores());
        close(name + " inverse", wide(actual.inverse(Arrays.copyOf(first, 2 * actual.components()), NUMERICS)));
    }

    private static void close(String name, double[] actual) {
        double[] expected = SCIKIT.get(name);
        assertThat(actual).as(name).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i])
                    .as(name + " " + i)
                    .isCloseTo(expected[i], within(1e-4 * Math.max(1, Math.abs(expected[i]))));
        }
    }

    private static double[] wide(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    @AfterAll
    static void close() {
        BACKEND.close();
    }
}
