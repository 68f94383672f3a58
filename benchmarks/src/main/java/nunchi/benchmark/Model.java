package nunchi.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// A network as a list of parts, from which each engine builds its own.
///
/// @param input  shape of an example: `[features]`, `[height, width, channels]`, or of a sequence `[steps, features]`
///               and, of numbers of tokens, `[steps]`
/// @param output shape of what the last part gives
public record Model(Shape input, Shape output, List<Part> parts) {
    public Model {
        parts = List.copyOf(parts);
    }

    static Model of(int... input) {
        return new Model(Shape.of(input), Shape.of(input), List.of());
    }

    Model convolution(int kernel, int outputs) {
        return convolution(kernel, outputs, 1);
    }

    Model convolution(int kernel, int outputs, int stride) {
        int extent = output.extent(0);
        return then(
                new Part.Convolution(kernel, output.last(), outputs, extent, stride, 1),
                Shape.of(extent / stride, extent / stride, outputs));
    }

    /// Each channel by itself, 3 by 3.
    Model depthwise(int stride) {
        int extent = output.extent(0);
        int channels = output.last();
        return then(
                new Part.Convolution(3, channels, channels, extent, stride, channels),
                Shape.of(extent / stride, extent / stride, channels));
    }

    /// Twice the extent.
    Model transposed(int outputs) {
        int extent = output.extent(0);
        return then(new Part.Transposed(output.last(), outputs, extent), Shape.of(2 * extent, 2 * extent, outputs));
    }

    Model dense(int outputs) {
        return then(new Part.Dense(output.last(), outputs, output.rows()), output.withLast(outputs));
    }

    /// The last state.
    Model recurrent(Part.Cell cell, int units) {
        return then(recurrent(cell, units, 1, false), Shape.of(units));
    }

    /// All states.
    Model sequence(Part.Cell cell, int units) {
        return then(recurrent(cell, units, 1, true), output.withLast(units));
    }

    Model bothWays(Part.Cell cell, int units, boolean sequence) {
        Shape shape = Shape.of(2 * units);
        return then(recurrent(cell, units, 2, sequence), sequence ? output.withLast(2 * units) : shape);
    }

    private Part recurrent(Part.Cell cell, int units, int directions, boolean sequence) {
        return new Part.Recurrent(cell, output.last(), units, output.extent(0), directions, sequence);
    }

    Model repeat(int steps) {
        return then(new Part.Repeat(steps), Shape.of(steps, output.last()));
    }

    Model embedding(int tokens, int size) {
        return then(new Part.Embedding(tokens, size, false), Shape.of(output.extent(0), size));
    }

    /// Of sequences of different lengths.
    Model embeddingOfPadded(int tokens, int size) {
        return then(new Part.Embedding(tokens, size, true), Shape.of(output.extent(0), size));
    }

    Model translation(Part.Cell cell, int tokens, int size, int units, int targetSteps) {
        return translation(new Part.Translation(cell, tokens, size, units, output.extent(0), targetSteps, false));
    }

    /// By a decoder that looks at the encoder's steps before each of its own; vectors and states have equally many
    /// numbers.
    Model translationByAttention(Part.Cell cell, int tokens, int units, int targetSteps) {
        return translation(new Part.Translation(cell, tokens, units, units, output.extent(0), targetSteps, true));
    }

    private Model translation(Part.Translation part) {
        return then(part, Shape.of(part.targetSteps(), part.tokens()));
    }

    Model positions() {
        return then(new Part.Positions(output.extent(0), output.last()), output);
    }

    Model transformerBlocks(int count, int heads, int units) {
        Model longer = this;
        for (int block = 0; block < count; block++) {
            longer = longer.then(new Part.TransformerBlock(heads, output.last(), units, output.extent(0)), output);
        }
        return longer;
    }

    Model layerNorm() {
        return then(new Part.LayerNorm(output.last()), output);
    }

    Model relu() {
        return then(new Part.Relu(), output);
    }

    Model sigmoid() {
        return then(new Part.Sigmoid(), output);
    }

    Model batchNorm() {
        return then(new Part.BatchNorm(output.last(), output.rank() == 3), output);
    }

    Model maxPool() {
        return then(new Part.MaxPool(), Shape.of(output.extent(0) / 2, output.extent(1) / 2, output.last()));
    }

