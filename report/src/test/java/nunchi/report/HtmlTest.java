package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void aNumberStaysOnOneLineWithItsPercentSign() {
        assertThat(Html.text("95.40 % by t-SNE & 5 % more, 3 %s").markup())
                .isEqualTo("95.40\u00a0% by <span class=\"whole\">t-SNE</span> &amp; 5\u00a0% more, 3\u00a0%s");
    }

    @Test
    void aNumberAndItsUnitStayOnOneLine() {
        assertThat(Html.text("in 3 min 20 s, 95.2 % of 64 MB; 2 samples, 5 sets")
                        .markup())
                .isEqualTo("in 3\u00a0min 20\u00a0s, 95.2\u00a0% of 64\u00a0MB; 2 samples, 5 sets");
    }
}
