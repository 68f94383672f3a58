package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import nunchi.backend.MatrixView;
import nunchi.data.DataCatalogue;
import nunchi.data.Dataset;
import org.junit.jupiter.api.Test;

class MapReportTest {
    private static final MatrixView PLACES = MatrixView.of(new float[] {0, 0, 4, 1, 2, 2}, 3, 2);

    @Test
    void pointsArePutInStepsOfTheLargerExtentWithTheirGroups() {
        String page = page(new MapDrawing("a map", PLACES, List.of(), new int[] {0, 1, -1}, List.of("cat", "<dog>")), null);
        assertThat(page).contains("\"x\":[0,4000,2000],\"y\":[0,1000,2000],\"step\":0.001",
                        "\"groups\":[0,1,-1]", "a map: 3 points, coloured by 2 groups", "\"pictures\":-1")
                .doesNotContain("<dog>");
    }

    @Test
    void theRowsPicturesLieInOneSheet() {
        Dataset digits = DataCatalogue.standard().load("digits").train();
        String page = page(new MapDrawing("a map", PLACES, List.of(), null, List.of()), digits);
        assertThat(page).contains("{\"rows\":8,\"columns\":8,\"across\":3,\"count\":3,\"source\":\"data:image/png;base64,", "\"pictures\":0", "data-chart=\"1\"",
                "A point shows its picture");
    }

    @Test
    void whatIsNoPlaneIsNotDrawn() {
        MatrixView line = MatrixView.of(new float[3], 3, 1);
        assertThatThrownBy(() -> new MapDrawing("a map", line, List.of(), null, List.of())).hasMessageContaining("2 components or more");
    }

    private static String page(MapDrawing map, Dataset data) {
        SequencedMap<String, String> figures = new LinkedHashMap<>();
        figures.put("KL", "1.5");
        return new MapReport("Title", "Summary.", figures, List.of(map), List.of(), data, "nunchi embed x").html();
    }
}
