package nunchi.studio;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import nunchi.check.InvalidRequestException;
import nunchi.predict.Answer;
import nunchi.step.SteppedExample;
import nunchi.step.SteppedModel;
import org.jspecify.annotations.Nullable;

/// A run's model that a person steps through. It is loaded at the first question, and remembers the last example.
final class Stepping {
    private final Supplier<SteppedModel> loading;
    private final Function<StudioRecord.Asked, Answer> answering;
    private @Nullable SteppedModel model;
    private @Nullable Held held;

    /// @param asked what the example is
    private record Held(StepRecord.SteppedExample asked, SteppedExample example) {}

    /// @param loading   of the model
    /// @param answering reads a given example, and predicts it
    Stepping(Supplier<SteppedModel> loading, Function<StudioRecord.Asked, Answer> answering) {
        this.loading = loading;
        this.answering = answering;
    }

    /// @throws InvalidRequestException when the model is too large, its data are not here, or there is no such example
    synchronized StepRecord.Steps steps(StepRecord.SteppedExample asked) {
        SteppedExample example = example(asked);
        return new StepRecord.Steps(
                example.loss(),
                target(example.target()),
                example.steps().stream().map(SteppedAnswers::op).toList());
    }

    private @Nullable String target(double[] target) {
        List<String> classes = model().classes();
        if (target.length != 1) {
            return null;
        }
        boolean named = target[0] >= 0 && target[0] < classes.size();
        return named
                ? classes.get((int) target[0])
                : new BigDecimal(Float.toString((float) target[0]))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /// @throws InvalidRequestException as [#steps], and when there is no such step
    synchronized StepRecord.SteppedValues values(StepRecord.SteppedExample asked) {
        return SteppedAnswers.values(example(asked), orFirst(asked.step()));
    }

    /// @throws InvalidRequestException as [#steps], and when there is no such step or element
    synchronized StepRecord.SteppedElement element(StepRecord.SteppedExample asked) {
        return SteppedAnswers.element(example(asked).element(orFirst(asked.step()), orFirst(asked.element())));
    }

    private static int orFirst(@Nullable Integer number) {
        return Objects.requireNonNullElse(number, 0);
    }

    private SteppedExample example(StepRecord.SteppedExample asked) {
        StepRecord.SteppedExample alone = asked.alone();
        if (held == null || !held.asked.equals(alone)) {
            held = new Held(alone, evaluated(alone));
        }
        return held.example;
    }

    private SteppedExample evaluated(StepRecord.SteppedExample asked) {
        if (asked.example() == null) {
            return model().ofRow(orFirst(asked.row()));
        }
        Answer answer = answering.apply(asked.example());
        if (answer.given() == null || answer.prediction() == null) {
            throw new InvalidRequestException(Objects.requireNonNullElse(answer.problem(), "it cannot be read"));
        }
        float[] values = answer.given().values();
        if (asked.target() != null) {
            return model().ofNumber(values, asked.target());
        }
        if (model().classes().isEmpty()) {
            throw new InvalidRequestException(
                    "the loss needs a target; give the number that should be predicted, or choose a training example");
        }
        Integer label = asked.label();
        return model().ofClass(
                        values, label == null ? answer.prediction().best().number() : label);
    }

    private SteppedModel model() {
        if (model == null) {
            model = loading.get();
        }
        return model;
    }
}
