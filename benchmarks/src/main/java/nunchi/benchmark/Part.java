package nunchi.benchmark;

import java.util.List;

/// A part of a [Model], with all sizes written out, so that every engine can build it from this alone.
public sealed interface Part {

    /// The multiplications and additions of the part's products for one example, going forward; 0 for parts without
    /// products.
    default long operations() {
        return 0;
    }

    /// With bias, and the padding that keeps the extent where the stride is 1.
    ///
    /// @param kernel  rows and columns, odd
    /// @param inputs  channels
    /// @param outputs channels
    /// @param extent  rows and columns of the images
    /// @param stride  of rows and columns, a divisor of the extent
    /// @param groups  1, or as many as there are channels: a convolution of each channel by itself
    record Convolution(int kernel, int inputs, int outputs, int extent, int stride, int groups) implements Part {
        public Convolution(int kernel, int inputs, int outputs, int extent) {
            this(kernel, inputs, outputs, extent, 1, 1);
        }

        /// Those of the definition, products in the padding counted.
        @Override
        public long operations() {
            return 2L * (extent / stride) * (extent / stride) * kernel * kernel * inputs / groups * outputs;
        }

        public int padding() {
            return kernel / 2;
        }

        @Override
        public String toString() {
            return "%dx%d, %d to %d channels on %dx%d".formatted(kernel, kernel, inputs, outputs, extent, extent);
        }
    }

    /// A convolution's transpose with bias: 4 by 4, stride 2, to images of twice the extent.
    ///
    /// @param inputs  channels
    /// @param outputs channels
    /// @param extent  rows and columns of the images that go in
    record Transposed(int inputs, int outputs, int extent) implements Part {
        @Override
        public long operations() {
            return 2L * extent * extent * 4 * 4 * inputs * outputs;
        }
    }

    /// Those of the product with the part's input, whose gradient the first part of a network does not need.
    default long inputOperations() {
        return operations();
    }

    /// With bias.
    ///
    /// @param rows of each example, 1 or the steps of a sequence
    record Dense(int inputs, int outputs, int rows) implements Part {
        @Override
        public long operations() {
            return 2L * rows * inputs * outputs;
        }
    }

    record Relu() implements Part {}

    record Sigmoid() implements Part {}

    /// @param images whether it is over the channels of images, else over the features of rows
    record BatchNorm(int features, boolean images) implements Part {}

    /// Over windows of 2 by 2, stride 2.
    record MaxPool() implements Part {}

    record Dropout(double rate) implements Part {}

    record Flatten() implements Part {}

    /// Every place repeated: twice the rows and columns.
    record UpSample() implements Part {}

    /// The mean of each channel.
    record GlobalAveragePool() implements Part {}

    /// The sum of what the parts make of the input, and of the input itself or what the shortcut makes of it.
    record Residual(List<Part> parts, List<Part> shortcut) implements Part {
        @Override
        public long operations() {
            return Part.operations(parts) + Part.operations(shortcut);
        }
    }

    /// The input and, behind its channels, those that the parts make of it.
    record Concatenation(List<Part> parts) implements Part {
        @Override
        public long operations() {
            return Part.operations(parts);
        }
    }

    /// The cells of recurrent parts, with the blocks of their weights.
    enum Cell {
        RELU(1),
        LSTM(4),
        /// Resets after the product, as PyTorch does.
        GRU(3);

        private final int gates;

        Cell(int gates) {
            this.gates = gates;
        }
    }

    /// @param directions 2 for one that reads in both, its results side by side
    /// @param sequence   whether it gives all states, else the last
    record Recurrent(Cell cell, int inputs, int units, int steps, int directions, boolean sequence) implements Part {
        @Override
        public long operations() {
            return inputOperations() + 2L * directions * steps * units * cell.gates * units;
        }

        @Override
        public long inputOperations() {
            return 2L * directions * steps * inputs * cell.gates * units;
        }
    }

    /// A row repeated as a sequence of equal steps.
    record Repeat(int steps) implements Part {}

    /// Vectors for tokens.
    ///
    /// @param padded whether the sequences differ in length, and are filled up with padding
    record Embedding(int tokens, int size, boolean padded) implements Part {}

    /// A trained vector for each place, added.
    record Positions(int steps, int size) implements Part {}

    /// A block of a transformer, normalized before attention and dense layers, which may look back alone.
    record TransformerBlock(int heads, int features, int units, int steps) implements Part {
        @Override
        public long operations() {
            return 2L * steps * features * (4L * features + 2L * units) + 4L * steps * steps * features;
        }
    }

    record LayerNorm(int features) implements Part {}

    /// An encoder and a decoder that begins with its states, both a recurrent layer on vectors of the tokens, and a
    /// dense layer on each of the decoder's states.
    ///
    /// @param tokens    of either text
    /// @param size      of the vectors
    /// @param attention whether the decoder looks at the encoder's steps before each of its own, by Bahdanau's sums
    record Translation(Cell cell, int tokens, int size, int units, int steps, int targetSteps, boolean attention)
            implements Part {
        @Override
        public long operations() {
            return recurrent(size, steps)
                    + recurrent(attention ? size + units : size, targetSteps)
                    + (attention ? attentionOperations() : 0)
                    + 2L * targetSteps * units * tokens;
        }

        private long recurrent(int inputs, int steps) {
            return new Recurrent(cell, inputs, units, steps, 1, true).operations();
        }

        /// Keys of the encoder's steps; of each step of the decoder a query, the sums' products and the mean.
        private long attentionOperations() {
            return 2L * steps * units * units + 2L * targetSteps * units * (units + 2L * steps);
        }

        @Override
        public long inputOperations() {
            return 0;
        }
    }

    static long operations(List<Part> parts) {
        return parts.stream().mapToLong(Part::operations).sum();
    }
}
