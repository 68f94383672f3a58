package nunchi.conformance;

import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import nunchi.graph.Op;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.ConvolutionWeightGradient;
import nunchi.graph.op.MaxPool;
import nunchi.graph.op.MaxUnpool;
import nunchi.graph.op.TransposedConvolution;
import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;
import nunchi.tensor.Shape;

/// Ops that slide a window over images: extents of 1, channels around the width of vectors, windows larger than the
/// image, strides larger than the window, padding on one side alone, windows that begin or end inside the image,
/// dilation, groups.
final class WindowCases {
    private static final Values VALUES = Values.between(-1, 1);

    private WindowCases() {}

    /// A convolution of images `[batch, height, width, channels]` to `units`.
    private record Setting(Window window, int groups, Shape images, int units) {
        Setting(Sliding sliding, int groups, Shape images, int units) {
            this(sliding.over(images), groups, images, units);
        }

        Shape weight() {
            return Shape.of(window.rows().kernel(), window.columns().kernel(), images.last() / groups, units);
        }

        Shape outputs() {
            return new Convolution(window, groups).shape(List.of(images, weight()));
        }

        /// The convolution and both its gradients.
        Stream<OpCase> cases() {
            return cases(Tolerance::sumOf);
        }

        private Stream<OpCase> cases(IntFunction<Tolerance> tolerance) {
            Op transposed = new TransposedConvolution(window, groups);
            return Stream.of(
                    new OpCase(
                            new Convolution(window, groups),
                            Operand.each(VALUES, images, weight()),
                            tolerance.apply(weight().size() / units)),
                    new OpCase(
                            transposed,
                            Operand.each(VALUES, outputs(), weight()),
                            tolerance.apply(window.taps() * units)),
                    new OpCase(
                            new ConvolutionWeightGradient(window, groups),
                            Operand.each(VALUES, images, outputs()),
                            tolerance.apply(outputs().rows())));
        }

        /// The same computed as defined, and as the backend likes.
        Stream<OpCase> strictAndNot() {
            Stream<OpCase> strict = cases().map(defined -> defined.strictly(defined.tolerance()));
            return Stream.concat(
                    strict, cases(terms -> Tolerance.winograd(window.rows().kernel(), terms)));
        }
    }

    static Stream<OpCase> all() {
        return Stream.of(convolutions(), manyChannels(), grouped(), depthwise(), pools(), ties())
                .flatMap(cases -> cases);
    }

    /// Along one axis, of whatever extent.
    private interface Slide {
        WindowAxis over(int input);

        static Slide of(int kernel, int stride, int dilation, int before, int after) {
            return input -> new WindowAxis(kernel, stride, dilation, before, after, input);
        }
    }

    /// A window over images of whatever size.
    private record Sliding(Slide rows, Slide columns) {
        Window over(Shape images) {
            return new Window(rows.over(images.extent(1)), columns.over(images.extent(2)));
        }
    }

    private static Sliding square(int kernel, int stride, int dilation, int before, int after) {
        Slide slide = Slide.of(kernel, stride, dilation, before, after);
        return new Sliding(slide, slide);
    }

    private static Stream<OpCase> convolutions() {
        Sliding leaning = new Sliding(Slide.of(2, 1, 1, 0, 3), Slide.of(3, 2, 1, 2, 0));
        return Stream.of(
                        new Setting(square(1, 1, 1, 0, 0), 1, Shape.of(1, 1, 1, 1), 1),
                        new Setting(square(1, 1, 1, 0, 0), 1, Shape.of(2, 5, 3, 17), 15),
                        new Setting(square(1, 2, 1, 0, 0), 1, Shape.of(2, 5, 4, 3), 16),
                        new Setting(square(3, 1, 1, 1, 1), 1, Shape.of(2, 5, 7, 3), 8),
                        new Setting(square(3, 1, 1, 1, 1), 1, Shape.of(1, 1, 1, 2), 5),
                        new Setting(square(3, 1, 1, 0, 0), 1, Shape.of(2, 3, 3, 1), 64),
                        new Setting(square(3, 2, 1, 0, 1), 1, Shape.of(2, 6, 6, 4), 7),
                        new Setting(square(3, 2, 1, 1, 1), 1, Shape.of(1, 7, 5, 2), 16),
                        new Setting(square(2, 3, 1, 0, 0), 1, Shape.of(2, 7, 8, 3), 4),
                        new Setting(square(3, 1, 2, 2, 2), 1, Shape.of(1, 6, 5, 3), 9),
                        new Setting(square(3, 2, 2, 1, 2), 1, Shape.of(2, 7, 7, 2), 3),
                        new Setting(square(5, 1, 1, 2, 2), 1, Shape.of(1, 3, 2, 2), 3),
                        new Setting(square(5, 1, 1, 2, 2), 1, Shape.of(2, 9, 6, 1), 17),
                        new Setting(square(5, 1, 1, 4, 4), 1, Shape.of(1, 1, 1, 3), 2),
                        new Setting(square(2, 1, 1, 2, 2), 1, Shape.of(1, 2, 2, 2), 2),
                        new Setting(leaning, 1, Shape.of(2, 4, 6, 5), 6),
                        new Setting(square(3, 1, 1, -1, -2), 1, Shape.of(2, 8, 9, 4), 6),
                        new Setting(square(3, 2, 1, -2, 1), 1, Shape.of(2, 9, 8, 3), 7),
                        new Setting(
                                new Sliding(Slide.of(1, 1, 1, 0, 0), Slide.of(7, 1, 1, 3, 3)),
                                1,
                                Shape.of(1, 3, 9, 4),
                                16))
                .flatMap(Setting::cases);
    }