    Model dropout(double rate) {
        return then(new Part.Dropout(rate), output);
    }

    Model flatten() {
        return then(new Part.Flatten(), Shape.of(output.size()));
    }

    Model upSample() {
        return then(new Part.UpSample(), Shape.of(2 * output.extent(0), 2 * output.extent(1), output.last()));
    }

    Model globalAveragePool() {
        return then(new Part.GlobalAveragePool(), Shape.of(output.last()));
    }

    /// @param shortcut null for the input itself
    Model residual(UnaryOperator<Model> inside, @Nullable UnaryOperator<Model> shortcut) {
        Model within = inside.apply(new Model(output, output, List.of()));
        List<Part> beside = shortcut == null ? List.of() : shortcut.apply(new Model(output, output, List.of())).parts;
        return then(new Part.Residual(within.parts, beside), within.output);
    }

    Model concatenation(UnaryOperator<Model> inside) {
        Model within = inside.apply(new Model(output, output, List.of()));
        return then(new Part.Concatenation(within.parts), output.withLast(output.last() + within.output.last()));
    }

    /// Two residual blocks, the first with a shortcut of 1 by 1 where the extent changes.
    Model stage(int channels, int stride) {
        return residual(
                        inside -> inside.block(channels, stride),
                        stride == 1 ? null : shortcut -> shortcut.convolution(1, channels, stride))
                .relu()
                .residual(inside -> inside.block(channels, 1), null)
                .relu();
    }

    private Model block(int channels, int stride) {
        return convolution(3, channels, stride)
                .batchNorm()
                .relu()
                .convolution(3, channels)
                .batchNorm();
    }

    Model separable(int channels, int stride) {
        return depthwise(stride)
                .batchNorm()
                .relu()
                .convolution(1, channels)
                .batchNorm()
                .relu();
    }

    Model hidden(int outputs) {
        return dense(outputs).relu();
    }

    Model pooled(int outputs) {
        return convolution(3, outputs).relu().maxPool();
    }

    /// Two convolutions.
    Model twice(int channels) {
        return convolution(3, channels).relu().convolution(3, channels).relu();
    }

    private Model then(Part part, Shape output) {
        List<Part> longer = new ArrayList<>(parts);
        longer.add(part);
        return new Model(input, output, longer);
    }

    public int classes() {
        return output.last();
    }

    /// The numbers of tokens that examples consist of are below this; 0 of other examples.
    public int tokens() {
        return switch (parts.getFirst()) {
            case Part.Embedding embedding -> embedding.tokens();
            case Part.Translation translation -> translation.tokens();
            default -> 0;
        };
    }

    /// The lengths of a batch of sequences, in steps: as English sentences of Tatoeba have where they differ, 7.9 words
    /// in the mean.
    public int[] lengths(int batch) {
        int[] lengths = new int[batch];
        Arrays.fill(lengths, input.extent(0));
        if (parts.getFirst() instanceof Part.Embedding embedding && embedding.padded()) {
            RandomKey key = RandomKey.of(1).with("lengths");
            Arrays.setAll(lengths, i -> Math.clamp(Math.round(7.9 + 3 * key.normal(i)), 2, input.extent(0)));
        }
        return lengths;
    }

    /// The decisions of an example: one, or one a step.
    public int decisions() {
        return output.rank() == 2 ? output.extent(0) : 1;
    }

    public boolean takesImages() {
        return input.rank() == 3;
    }

    /// One batch of examples in PyTorch's order of axes, `[batch, channels, height, width]`.
    public long[] channelsFirst(int batch) {
        return switch (input.rank()) {
            case 3 -> new long[] {batch, input.extent(2), input.extent(0), input.extent(1)};
            case 2 -> new long[] {batch, input.extent(0), input.extent(1)};
            default -> new long[] {batch, input.size()};
        };
    }

    /// One batch of results in the same order.
    public long[] resultChannelsFirst(int batch) {
        return output.rank() == 3
                ? new long[] {batch, output.extent(2), output.extent(0), output.extent(1)}
                : new long[] {batch, output.size()};
    }

    /// Of one example, going forward.
    long forwardOperations() {
        return Part.operations(parts);
    }

    /// Of one example in training: forward, gradients of the weights, and gradients of the inputs of all parts but the
    /// first.
    long trainingOperations() {
        return 3 * forwardOperations() - parts.getFirst().inputOperations();
    }
}
