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

    /// With bias.
    record Dense(int inputs, int outputs) implements Part {
        @Override
        public long operations() {
            return 2L * inputs * outputs;
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

    static long operations(List<Part> parts) {
        return parts.stream().mapToLong(Part::operations).sum();
    }
}