    /// Enough channels, units and outputs for algorithms with fewer multiplications.
    private static Stream<OpCase> manyChannels() {
        Sliding leaning = new Sliding(Slide.of(3, 1, 1, 0, 2), Slide.of(3, 1, 1, 2, 1));
        return Stream.of(
                        new Setting(square(3, 1, 1, 1, 1), 1, Shape.of(12, 4, 4, 16), 16),
                        new Setting(square(3, 1, 1, 1, 1), 1, Shape.of(12, 4, 4, 33), 31),
                        new Setting(square(3, 1, 1, 1, 1), 1, Shape.of(3, 7, 7, 33), 17),
                        new Setting(square(3, 1, 1, 0, 0), 1, Shape.of(3, 14, 14, 17), 65),
                        new Setting(square(3, 1, 1, 2, 2), 1, Shape.of(2, 5, 9, 31), 130),
                        new Setting(leaning, 1, Shape.of(3, 8, 8, 16), 48),
                        new Setting(square(5, 1, 1, 2, 2), 1, Shape.of(2, 9, 6, 17), 33),
                        new Setting(square(5, 1, 1, 2, 2), 1, Shape.of(2, 8, 12, 64), 16),
                        new Setting(square(5, 1, 1, 0, 0), 1, Shape.of(40, 8, 8, 16), 16),
                        new Setting(square(5, 1, 1, 4, 0), 1, Shape.of(3, 5, 5, 20), 20),
                        new Setting(square(3, 1, 1, -1, 1), 1, Shape.of(12, 5, 6, 16), 17))
                .flatMap(Setting::strictAndNot);
    }

    private static Stream<OpCase> grouped() {
        return Stream.of(
                        new Setting(square(3, 1, 1, 1, 1), 2, Shape.of(2, 4, 5, 6), 4),
                        new Setting(square(3, 2, 1, 0, 1), 3, Shape.of(1, 6, 6, 9), 51),
                        new Setting(square(3, 1, 1, 1, 1), 5, Shape.of(2, 4, 4, 5), 5),
                        new Setting(square(3, 2, 1, 1, 1), 17, Shape.of(1, 5, 6, 17), 17),
                        new Setting(square(3, 1, 2, 2, 2), 4, Shape.of(1, 5, 5, 4), 8),
                        new Setting(square(2, 2, 1, 0, 0), 33, Shape.of(2, 4, 4, 33), 33))
                .flatMap(Setting::cases);
    }

    /// Each channel by itself: channels around the width of vectors, several units to a channel, outputs that leave
    /// pixels uncovered, enough images for several partial sums.
    private static Stream<OpCase> depthwise() {
        Sliding leaning = new Sliding(Slide.of(2, 1, 1, 0, 3), Slide.of(3, 2, 1, 2, 0));
        Stream<OpCase> widths = Stream.of(1, 3, 15, 16, 31, 32, 63, 64, 65)
                .flatMap(channels ->
                        new Setting(square(3, 1, 1, 1, 1), channels, Shape.of(2, 4, 5, channels), channels).cases());
        Stream<OpCase> edges = Stream.of(
                        new Setting(square(1, 1, 1, 0, 0), 7, Shape.of(3, 2, 3, 7), 7),
                        new Setting(square(2, 3, 1, 0, 0), 5, Shape.of(2, 7, 8, 5), 5),
                        new Setting(square(5, 1, 1, 4, 4), 17, Shape.of(1, 1, 1, 17), 17),
                        new Setting(square(5, 1, 1, 2, 2), 4, Shape.of(1, 3, 2, 4), 4),
                        new Setting(square(3, 2, 2, 2, 3), 6, Shape.of(2, 6, 7, 6), 6),
                        new Setting(square(3, 1, 1, 1, 1), 6, Shape.of(2, 4, 4, 6), 18),
                        new Setting(square(2, 2, 1, 0, 0), 17, Shape.of(2, 5, 4, 17), 34),
                        new Setting(square(3, 2, 1, 1, 1), 8, Shape.of(40, 21, 22, 8), 8),
                        new Setting(square(3, 1, 1, -1, -1), 7, Shape.of(2, 6, 7, 7), 7),
                        new Setting(leaning, 9, Shape.of(2, 4, 6, 9), 9))
                .flatMap(Setting::cases);
        return Stream.concat(widths, edges);
    }

