package nunchi.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private static final Work D = new Work.Training(Study.D, 1437);
    private static final Work C = new Work.Training(Study.C, 128);

    @Test
    void theTableTakesTheMedianOverProcessesAndTheBetterNumberOfThreads() {
        String table = tables(
                Suite.STEPS,
                ours(D, 2, 0.5),
                ours(D, 2, 0.7),
                ours(D, 2, 9),
                ours(D, 1, 1),
                of("libtorch (DJL)", D, 1, 2.1));
        assertThat(table).contains("| | ours, ms | libtorch (DJL), ms | ratio |\n|---|---:|---:|---:|\n");
        assertThat(table).contains("| D: 64-80-70-10 sigmoid, batch 1437 | 0.700 | 2.100 | 3.00 |\n");
        assertThat(table).contains("| D: 64-80-70-10 sigmoid, batch 1437 | 119.6 (50 %) | 39.9 (17 %) |\n");
        assertThat(table).contains("Peak: 240 GFLOP/s");
    }

    @Test
    void theBestVariantOfAPeerCountsAndTheRatioIsToTheFastestPeer() {
        String table = tables(
                Suite.STEPS,
                ours(C, 2, 200),
                of("ours (strict)", C, 2, 400),
                of("libtorch (JavaCPP)", C, 2, 800),
                of("libtorch (JavaCPP): channels last", C, 2, 600),
                of("libtorch (DJL)", C, 2, 1000));
        assertThat(table)
                .contains(
                        "| | ours, ms | ours (strict), ms | libtorch (JavaCPP), ms | libtorch (DJL), ms | ratio | ratio (strict) |\n");
        assertThat(table).contains(", batch 128 | 200.000 | 400.000 | 600.000 | 1000.000 | 3.00 | 1.50 |\n");
    }

    @Test
    void whatWasNotMeasuredIsSaid() {
        String table = tables(Suite.STEPS, ours(D, 1, 1), of("libtorch (DJL)", C, 2, 1000));
        assertThat(table)
                .contains("| D: 64-80-70-10 sigmoid, batch 1437 | 1.000 | not measured | not measured |\n")
                .doesNotContain("| RESNET");
    }

    @Test
    void theCurveAgainstThreadsHoldsEachNumberOfThreadsApart() {
        String table = tables(Suite.CURVES, ours(C, 1, 500), ours(C, 2, 300));
        assertThat(table)
                .contains(", batch 128, 1 thread | 500.000 | not measured |\n")
                .contains(", batch 128, 2 threads | 300.000 | not measured |\n");
    }

    @Test
    void aLineOfAMeasurementIsReadBack() {
        Measurement measurement = ours(D, 2, 0.5);
        assertThat(Measurement.parse(measurement.line())).isEqualTo(measurement);
        assertThat(measurement.line())
                .startsWith("{\"engine\":\"ours\",\"work\":\"D: 64-80-70-10 sigmoid, batch 1437\",\"threads\":2,");
    }

    private static String tables(Suite suite, Measurement... measurements) {
        return new Comparison(suite, 2, List.of(measurements)).tables();
    }

    private static Measurement ours(Work work, int threads, double median) {
        return new Measurement("ours", work.name(), threads, median, median, 10, 240);
    }

    private static Measurement of(String engine, Work work, int threads, double median) {
        return new Measurement(engine, work.name(), threads, median, median, 10, 0);
    }
}
