package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;

import nunchi.file.StoredFile;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void aDivergedValueIsNotTakenForOneThatWasNotMeasured() {
        assertThat(Json.line(Json.object().set("a", Json.number(Double.POSITIVE_INFINITY)))).isEqualTo("{\"a\":1E+999}");
        assertThat(Json.line(Json.object().set("a", Json.number(Double.NEGATIVE_INFINITY)))).isEqualTo("{\"a\":-1E+999}");
        assertThat(Json.line(Json.object().set("a", Json.number(Double.NaN)))).isEqualTo("{\"a\":null}");
        assertThat(Json.line(Json.object().set("a", Json.number(0.5)))).isEqualTo("{\"a\":0.5}");
    }

    @Test
    void itIsReadBackAsItWas() {
        assertThat(StoredFile.json("{\"a\":1E+999}").path("a").asDouble(Double.NaN)).isInfinite().isPositive();
        assertThat(StoredFile.json("{\"a\":-1E+999}").path("a").asDouble(Double.NaN)).isInfinite().isNegative();
    }
}
