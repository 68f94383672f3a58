package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nunchi.record.ClusteringRecord.PointsRecord;
import nunchi.record.Codec;
import org.junit.jupiter.api.Test;

class MethodComparisonTest {
    private static ClusteredPoints set(String title, int classes, double means, double density, int noise) {
        return new ClusteredPoints(
                Codec.read("""
                {"title": "%s", "rows": 100, "classes": %d,
                 "kmeans": {"taken": 0, "best": 0, "settings": [{"k": 3, "clusters": 3, "noise": 0, "adjustedRand": %s, "seconds": 0.001}]},
                 "dbscan": {"taken": 0, "best": 0, "settings": [{"epsilon": 1.0, "minPoints": 5, "clusters": 2, "noise": %d, "adjustedRand": %s, "seconds": 0.002}]}}""".formatted(title, classes, means, noise, density), PointsRecord.class));
    }

    @Test
    void theOneWithTheLargerIndexIsSaidToAgreeBetter() {
        MethodComparison verdict = new MethodComparison(
                List.of(set("a", 2, 0.4, 0.95, 0), set("b", 3, 0.95, 0.4, 7), set("c", 2, 0.5, 0.505, 0)));
        assertThat(verdict.comparisons().getFirst())
                .contains("k-means agrees better with them on b (0.95 and 0.40)")
                .contains("DBSCAN agrees better with them on a (0.40 and 0.95)")
                .contains("alike within 0.01 on c");
        assertThat(String.join(" ", verdict.ofMeans()))
                .contains("comes as near the classes as DBSCAN does on a (0.40 against 0.95)")
                .contains("on b (0.95 at k = 3)")
                .contains("as many clusters as there are classes on b")
                .doesNotContain("one class")
                .contains("less than DBSCAN on 3 of 3");
        assertThat(String.join(" ", verdict.ofDensity()))
                .contains("as noise, at the knee on b (7.00 %)")
                .contains("without being given it, on a and c")
                .contains("on b (2 for 3)");
    }

    @Test
    void nothingIsSaidThatTheFiguresDoNotShow() {
        MethodComparison alike = new MethodComparison(List.of(set("a", 2, 0.5, 0.5, 0)));
        assertThat(String.join(" ", alike.comparisons())).doesNotContain("agrees better");
        assertThat(String.join(" ", alike.ofMeans()) + String.join(" ", alike.ofDensity()))
                .doesNotContain("comes as near")
                .doesNotContain("close to the classes")
                .doesNotContain("as noise")
                .doesNotContain("hangs on");
        MethodComparison one = new MethodComparison(List.of(set("n", 1, 0, 0, 0)));
        assertThat(one.comparisons().getFirst()).startsWith("No classes that differ");
        assertThat(String.join(" ", one.ofMeans())).contains("all points are of one class: n (3)");
    }
}
