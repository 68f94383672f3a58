package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nunchi.record.Codec;
import nunchi.record.InspectionRecord;
import nunchi.record.InspectionRecord.LaidOutRecord;
import nunchi.report.page.Chart.Lines;
import nunchi.report.page.Point;
import nunchi.report.page.Series;
import org.junit.jupiter.api.Test;

class SeparationTest {
    private static String words(long rows, Double... shares) {
        return new Separation(
                        List.of("input", "0.dense", "1.dense", "2.dense").subList(0, shares.length),
                        List.of(shares),
                        rows)
                .inWords();
    }

    @Test
    void classesSeparateMoreAndMoreOnlyWhereNoLayerFalls() {
        assertThat(words(1000, 0.5, 0.7, 0.9))
                .contains("1-NN accuracy", "50.00 % at input and 90.00 % at 1.dense")
                .endsWith("more and more from layer to layer.");
        assertThat(words(1000, 0.5, 0.7)).endsWith("further apart at the latter.");
        assertThat(words(2000, 0.8, 0.9345, 0.9405))
                .as("the last rise is within chance")
                .contains("further apart at the end", "not every step")
                .doesNotContain("more and more");
        assertThat(words(1000, 0.5, 0.9, 0.7, 0.95)).contains("the accuracy falls at 1.dense.");
        assertThat(words(1000, 0.5, 0.9, 0.89, 0.95)).contains("in between, by no more than chance");
    }

    @Test
    void noChangeAndALossAreSaidSo() {
        assertThat(words(100, 0.9, 0.91)).contains("neither separate nor mix by more than chance");
        assertThat(words(10_000, 0.9, 0.95, 0.8))
                .contains("less far apart at the end")
                .endsWith("furthest apart at 0.dense (95.00 %).");
        assertThat(words(100, 0.9)).endsWith("at input.");
        assertThat(words(100)).contains("no classes");
    }

    private static List<LaidOutRecord> layers(String json) {
        return Codec.read("{\"layers\": %s}".formatted(json), InspectionRecord.class)
                .layers();
    }

    @Test
    void theSharesAreDrawnFromLayerToLayer() {
        List<LaidOutRecord> layers = layers("""
                [{"path": "examples", "nearestLabel": 0.5, "pca": {"nearestLabel": 0.25},
                  "tsne": {"nearestLabel": 0.5, "converged": true}},
                 {"path": "0.dense", "nearestLabel": 0.75, "pca": {"nearestLabel": 0.5}}]""");
        Chapter chapter = Chapter.first();
        assertThat(NearestCurves.html(layers, chapter).markup())
                .contains("data-chart=\"0\"", "input 50.00 %, 0.dense 75.00 %");
        Lines chart = (Lines) chapter.drawings().data().charts().getFirst();
        assertThat(chart.names()).containsExactly("input", "0.dense");
        assertThat(chart.series()).extracting(Series::name).containsExactly("all values", "PCA plane", "t-SNE map");
        assertThat(chart.series())
                .extracting(Series::points)
                .containsExactly(
                        List.of(new Point(0, 0.5), new Point(1, 0.75)),
                        List.of(new Point(0, 0.25), new Point(1, 0.5)),
                        List.of(new Point(0, 0.5), new Point(1, null)));
    }

    @Test
    void nothingIsDrawnOfOneLayerOrWithoutClasses() {
        List<LaidOutRecord> layers =
                layers("[{\"path\": \"examples\", \"nearestLabel\": 0.5}, {\"path\": \"0.dense\"}]");
        assertThat(NearestCurves.html(layers, Chapter.first()).isEmpty()).isTrue();
    }
}
