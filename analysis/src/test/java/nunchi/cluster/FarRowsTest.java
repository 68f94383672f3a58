package nunchi.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.check.InvalidRequestException;
import nunchi.data.DataCatalogue;
import nunchi.embed.MapQuality;
import nunchi.embed.Pca;
import nunchi.embed.PrincipalComponents;
import nunchi.embed.Tsne;
import nunchi.interchange.Rows;
import nunchi.random.RandomKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows far from the origin, of very different distances, very large and very small. What is expected is computed in
/// float64, pair by pair.
class FarRowsTest {
    private static final int ROWS = 400;
    private static final int CLUSTERS = 4;
    private static final Backend BACKEND = Backends.named("cpu", 2);
    private static final Numerics NUMERICS = BACKEND.numerics();

    @TempDir
    private Path folder;

    /// Clouds of a few centimetres, a metre apart, in metres as maps have them: float32 has steps of half a metre
    /// there.
    @Test
    void clustersOfCoordinatesInMetresAreFoundInTablesAndArrays() throws IOException {
        double[] metres = clouds(1, 0.05, 500_000, 5_400_000);
        for (Path file : new Path[] {csv(metres, false), array(metres)}) {
            judge(
                    Rows.read(new Rows.Request(file.toString()), DataCatalogue.standard())
                            .values(),
                    metres);
        }
        Rows labelled = Rows.read(
                new Rows.Request(csv(metres, true).toString(), "class", null, null), DataCatalogue.standard());
        judge(labelled.values(), metres);
        assertThat(labelled.labels().numbers()).containsExactly(classes());
        assertThat(labelled.axis(1)).startsWith("column 1 - 54000");
    }

    @Test
    void rowsThatArePlacedBesideOthersAreMeasuredFromTheSamePoint() throws IOException {
        double[] metres = clouds(1, 0.05, 500_000, 5_400_000);
        Rows known = Rows.read(new Rows.Request(array(metres).toString()), DataCatalogue.standard());
        double[] moved = Arrays.stream(metres).map(value -> value + 0.25).toArray();
        MatrixView beside = Rows.read(new Rows.Request(csv(moved, false).toString()), DataCatalogue.standard())
                .valuesBeside(known);
        for (int i = 0; i < metres.length; i++) {
            assertThat(beside.values()[i] - known.values().values()[i]).isCloseTo(0.25f, within(1e-3f));
        }
    }

    @Test
    void pixelsAndDecimalsNearTheOriginStayAsTheyAre() throws IOException {
        Path file = Files.writeString(folder.resolve("plain.csv"), "a,b\n0.1,255\n0.7,3\n-0.3,16777215\n");
        Rows rows = Rows.read(new Rows.Request(file.toString()), DataCatalogue.standard());
        assertThat(rows.offsets()).isNull();
        assertThat(rows.values().values()).containsExactly(0.1f, 255, 0.7f, 3, -0.3f, 16777215);
    }

