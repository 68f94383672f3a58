package nunchi.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// A network as a list of parts, from which each engine builds its own.
///
/// @param input  shape of an example: `[features]` or `[height, width, channels]`
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
        return then(new Part.Dense(output.last(), outputs), Shape.of(outputs));
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

    /// The model as this makes it longer.
    Model with(UnaryOperator<Model> more) {
        return more.apply(this);
    }

    private Model then(Part part, Shape output) {
        List<Part> longer = new ArrayList<>(parts);
        longer.add(part);
        return new Model(input, output, longer);
    }

    public int classes() {
        return output.last();
    }

    public boolean takesImages() {
        return input.rank() == 3;
    }

    /// One batch of examples in PyTorch's order of axes, `[batch, channels, height, width]`.
    public long[] channelsFirst(int batch) {
        return takesImages()
                ? new long[] {batch, input.extent(2), input.extent(0), input.extent(1)}
                : new long[] {batch, input.size()};
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
        long first = parts.stream()
                .mapToLong(Part::operations)
                .filter(operations -> operations > 0)
                .findFirst()
                .orElse(0);
        return 3 * forwardOperations() - first;
    }
}
