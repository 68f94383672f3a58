package nunchi.benchmark;

/// A part of a [Model], with all sizes written out, so that every engine can build it from this alone.
public sealed interface Part {

    /// The multiplications and additions of the part's products for one example, going forward; 0 for parts without products.
    default long operations() {
        return 0;
    }

    /// With bias, stride 1, the padding that keeps the extent.
    ///
    /// @param kernel  rows and columns, odd
    /// @param inputs  channels
    /// @param outputs channels
    /// @param extent  rows and columns of the images
    record Convolution(int kernel, int inputs, int outputs, int extent) implements Part {
        /// Those of the definition, products in the padding counted.
        @Override
        public long operations() {
            return 2L * extent * extent * kernel * kernel * inputs * outputs;
        }

        public int padding() {
            return kernel / 2;
        }

        @Override
        public String toString() {
            return "%dx%d, %d to %d channels on %dx%d".formatted(kernel, kernel, inputs, outputs, extent, extent);
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
}
