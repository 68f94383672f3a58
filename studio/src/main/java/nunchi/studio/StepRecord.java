package nunchi.studio;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the page reads of one example that goes through a model op by op.
public sealed interface StepRecord {
    /// An example, and what is wanted of it.
    ///
    /// @param example that a person gives; absent for one of the training set
    /// @param row     number of a training example, from 0; the first one where neither is given
    /// @param label   number of the class that a given example should have; absent for the predicted one
    /// @param target  number that should be predicted for a given example; absent for classes
    /// @param step    number of an op
    /// @param element of the op's value, last axis fastest
    record SteppedExample(
            StudioRecord.@Nullable Asked example,
            @Nullable Integer row,
            @Nullable Integer label,
            @Nullable Double target,
            @Nullable Integer step,
            @Nullable Integer element)
            implements StepRecord {
        /// The example without what is wanted of it.
        SteppedExample alone() {
            return new SteppedExample(example, row, label, target, null, null);
        }
    }

    /// All ops of an example.
    ///
    /// @param loss   of the example
    /// @param target class or number that should be predicted; absent where it is neither
    /// @param ops    in the order of evaluation
    record Steps(double loss, @Nullable String target, List<SteppedOp> ops) implements StepRecord {}

    /// An op, or a tensor that ops read.
    ///
    /// @param kind           `input`, `weight`, `constant` or `op`
    /// @param place          where it was written
    /// @param formula        of one element
    /// @param symbols        of the operands in the formula
    /// @param operands       positions among the ops
    /// @param shape          of the value
    /// @param differentiated whether it has a gradient
    record SteppedOp(
            String kind,
            SteppedPlace place,
            String formula,
            List<String> symbols,
            List<Integer> operands,
            List<Integer> shape,
            Boolean differentiated)
            implements StepRecord {}

    /// Where an op was written.
    ///
    /// @param layer   path of the layer
    /// @param name    of the op
    /// @param time    step of the sequence, from 0; absent outside of recurrent layers
    /// @param formula of the whole layer; empty where it has none
    record SteppedPlace(String layer, String name, @Nullable Integer time, String formula) implements StepRecord {}

    /// All values of an op, as little-endian float32 in base64.
    ///
    /// @param gradient of the loss with respect to each; absent where none flows
    record SteppedValues(String values, @Nullable String gradient) implements StepRecord {}

    /// One element of an op's value. What is not finite is NaN.
    ///
    /// @param slope    how the loss depends on it; absent where no gradient flows
    /// @param forward  how the value comes from the operands
    /// @param backward how the gradient comes from later ones; absent where no gradient flows
    record SteppedElement(
            double value,
            @Nullable Slope slope,
            Expansion forward,
            @Nullable Expansion backward) implements StepRecord {}

    /// The derivative of the loss with respect to an element.
    ///
    /// @param gradient   by backpropagation
    /// @param difference central difference
    /// @param h          by how much the element is shifted to either side
    /// @param relative   difference of both, relative to the larger one
    /// @param rounding   how far rounding may move the central difference
    /// @param kinked     whether the slopes to both sides differ
    record Slope(double gradient, double difference, double h, double relative, double rounding, Boolean kinked)
            implements StepRecord {}

    /// How an element comes from operands.
    ///
    /// @param form     what is done with the terms: `sum`, `maximum`, `softmax`, or `whole` without terms
    /// @param formula  of the op
    /// @param symbols  of the operands in the formula
    /// @param operands what is read
    /// @param terms    all, or the largest
    /// @param others   number of terms that are left out
    /// @param rest     their sum, or their maximum
    /// @param result   the element
    record Expansion(
            String form,
            String formula,
            List<String> symbols,
            List<SteppedOperand> operands,
            List<SteppedTerm> terms,
            Integer others,
            double rest,
            double result)
            implements StepRecord {}

    /// What an op reads.
    ///
    /// @param label    path of the op that it comes from
    /// @param step     number of that op; absent for what only the gradient needs
    /// @param gradient whether it is the gradient with respect to that op's value
    /// @param shape    of the operand
    /// @param from     least place on each axis that the terms read; empty where they read nothing
    /// @param to       largest place on each axis
    record SteppedOperand(
            String label,
            @Nullable Integer step,
            Boolean gradient,
            List<Integer> shape,
            List<Integer> from,
            List<Integer> to)
            implements StepRecord {}

    /// A term.
    ///
    /// @param factors elements that it is made of
    record SteppedTerm(List<SteppedFactor> factors, double value) implements StepRecord {}

    /// An element of an operand.
    ///
    /// @param operand position among the operands
    /// @param index   of the element, last axis fastest
    record SteppedFactor(Integer operand, Integer index, double value) implements StepRecord {}
}
