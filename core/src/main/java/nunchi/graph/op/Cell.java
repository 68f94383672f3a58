package nunchi.graph.op;

import nunchi.check.Check;

/// What a recurrent network computes at one step of a sequence, from the step's input and the states of the step
/// before; `σ` is the sigmoid, `⊙` the product value by value.
///
/// `x̂` is the input's part of the sums, `x·W + b`, in blocks of H columns, one per gate; U is the recurrent weight
/// with the same blocks, and h₋ the state h of the step before.
public sealed interface Cell {
    /// The blocks of x̂ and U.
    int gates();

    /// The states that go from step to step; h is the first.
    default int states() {
        return 1;
    }

    /// The blocks that [Recurrent.RecurrenceTrace] keeps of each step.
    default int traced() {
        return gates();
    }

    /// Whether the products with U have a bias of their own.
    default boolean recurrentBias() {
        return false;
    }

    /// `h = f(x̂ + h₋·U)`. Elman: *Finding structure in time*, Cognitive Science 14, 1990.
    ///
    /// @param function f
    record SimpleRnn(Squash function) implements Cell {
        public SimpleRnn {
            Check.given("function", function);
        }

        @Override
        public int gates() {
            return 1;
        }
    }

    /// Blocks i, f, c̃, o: with `z = x̂ + h₋·U` there are `i = σ(zᵢ)`, `f = σ(z_f)`, `c̃ = tanh(z_c)`, `o = σ(zₒ)`, and
    /// the states `c = f ⊙ c₋ + i ⊙ c̃`, `h = o ⊙ tanh(c)`. Hochreiter, Schmidhuber: *Long short-term memory*, Neural
    /// Computation 9, 1997; the forget gate by Gers, Schmidhuber, Cummins, 2000.
    record Lstm() implements Cell {
        @Override
        public int gates() {
            return 4;
        }

        @Override
        public int states() {
            return 2;
        }
    }

    /// Blocks z, r, h: `z = σ(x̂_z + h₋·U_z)`, `r = σ(x̂_r + h₋·U_r)`, and `h = z ⊙ h₋ + (1 - z) ⊙ h̃`. Cho et al.:
    /// *Learning phrase representations using RNN encoder-decoder*, EMNLP 2014.
    ///
    /// @param resetAfter true: `h̃ = tanh(x̂_h + r ⊙ (h₋·U_h + b_h))`, with a recurrent bias, whose other blocks are
    ///                   added to x̂; false: `h̃ = tanh(x̂_h + (r ⊙ h₋)·U_h)`
    record Gru(boolean resetAfter) implements Cell {
        @Override
        public int gates() {
            return 3;
        }

        /// With the reset afterwards `h₋·U_h + b_h` is kept too.
        @Override
        public int traced() {
            return resetAfter ? 4 : 3;
        }

        @Override
        public boolean recurrentBias() {
            return resetAfter;
        }
    }

    /// The function of a [SimpleRnn], known by its values: its slope is a function of them.
    enum Squash {
        TANH(new Unary.Tanh()),
        SIGMOID(new Unary.Sigmoid()),
        RELU(new Unary.Relu());

        private final Unary op;

        Squash(Unary op) {
            this.op = op;
        }

        /// The value at `x`.
        public double apply(double x) {
            return op.apply(x);
        }

        /// The derivative where the value is `y`.
        public double slope(double y) {
            return switch (this) {
                case TANH -> 1 - y * y;
                case SIGMOID -> y * (1 - y);
                case RELU -> y > 0 ? 1 : 0;
            };
        }
    }
}
