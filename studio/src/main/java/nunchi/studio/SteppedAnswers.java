package nunchi.studio;

import java.util.List;
import java.util.Locale;
import nunchi.record.Decimal;
import nunchi.record.Float32;
import nunchi.step.Element;
import nunchi.step.Expansion;
import nunchi.step.Step;
import nunchi.step.SteppedExample;
import nunchi.step.Term;
import org.jspecify.annotations.Nullable;

/// Steps of an example as the page reads them.
final class SteppedAnswers {
    private SteppedAnswers() {}

    static StepRecord.SteppedOp op(Step step) {
        Step.Place place = step.place();
        return new StepRecord.SteppedOp(
                step.kind().name().toLowerCase(Locale.ROOT),
                new StepRecord.SteppedPlace(place.layer(), place.name(), place.time(), place.formula()),
                step.notation().formula(),
                step.notation().symbols(),
                step.operands(),
                Decimal.list(step.shape()),
                step.differentiated());
    }

    static StepRecord.SteppedValues values(SteppedExample example, int step) {
        return new StepRecord.SteppedValues(
                text(example.value(step)),
                example.gradient(step).map(SteppedAnswers::text).orElse(null));
    }

    private static String text(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return Float32.text(narrow);
    }

    static StepRecord.SteppedElement element(Element element) {
        Expansion backward = element.backward();
        return new StepRecord.SteppedElement(
                Decimal.finite(element.value()),
                slope(element.slope()),
                expansion(element.forward()),
                backward == null ? null : expansion(backward));
    }

    private static StepRecord.@Nullable Slope slope(Element.@Nullable Slope slope) {
        return slope == null
                ? null
                : new StepRecord.Slope(
                        Decimal.finite(slope.gradient()),
                        Decimal.finite(slope.difference()),
                        slope.h(),
                        Decimal.finite(slope.relativeDifference()),
                        slope.rounding(),
                        slope.kinked());
    }

    private static StepRecord.Expansion expansion(Expansion expansion) {
        return new StepRecord.Expansion(
                expansion.form().name().toLowerCase(Locale.ROOT),
                expansion.notation().formula(),
                expansion.notation().symbols(),
                expansion.operands().stream().map(SteppedAnswers::operand).toList(),
                expansion.terms().stream().map(SteppedAnswers::term).toList(),
                expansion.others(),
                Decimal.finite(expansion.rest()),
                Decimal.finite(expansion.result()));
    }

    private static StepRecord.SteppedOperand operand(Expansion.Operand operand) {
        return new StepRecord.SteppedOperand(
                operand.label(),
                operand.step(),
                operand.gradient(),
                Decimal.list(operand.shape()),
                operand.from(),
                operand.to());
    }

    private static StepRecord.SteppedTerm term(Term term) {
        List<StepRecord.SteppedFactor> factors = term.factors().stream()
                .map(factor ->
                        new StepRecord.SteppedFactor(factor.operand(), factor.index(), Decimal.finite(factor.value())))
                .toList();
        return new StepRecord.SteppedTerm(factors, Decimal.finite(term.value()));
    }
}
