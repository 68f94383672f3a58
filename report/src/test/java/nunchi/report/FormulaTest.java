package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {
    @Test
    void lettersNumbersAndOperatorsBecomeTheirElements() {
        assertThat(Formula.inline("x - 12").markup())
                .isEqualTo("<math><mrow><mi>x</mi><mo>−</mo><mn>12</mn></mrow></math>");
    }

    @Test
    void scriptsBindToWhatStandsBeforeThem() {
        assertThat(Formula.inline("w_j^2").markup()).contains("<msubsup><mi>w</mi><mi>j</mi><mn>2</mn></msubsup>");
        assertThat(Formula.inline("e^{-z}").markup())
                .contains("<msup><mi>e</mi><mrow><mo>−</mo><mi>z</mi></mrow></msup>");
    }

    @Test
    void aSumHasItsIndexBelow() {
        assertThat(Formula.display("\\sum_k z_k").markup()).contains("<munder><mo>∑</mo><mi>k</mi></munder><msub>");
    }

    @Test
    void aLargestValueHasItsRangeBelow() {
        assertThat(Formula.display("\\max_{k} z_k").markup())
                .contains("<munder><mrow><mi mathvariant=\"normal\">max</mi>")
                .contains("</mrow><mrow><mi>k</mi></mrow></munder>");
    }

    @Test
    void theScriptOfAFunctionStandsAtItsName() {
        assertThat(Formula.display("\\tanh^2(c)").markup())
                .contains("<msup><mi mathvariant=\"normal\">tanh</mi><mn>2</mn></msup><mo rspace=");
    }

    @Test
    void casesStandUnderEachOther() {
        assertThat(Formula.display("\\cases{1 & z > 0 \\\\ 0 & z \\le 0}").markup())
                .containsPattern("(<mtr>.*){2}")
                .contains("<mo>&gt;</mo>", "<mo>≤</mo>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\nosuch", "{x", "x^", "\\text{a"})
    void whatCannotBeReadIsRefused(String source) {
        assertThatThrownBy(() -> Formula.inline(source))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(source);
    }

    @ParameterizedTest
    @MethodSource("nunchi.report.Fixture#explanations")
    void everyExplanationCanBeReadAndHasAFormula(String name) {
        Html explanation = Explanation.of(name, key -> "0.5");

        assertThat(explanation.markup()).contains("<math display=\"block\">").doesNotContain("$", "«", "\\");
        Markup.requireWellFormed("<div>" + explanation.markup() + "</div>");
    }

    @Test
    void aNameThatIsNoWordExplainsNothing() {
        assertThat(Explanation.of("../report", key -> key).isEmpty()).isTrue();
        assertThat(Explanation.of("unheardOf", key -> key).isEmpty()).isTrue();
    }
}
