package nunchi.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
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
        PrincipalComponents reference = new Pca(7).fit(Golden.digits(), Backends.named("reference", 1).numerics());
        close("digits variances", reference.variances());
        close("digits scores", wide(Arrays.copyOf(reference.scores(), 5 * 7)));
    }

    @Test
    void allComponentsStandAtRightAnglesAndExplainEverythingThoughSomeColumnsAreConstant() {
        PrincipalComponents all = new Pca(64).fit(Golden.digits(), NUMERICS);
        assertThat(Arrays.stream(all.shares()).sum()).isCloseTo(1, within(1e-6));
        for (int i = 0; i < 64; i++) {
            for (int j = 0; j <= i; j++) {
                assertThat(Vectors.dot(all.directions()[i], all.directions()[j], 64)).isCloseTo(i == j ? 1 : 0, within(1e-9));
            }
        }
        float[] back = all.inverse(all.scores(), NUMERICS);
        assertThat(back).usingComparatorWithPrecision(1e-3f).containsExactly(Golden.digits().values());
    }

    @Test
    void rowsWithoutVarianceHaveScoresOfZero() {
        float[] same = new float[5 * 3];
        Arrays.fill(same, 7);
        PrincipalComponents components = new Pca(2).withWhitening().fit(MatrixView.of(same, 5, 3), NUMERICS);
        assertThat(components.scores()).containsOnly(0f);
        assertThat(components.shares()).containsOnly(0);
    }

    @Test
    void aFewDirectionsAmongManyColumnsAreFoundExactly() {
        float[] values = new float[300 * 1500];
        for (int i = 0; i < values.length; i++) {
            int row = i / 1500;
            values[i] = (float) (10 * RandomKey.of(1).normal(row) * ((i % 1500) == 3 ? 1 : 0) + 0.01 * RandomKey.of(2).normal(i));
        }
        PrincipalComponents components = new Pca(1).withSolver(Solver.RANDOMIZED).fit(MatrixView.of(values, 300, 1500), NUMERICS);
        assertThat(Math.abs(components.directions()[0][3])).isCloseTo(1, within(1e-4));
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        MatrixView rows = MatrixView.of(new float[] {1, 2, Float.NaN, 4, 5, 6}, 3, 2);
        assertThatThrownBy(() -> new Pca(2).fit(rows, NUMERICS)).isInstanceOf(InvalidRequestException.class).hasMessageContaining("row 1, column 0 is NaN");
        assertThatThrownBy(() -> new Pca(3).fit(rows, NUMERICS)).hasMessageContaining("have 2 at most");
        assertThatThrownBy(() -> new Pca(0)).hasMessageContaining("components is 0");
        assertThatThrownBy(() -> new Pca(1).fit(rows.rows(0, 1), NUMERICS)).hasMessageContaining("at least 2 rows");
    }

    private static void check(String name, PrincipalComponents actual, MatrixView rows) {
        close(name + " variances", actual.variances());
        close(name + " shares", actual.shares());
        close(name + " directions", Arrays.stream(actual.directions()).limit(3).flatMapToDouble(Arrays::stream).toArray());
        float[] first = Arrays.copyOf(actual.scores(), 5 * actual.components());
        close(name + " scores", wide(first));
        assertThat(actual.transform(rows, NUMERICS)).isEqualTo(actual.scores());
        close(name + " inverse", wide(actual.inverse(Arrays.copyOf(first, 2 * actual.components()), NUMERICS)));
    }

    private static void close(String name, double[] actual) {
        double[] expected = SCIKIT.get(name);
        assertThat(actual).as(name).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as(name + " " + i).isCloseTo(expected[i], within(1e-4 * Math.max(1, Math.abs(expected[i]))));
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