    /// Two groups of clouds, so far apart that products in float32 cannot tell the clouds of one.
    @Test
    void cloudsOfFarApartGroupsAreToldApart() {
        double[] values = clouds(100, 5, 0, 0);
        for (int row = ROWS / 2; row < ROWS; row++) {
            values[2 * row] += 1e7;
        }
        float[] narrow = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (float) values[i];
            values[i] = narrow[i];
        }
        MatrixView rows = MatrixView.of(narrow, ROWS, 2);
        int[] classes = IntStream.range(0, ROWS)
                .map(row -> row % CLUSTERS + (row < ROWS / 2 ? 0 : CLUSTERS))
                .toArray();
        KMeansClusters found = new KMeans(2 * CLUSTERS).fit(rows, NUMERICS);
        assertThat(Agreement.of(found.labels(), classes).adjustedRand()).isEqualTo(1);
        assertThat(Silhouette.of(rows, classes, NUMERICS).mean()).isCloseTo(silhouette(values, classes), within(1e-6));
        assertThat(MapQuality.trustworthiness(rows, rows, NUMERICS)).isEqualTo(1);
        MatrixView wide = MatrixView.of(
                IntStream.range(0, ROWS * 4)
                        .collect(
                                () -> new float[ROWS * 4],
                                (all, i) -> all[i] = i % 4 < 2 ? narrow[i / 4 * 2 + i % 4] : 0,
                                (a, b) -> {}),
                ROWS,
                4);
        assertThat(new Dbscan(30, 5).fit(wide, NUMERICS).labels())
                .isEqualTo(new Dbscan(30, 5).fit(rows, NUMERICS).labels());
    }

    @Test
    void theUnitOfTheValuesChangesNothing() {
        float[] plain = narrow(clouds(1, 0.1, 0, 0), 1);
        MatrixView rows = MatrixView.of(plain, ROWS, 2);
        PrincipalComponents expected = new Pca(2).fit(rows, NUMERICS);
        float[] map = new Tsne(20, 300).embed(rows, NUMERICS).places();
        for (int power : new int[] {-83, 120}) {
            double unit = Math.scalb(1.0, power);
            MatrixView other = MatrixView.of(narrow(clouds(1, 0.1, 0, 0), unit), ROWS, 2);
            judge(other, clouds(1, 0.1, 0, 0));
            PrincipalComponents components = new Pca(2).fit(other, NUMERICS);
            assertThat(components.shares()).containsExactly(expected.shares(), within(1e-6));
            assertThat(components.scores()[3] / unit).isCloseTo(expected.scores()[3], within(1e-5));
            assertThat(components.transform(other, NUMERICS)).isEqualTo(components.scores());
            assertThat(new Dbscan(0.3 * unit, 5).fit(other, NUMERICS).labels())
                    .isEqualTo(new Dbscan(0.3, 5).fit(rows, NUMERICS).labels());
            assertThat(KDistances.of(other, 5, NUMERICS).knee() / unit)
                    .isCloseTo(KDistances.of(rows, 5, NUMERICS).knee(), within(1e-6));
            assertThat(new Tsne(20, 300).embed(other, NUMERICS).places())
                    .hasSameSizeAs(map)
                    .doesNotContain(Float.NaN);
            assertThat(MapQuality.nearestLabel(other, classes(), NUMERICS)).isEqualTo(1);
            assertThat(MapQuality.trustworthiness(rows, other, NUMERICS)).isEqualTo(1);
            assertThat(MapQuality.trustworthiness(other, rows, NUMERICS)).isEqualTo(1);
        }
    }

    @Test
    void valuesWhoseComponentsFloat32CannotHoldAreRefused() {
        MatrixView rows = MatrixView.of(new float[] {3e38f, -3e38f, -3e38f, 3e38f, 1e38f, 2e38f}, 3, 2);
        assertThatThrownBy(() -> new Pca(2).fit(rows, NUMERICS))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("divide all values by 10");
        assertThatThrownBy(() -> NUMERICS.neighbours(rows, 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("beyond float32");
    }

    private static void judge(MatrixView rows, double[] values) {
        KMeansClusters found = new KMeans(CLUSTERS).fit(rows, NUMERICS);
        assertThat(Agreement.of(found.labels(), classes()).adjustedRand()).isEqualTo(1);
        assertThat(found.predict(rows, NUMERICS)).isEqualTo(found.labels());
        assertThat(Silhouette.of(rows, classes(), NUMERICS).mean())
                .isCloseTo(silhouette(values, classes()), within(1e-4));
        assertThat(MapQuality.nearestLabel(rows, classes(), NUMERICS)).isEqualTo(1);
    }

    private static int[] classes() {
        return IntStream.range(0, ROWS).map(row -> row % CLUSTERS).toArray();
    }

    private static double[] clouds(double apart, double deviation, double x, double y) {
        double[] values = new double[2 * ROWS];
        for (int row = 0; row < ROWS; row++) {
            values[2 * row] = x
                    + apart * (row % CLUSTERS % 2)
                    + deviation * RandomKey.of(1).normal(2 * row);
            values[2 * row + 1] = y
                    + apart * (row % CLUSTERS / 2)
                    + deviation * RandomKey.of(1).normal(2 * row + 1);
        }
        return values;
    }

    private static float[] narrow(double[] values, double factor) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) (factor * values[i]);
        }
        return narrow;
    }

    private static double silhouette(double[] values, int[] labels) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            double[] sums = new double[2 * CLUSTERS];
            int[] counts = new int[sums.length];
            for (int j = 0; j < labels.length; j++) {
                sums[labels[j]] += Math.hypot(values[2 * i] - values[2 * j], values[2 * i + 1] - values[2 * j + 1]);
                counts[labels[j]] += i == j ? 0 : 1;
            }
            double outer = Double.POSITIVE_INFINITY;
            for (int k = 0; k < sums.length; k++) {
                outer = k != labels[i] && counts[k] > 0 ? Math.min(outer, sums[k] / counts[k]) : outer;
            }
            double inner = sums[labels[i]] / counts[labels[i]];
            sum += (outer - inner) / Math.max(inner, outer);
        }
        return sum / labels.length;
    }

    private Path csv(double[] values, boolean labelled) throws IOException {
        String lines = IntStream.range(0, ROWS)
                .mapToObj(row -> String.format(
                        Locale.ROOT,
                        "%.4f,%.4f%s",
                        values[2 * row],
                        values[2 * row + 1],
                        labelled ? "," + row % CLUSTERS : ""))
                .collect(Collectors.joining("\n"));
        return Files.writeString(
                folder.resolve("metres-" + labelled + ".csv"), (labelled ? "x,y,class\n" : "x,y\n") + lines);
    }

    /// An array of float64 in Fortran's order, as `numpy.save` writes it.
    private Path array(double[] values) throws IOException {
        String header = "{'descr': '<f8', 'fortran_order': True, 'shape': (%d, 2), }".formatted(ROWS);
        byte[] text = (header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer buffer =
                ByteBuffer.allocate(10 + text.length + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) text.length)
                .put(text);
        for (int i = 0; i < values.length; i++) {
            buffer.putDouble(values[2 * (i % ROWS) + i / ROWS]);
        }
        return Files.write(folder.resolve("metres.npy"), buffer.array());
    }

    @AfterAll
    static void close() {
        BACKEND.close();
    }
}
