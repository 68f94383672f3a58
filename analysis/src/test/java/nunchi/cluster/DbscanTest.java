package nunchi.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.data.DataCatalogue;
import nunchi.embed.Golden;
import nunchi.interchange.Rows;
import nunchi.random.RandomKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DbscanTest {
    private static final Backend BACKEND = Backends.named("cpu", 2);
    private static final Numerics NUMERICS = BACKEND.numerics();
    private static final Map<String, double[]> SCIKIT = Golden.read("/nunchi/cluster/scikit.txt");

    @Test
    void theDigitsHaveScikitLearnsLabels() {
        DbscanClusters found = new Dbscan(20, 5).fit(Golden.digits(), NUMERICS);
        assertThat(found.labels()).isEqualTo(labels("wide"));
        assertThat(found.clusters()).isEqualTo(25);
        assertThat(found.noise()).isEqualTo(464);
    }

    /// Whole numbers, so that many distances are exactly the limit.
    @ParameterizedTest
    @CsvSource({"plane, 2, 1, 5", "space, 3, 3, 6"})
    void rowsOnAGridHaveScikitLearnsLabels(String name, int columns, double epsilon, int minPoints) {
        double[] golden = SCIKIT.get(name + " rows");
        float[] values = new float[golden.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) golden[i];
        }
        DbscanClusters found =
                new Dbscan(epsilon, minPoints).fit(MatrixView.of(values, values.length / columns, columns), NUMERICS);
        assertThat(found.labels()).isEqualTo(labels(name));
    }

    @Test
    void aGridAndBlocksFindTheSame() {
        float[] values = new float[3000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) RandomKey.of(3).normal(i) + (i / 2 % 3) * 2;
        }
        MatrixView rows = MatrixView.of(values, 1500, 2);
        Dbscan settings = new Dbscan(0.15, 4);
        Points points = Points.of(rows, NUMERICS);
        Vicinity blocks = new Blocks(rows, points, settings, NUMERICS);
        boolean[] cores = blocks.cores();
        assertThat(new Grid(rows, points, settings, NUMERICS).cores()).isEqualTo(cores);
        int[] labels = settings.fit(rows, NUMERICS).labels();
        int[] joined = labels.clone();
        blocks.join(cores, joined);
        assertThat(joined).isEqualTo(labels);
    }

    @Test
    void theKneeOfTheCurveLiesBetweenClustersAndNoise() {
        float[] values = new float[2 * 1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) RandomKey.of(1).normal(i) * (i < 1900 ? 0.1f : 20);
        }
        KDistances curve = KDistances.of(MatrixView.of(values, 1000, 2), 5, NUMERICS);
        assertThat(curve.distances()).isSorted().hasSize(1000);
        assertThat(curve.sampled()).isFalse();
        assertThat(curve.knee()).isBetween(0.02, 4.0);
        assertThat(new Dbscan(curve.knee(), 5)
                        .fit(MatrixView.of(values, 1000, 2), NUMERICS)
                        .noise())
                .isBetween(20, 80);
    }

    @Test
    void theKthDistanceCountsTheRowItself() {
        KDistances curve = KDistances.of(MatrixView.of(new float[] {0, 3, 4, 10}, 4, 1), 2, NUMERICS);
        assertThat(curve.distances()).containsExactly(1, 1, 3, 6);
    }

    /// Where k-means cuts moons and circles through, and density follows them.
    @ParameterizedTest
    @CsvSource({"moons, 0.15, 0.6", "circles, 0.15, 0.1", "blobs, 0.8, 1"})
    void densityFindsShapesThatKMeansCutsThrough(String shape, double epsilon, double most) {
        Rows rows = Rows.read(new Rows.Request(shape), DataCatalogue.standard());
        int[] classes = rows.labels().numbers();
        int[] dense = new Dbscan(epsilon, 5).fit(rows.values(), NUMERICS).labels();
        int[] means = new KMeans(rows.labels().names().size())
                .fit(rows.values(), NUMERICS)
                .labels();
        assertThat(Agreement.of(dense, classes).adjustedRand()).isGreaterThan(0.9);
        assertThat(Agreement.of(means, classes).adjustedRand()).isLessThanOrEqualTo(most);
    }

    @Test
    void oneClusterOrNoneIsFoundWhereAllIsNearOrFar() {
        MatrixView rows = MatrixView.of(new float[] {0, 1, 2, 3}, 4, 1);
        assertThat(new Dbscan(1, 2).fit(rows, NUMERICS).labels()).containsExactly(0, 0, 0, 0);
        assertThat(new Dbscan(0.5, 2).fit(rows, NUMERICS).noise()).isEqualTo(4);
        assertThat(new Dbscan(1e-9, 1).fit(rows, NUMERICS).clusters()).isEqualTo(4);
        assertThatThrownBy(() -> new Dbscan(0, 2)).hasMessageContaining("epsilon");
        assertThatThrownBy(() -> KDistances.of(rows, 5, NUMERICS)).hasMessageContaining("2 to 4");
    }

    private static int[] labels(String name) {
        return Arrays.stream(SCIKIT.get(name + " labels"))
                .mapToInt(value -> (int) value)
                .toArray();
    }
}
