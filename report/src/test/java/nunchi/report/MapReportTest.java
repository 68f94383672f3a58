package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
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
    void pointsArePutIntoTheMiddleOfASquareWithTheirGroups() {
        String page =
                page(new MapDrawing("a map", PLACES, List.of(), new int[] {0, 1, -1}, List.of("cat", "<dog>")), null);
        assertThat(page)
                .contains(
                        "\"low\":[0.0,-1.0],\"extent\":4.0",
                        "\"groups\":[0,1,-1]",
                        "a map: 3 points, coloured by 2 groups",
                        "\"rest\":\"none\",\"colouring\":0")
                .doesNotContain("<dog>");
        byte[] places = Base64.getDecoder().decode(between(page, "\"places\":\"", "\""));
        short[] numbers = new short[6];
        ByteBuffer.wrap(places).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(numbers);
        assertThat(numbers)
                .as("of 65535: 0 and 1/4, 1 and 1/2, 1/2 and 3/4")
                .containsExactly((short) 0, (short) 16384, (short) 65535, (short) 32768, (short) 32768, (short) 49151);
    }

    @Test
    void theRowsPicturesLieInOneSheet() {
        Dataset digits = DataCatalogue.standard().load("digits").train();
        String page = page(new MapDrawing("a map", PLACES, List.of(), null, List.of()), digits);
        assertThat(page)
                .contains(
                        "\"sheet\":{\"image\":\"data:image/png;base64,",
                        "\"count\":3,\"width\":8,\"height\":8,\"across\":3}",
                        "\"rest\":\"none\",\"rows\":0,\"places\"",
                        "data-map=\"0\"",
                        "A point shows its image");
    }

    @Test
    void aPageOfMapsDoesWithoutTheLibraryOfCharts() {
        assertThat(page(new MapDrawing("a map", PLACES, List.of(), null, List.of()), null))
                .hasSizeLessThan(200_000);
    }

    private static String between(String text, String before, String after) {
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }

    @Test
    void whatIsNoPlaneIsNotDrawn() {
        MatrixView line = MatrixView.of(new float[3], 3, 1);
        assertThatThrownBy(() -> new MapDrawing("a map", line, List.of(), null, List.of()))
                .hasMessageContaining("2 components or more");
    }

    private static String page(MapDrawing map, Dataset data) {
        SequencedMap<String, String> figures = new LinkedHashMap<>();
        figures.put("KL", "1.5");
        return new MapReport("Title", "Summary.", figures, List.of(map), List.of(), data, "nunchi embed x").html();
    }
}
