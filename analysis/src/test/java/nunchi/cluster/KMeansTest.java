package nunchi.cluster;

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
import nunchi.embed.Golden;
import nunchi.random.RandomKey;
import org.junit.jupiter.api.Test;

class KMeansTest {
    private static final Backend BACKEND = Backends.named("cpu", 2);
    private static final Numerics NUMERICS = BACKEND.numerics();
    private static final Map<String, double[]> SCIKIT = Golden.read("/nunchi/cluster/scikit.txt");

    /// scikit-learn's is the best of 20 restarts.
    @Test
    void theDigitsAreClusteredAsWellAsByScikitLearn() {
        KMeansClusters found = new KMeans(10).fit(Golden.digits(), NUMERICS);
        assertThat(found.inertia()).isLessThan(1.001 * SCIKIT.get("inertia")[0]);
        Agreement agreement = Agreement.of(found.labels(), ints("assigned"));
        assertThat(agreement.adjustedRand()).isGreaterThan(0.9);
        assertThat(found.predict(Golden.digits(), NUMERICS)).isEqualTo(found.labels());
    }

    @Test
    void startedFromScikitLearnsCentresItStaysThere() {
        Points points = Points.of(Golden.digits(), NUMERICS);
        float[] centres = new float[640];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = (float) (SCIKIT.get("centres")[i] - points.mean()[i % 64]);
        }
        Assignment assignment = new Assignment(points, 10, NUMERICS);
        assignment.assign(centres);
        KMeansClusters found = assignment.finish(centres, 1);
        assertThat(found.labels()).isEqualTo(ints("assigned"));
        assertThat(found.inertia()).isCloseTo(SCIKIT.get("inertia")[0], within(1e-5 * found.inertia()));
        assertThat(assignment.move(centres)).isLessThan(1e-4 * points.variance());
    }

    @Test
    void agreementAndSilhouetteAreScikitLearns() {
        int[] assigned = ints("assigned");
        Agreement agreement = Agreement.of(assigned, Golden.labels(1797));
        assertThat(agreement.adjustedRand()).isCloseTo(SCIKIT.get("adjusted rand")[0], within(1e-8));
        assertThat(agreement.mutualInformation()).isCloseTo(SCIKIT.get("mutual information")[0], within(1e-8));
        Silhouette silhouette = Silhouette.of(Golden.digits(), assigned, NUMERICS);
        assertThat(silhouette.mean()).isCloseTo(SCIKIT.get("silhouette")[0], within(1e-5));
        assertThat(silhouette.sampled()).isFalse();
    }

    @Test
    void purityCountsTheCommonestClassOfEachCluster() {
        assertThat(Agreement.of(new int[] {0, 0, 0, 1, 1, -1}, new int[] {5, 5, 6, 6, 6, 5})
                        .purity())
                .isEqualTo(5.0 / 6);
        assertThat(Agreement.of(new int[] {2, 2, 0}, new int[] {0, 0, 1})).isEqualTo(new Agreement(1, 1, 1));
    }

    @Test
    void theBitsAreTheSameForAnyNumberOfThreads() {
        KMeans settings = new KMeans(7).withRestarts(2);
        KMeansClusters expected = settings.fit(Golden.digits(), NUMERICS);
        for (int threads : new int[] {1, 3}) {
            try (Backend other = Backends.named("cpu", threads)) {
                KMeansClusters found = settings.fit(Golden.digits(), other.numerics());
                assertThat(found.centres()).isEqualTo(expected.centres());
                assertThat(found.inertia()).isEqualTo(expected.inertia());
            }
        }
    }

    @Test
    void miniBatchesComeNearTheSumOfAllRows() {
        KMeansClusters found = new KMeans(10).withBatch(256).withRestarts(3).fit(Golden.digits(), NUMERICS);
        assertThat(found.inertia()).isLessThan(1.06 * SCIKIT.get("inertia")[0]);
    }

    @Test
    void aCentreWithoutRowsBeginsAnewAtTheFarthestRow() {
        Points points = Points.of(MatrixView.of(new float[] {0, 1, 2, 40}, 4, 1), NUMERICS);
        Assignment assignment = new Assignment(points, 2, NUMERICS);
        float[] centres = {0, 1000};
        assignment.assign(centres);
        assignment.move(centres);
        assertThat(centres).containsExactly(1 - 10.75f, 40 - 10.75f);
    }

    @Test
    void fewerKindsOfRowsThanClustersLeaveNoNaN() {
        KMeansClusters found = new KMeans(4).fit(MatrixView.of(new float[] {1, 1, 1, 2, 2, 2}, 6, 1), NUMERICS);
        assertThat(found.inertia()).isZero();
        assertThat(found.centres()).doesNotContain(Float.NaN);
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        MatrixView rows = MatrixView.of(new float[] {0, Float.NaN, 1, 2}, 2, 2);
        assertThatThrownBy(() -> new KMeans(3).fit(rows, NUMERICS))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("there are 2 rows");
        assertThatThrownBy(() -> new KMeans(2).fit(rows, NUMERICS)).hasMessageContaining("row 0, column 1 is NaN");
        assertThatThrownBy(() -> new KMeans(2).fit(rows.transposed(), NUMERICS))
                .hasMessageContaining("must lie row by row");
        assertThatThrownBy(() -> new KMeans(0)).hasMessageContaining("clusters");
        assertThat(Silhouette.of(rows, new int[] {0, 0}, NUMERICS).mean()).isNaN();
    }

    @Test
    void theSilhouetteOfManyRowsIsSampled() {
        float[] values = new float[6000];
        int[] labels = new int[3000];
        for (int i = 0; i < values.length; i++) {
            labels[i / 2] = i / 2 % 2;
            values[i] = (float) (RandomKey.of(1).normal(i) + 8 * (i / 2 % 2));
        }
        Silhouette silhouette = Silhouette.of(MatrixView.of(values, 3000, 2), labels, NUMERICS);
        assertThat(silhouette.sampled()).isTrue();
        assertThat(silhouette.mean()).isBetween(0.8, 0.9);
    }

    private static int[] ints(String name) {
        return Arrays.stream(SCIKIT.get(name)).mapToInt(value -> (int) value).toArray();
    }
}
