package nunchi.step;

import java.util.List;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// How one element of a tensor comes from its operands, term by term.
///
/// @param form     what is done with the terms
/// @param notation formula of the op
/// @param operands what is read, in the order of the symbols
/// @param terms    all of them, or the largest ones in size, in the order of the op
/// @param others   number of terms that are left out
/// @param rest     sum of the terms that are left out; their maximum where the form is one
/// @param result   the element's value
public record Expansion(
        Form form,
        Notation notation,
        List<Operand> operands,
        List<Term> terms,
        int others,
        double rest,
        double result) {
    public Expansion {
        operands = List.copyOf(operands);
        terms = List.copyOf(terms);
    }

    /// What is done with the terms.
    public enum Form {
        /// The result is their sum; a function has one term, its value.
        SUM,
        /// The result is the largest of them.
        MAXIMUM,
        /// The result is the term of the element itself, divided by the sum of all.
        SOFTMAX,
        /// There are no terms: a tensor that is given, or a recurrence that is one op.
        WHOLE
    }

    /// What an op reads.
    ///
    /// @param label    path of the step; of what only the gradient needs, path of the op
    /// @param step     number of the step of which it is the value or the gradient; null for neither
    /// @param gradient whether it is the gradient with respect to the step
    /// @param shape    of the operand
    /// @param from     least place on each axis that the terms read; empty where they read nothing of it
    /// @param to       largest place on each axis that the terms read
    public record Operand(
            String label, @Nullable Integer step, boolean gradient, Shape shape, List<Integer> from, List<Integer> to) {
        public Operand {
            from = List.copyOf(from);
            to = List.copyOf(to);
        }
    }
}
