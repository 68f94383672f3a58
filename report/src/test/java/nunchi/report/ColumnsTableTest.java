package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import nunchi.model.TableRecord;
import nunchi.record.Codec;
import org.junit.jupiter.api.Test;

class ColumnsTableTest {
    private static TableRecord table(String json) {
        return Codec.read(json, TableRecord.class);
    }

    @Test
    void eachColumnIsShownWithWhatItWasTakenFor() {
        String page = ColumnsTable.of(table("""
                {"columns": 6, "features": [0, 2, 3], "names": ["age", "port <b>", "fare"], "outputs": [5], "outputNames": ["survived"],
                 "categories": [null, ["C", "Q", "S"], null], "fill": [28.5, "S", null]}""")).toString();
        assertThat(page.replaceAll("<tr[^>]*>", "\n").replaceAll("<[^>]+>", "|").replaceAll("\\|+", "|"))
                .contains(
                        "|age|feature|numbers|28.5|",
                        "|port &lt;b&gt;|feature|3 categories: C, Q, S|S|",
                        "|fare|feature|numbers|–|",
                        "|survived|what is learnt|–|",
                        "2 columns of the file are left out.");
    }

    @Test
    void columnsWithoutNamesHaveTheirNumbers() {
        String page = ColumnsTable.of(table("""
                {"columns": 2, "features": [0], "names": [], "outputs": [1], "outputNames": []}""")).toString();
        assertThat(page).contains("column 0", "column 1").doesNotContain("left out");
    }

    @Test
    void picturesHaveNoColumns() {
        assertThat(ColumnsTable.of(null).isEmpty()).isTrue();
    }
}
