package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import nunchi.metric.Quantity;
import nunchi.report.page.Chart;
import nunchi.report.page.Series;
import org.junit.jupiter.api.Test;

class LineColoursTest {
    private static final Curve CURVE = new Curve("c", List.of(), 0, 0, 0, 0);

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "setting " + i).toList();
    }

    private static List<Double> numbers(double... values) {
        return DoubleStream.of(values).boxed().toList();
    }

    @Test
    void linesOfManySettingsAreColouredByTheRankOfTheirResult() {
        LineColours colours = new LineColours(
                names(8), "validation loss", Quantity.LOSS, numbers(4, 0.5, Double.NaN, 2, 3, 1e9, 5, 1));
        assertThat(IntStream.range(0, 8)
                        .mapToObj(line -> colours.line(line, CURVE).place()))
                .as("the least loss is the best; one that failed has no rank")
                .containsExactly(2 / 6.0, 1.0, null, 4 / 6.0, 3 / 6.0, 0.0, 1 / 6.0, 5 / 6.0);
        assertThat(colours.scale()).isEqualTo(new Chart.Scale("validation loss", "1.000·10⁹", "0.5000"));
        assertThat(colours.inWords("trial")).contains("coloured by its rank in validation loss");
    }

    @Test
    void aFewGroupsKeepTheirColoursInChartsThatLackSomeOfThem() {
        LineColours colours = new LineColours(
                List.of("a", "a", "b", "c"), "test accuracy", Quantity.ACCURACY, numbers(0.5, 0.6, 0.7, 0.8));
        assertThat(List.of(3, 1).stream().map(line -> colours.line(line, CURVE)))
                .extracting(line -> line.name() + line.colour())
                .as("of a chart without b")
                .containsExactly("c2", "a0");
        assertThat(colours.scale()).isNull();
    }

    @Test
    void linesOfOneSettingAreAlike() {
        assertThat(new LineColours(List.of("", ""), "test accuracy", Quantity.ACCURACY, numbers(0.5, 0.6))
                        .line(0, CURVE))
                .isEqualTo(new Series("c", List.of()));
    }
}