    private static Stream<OpCase> pools() {
        Sliding leaning = new Sliding(Slide.of(2, 1, 1, 0, 1), Slide.of(3, 2, 1, 1, 0));
        return Stream.of(
                        pool(square(2, 2, 1, 0, 0), Shape.of(2, 4, 6, 17)),
                        pool(square(2, 2, 1, 0, 0), Shape.of(1, 5, 5, 3)),
                        pool(square(1, 1, 1, 0, 0), Shape.of(2, 1, 1, 1)),
                        pool(square(3, 1, 1, 1, 1), Shape.of(1, 5, 4, 2)),
                        pool(square(3, 2, 1, 1, 1), Shape.of(2, 7, 6, 5)),
                        pool(square(2, 3, 1, 0, 0), Shape.of(1, 8, 8, 33)),
                        pool(square(2, 1, 2, 1, 1), Shape.of(1, 4, 5, 2)),
                        pool(square(7, 7, 1, 0, 0), Shape.of(2, 7, 7, 16)),
                        pool(square(5, 1, 1, 4, 4), Shape.of(1, 2, 3, 5)),
                        pool(square(5, 2, 1, 3, 3), Shape.of(2, 2, 3, 17)),
                        pool(square(3, 2, 1, 0, 0), Shape.of(2, 7, 7, 33)),
                        pool(square(2, 2, 1, 1, 0), Shape.of(2, 6, 5, 64)),
                        pool(square(3, 4, 1, 1, 1), Shape.of(2, 10, 10, 6)),
                        pool(square(2, 2, 1, -1, 0), Shape.of(2, 7, 8, 16)),
                        pool(square(3, 2, 1, -1, -1), Shape.of(2, 8, 7, 5)),
                        pool(square(2, 3, 2, 1, 1), Shape.of(1, 9, 8, 19)),
                        pool(square(2, 2, 1, 0, 0), Shape.of(9, 28, 28, 5)),
                        pool(new Sliding(Slide.of(2, 2, 1, 0, 0), Slide.of(3, 1, 1, 1, 1)), Shape.of(2, 6, 5, 18)),
                        pool(leaning, Shape.of(2, 4, 7, 4)),
                        Stream.of(1, 15, 16, 31, 32, 63, 64, 65)
                                .flatMap(channels -> pool(square(2, 2, 1, 0, 0), Shape.of(2, 4, 4, channels))))
                .flatMap(cases -> cases);
    }

    /// Windows with several equal largest values, zeros of both signs, and one or more NaN: which pixel wins shows in
    /// the values.
    private static Stream<OpCase> ties() {
        Values ties = Values.listed(
                1,
                1,
                0,
                -0.0,
                Double.NaN,
                2,
                2,
                -1,
                0,
                -0.0,
                -0.0,
                Double.NaN,
                2,
                -3,
                -3,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY);
        return Stream.of(
                        ranked(square(2, 2, 1, 0, 0), Shape.of(2, 4, 6, 5), ties),
                        ranked(square(2, 2, 1, 0, 0), Shape.of(1, 6, 6, 33), ties),
                        ranked(square(3, 1, 1, 1, 1), Shape.of(1, 5, 4, 16), ties),
                        ranked(square(2, 2, 1, 0, 0), Shape.of(1, 4, 4, 64), Values.listed(0)))
                .flatMap(cases -> cases);
    }

    /// Pooling by the maximum and its transpose; values in the operands differ, so that no two are equally large.
    private static Stream<OpCase> pool(Sliding sliding, Shape images) {
        return ranked(sliding, images, VALUES);
    }

    private static Stream<OpCase> ranked(Sliding sliding, Shape images, Values ranking) {
        Window window = sliding.over(images);
        Shape outputs = window.outputs(images.extent(0), images.last());
        Op unpool = new MaxUnpool(window);
        return Stream.of(
                new OpCase(
                        new MaxPool(window),
                        List.of(new Operand(images, VALUES), new Operand(images, ranking)),
                        Set.of(1),
                        Tolerance.EXACT),
                new OpCase(
                        unpool,
                        List.of(new Operand(outputs, VALUES), new Operand(images, ranking)),
                        Set.of(1),
                        Tolerance.sumOf(window.taps())));
    }
}
