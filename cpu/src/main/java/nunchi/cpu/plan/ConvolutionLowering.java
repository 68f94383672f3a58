package nunchi.cpu.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.ConvolutionShape;
import nunchi.cpu.step.ConvolutionStep;
import nunchi.cpu.step.ConvolutionWeightGradientStep;
import nunchi.cpu.step.InterleaveStep;
import nunchi.cpu.step.PanelStep;
import nunchi.cpu.step.Panels;
import nunchi.cpu.step.ProductGoal;
import nunchi.cpu.step.Step;
import nunchi.cpu.step.TileGrid;
import nunchi.cpu.step.WeightTurnStep;
import nunchi.cpu.step.WinogradPlan;
import nunchi.cpu.step.WinogradStep;
import nunchi.cpu.step.WinogradWeightGradientStep;
import nunchi.cpu.step.WinogradWeightStep;
import nunchi.cpu.thread.ThreadPool;
import nunchi.graph.Node;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.ConvolutionWeightGradient;
import nunchi.graph.op.TransposedConvolution;
import nunchi.graph.op.Window;
import nunchi.tensor.Shape;

/// Turns convolutions and their transposes into steps.
///
/// The transpose of a convolution is a convolution of its outputs with the turned weight. Where the stride is above 1
/// it is one for every remainder of row and column by the stride, each with the taps of the window that meet it.
final class ConvolutionLowering {
    private final Values values;
    private final Kernels kernels;
    private final ThreadPool team;
    private final StepSchedule steps;

    ConvolutionLowering(Values values, Kernels kernels, ThreadPool team, StepSchedule steps) {
        this.values = values;
        this.kernels = kernels;
        this.team = team;
        this.steps = steps;
    }

    /// Whether a group can take the node's values in while they are warm.
    static boolean takesCluster(Node node) {
        return switch (node.op()) {
            case Convolution _ -> true;
            case TransposedConvolution op ->
                op.window().rows().stride() == 1 && op.window().columns().stride() == 1;
            default -> false;
        };
    }

    /// @param touched what the goal reads and writes
    void lower(Node node, ProductGoal goal, List<Buffer> touched) {
        Goal where = new Goal(goal, touched);
        switch (node.op()) {
            case Convolution op ->
                convolve(
                        ConvolutionShape.of(
                                op.window(), op.groups(), node.input(0).shape(), node.shape()),
                        node,
                        where);
            case TransposedConvolution op -> transpose(node, op, where);
            default -> throw new IllegalStateException(node + " is no convolution");
        }
    }

    void lower(Node node, ConvolutionWeightGradient op) {
        ConvolutionShape shape = ConvolutionShape.of(
                op.window(), op.groups(), node.input(0).shape(), node.input(1).shape());
        Buffer result = values.of(node);
        if (winograd(node, shape)) {
            Buffer partial = partial(result, WinogradWeightGradientStep.chunks(shape));
            var operands = new WinogradWeightGradientStep.Operands(
                    values.of(node.input(0)), values.of(node.input(1)), result, partial);
            steps.add(
                    node,
                    new WinogradWeightGradientStep(shape, operands, kernels, team),
                    operands.images(),
                    operands.outputs(),
                    result,
                    partial);
            return;
        }
        Buffer partial = partial(result, ConvolutionWeightGradientStep.chunks(shape));
        var operands = new ConvolutionWeightGradientStep.Operands(
                values.of(node.input(0)), values.of(node.input(1)), result, partial);
        steps.add(
                node,
                new ConvolutionWeightGradientStep(shape, operands, kernels, team),
                operands.images(),
                operands.outputs(),
                result,
                partial);
    }

    /// Where values go, and the buffers that this touches.
    private record Goal(ProductGoal product, List<Buffer> touched) {
        Buffer[] with(Buffer... operands) {
            return Stream.concat(Stream.of(operands), touched.stream()).toArray(Buffer[]::new);
        }
    }

    /// Where the results of chunks of a sum go before they are added.
    private static Buffer partial(Buffer result, int chunks) {
        return chunks == 1 ? result : new Buffer(chunks * result.size());
    }

    private void convolve(ConvolutionShape shape, Node node, Goal goal) {
        Buffer images = values.of(node.input(0));
        convolve(shape, node, images, values.of(node.input(1)), goal);
    }

    private void convolve(ConvolutionShape shape, Node node, Buffer images, Buffer weight, Goal goal) {
        if (!winograd(node, shape)) {
            convolveAsDefined(shape, node, images, weight, goal);
            return;
        }
        WinogradPlan plan = WinogradPlan.of(shape, kernels, team.size());
        Buffer transformed = new Buffer(plan.layout().size());
        steps.add(
                node.input(1),
                new WinogradWeightStep(
                        kernels.winograd(shape.rows().kernel()), plan.layout(), weight, transformed, team),
                weight,
                transformed);
        steps.add(
                node,
                new WinogradStep(plan, images, transformed, goal.product(), kernels),
                goal.with(images, transformed));
    }

    private void convolveAsDefined(ConvolutionShape shape, Node node, Buffer images, Buffer weight, Goal goal) {
        Panels panels = ConvolutionStep.panels(shape, kernels, team.size());
        Buffer placed = weight;
        if (panels != null) {
            placed = new Buffer(panels.size());
            steps.add(node.input(1), new PanelStep(panels, weight, placed, team), weight, placed);
        }
        steps.add(
                node,
                new ConvolutionStep(
                        shape, new ConvolutionStep.Operands(images, placed, panels), goal.product(), kernels),
                goal.with(images, placed));
    }

    private static boolean winograd(Node node, ConvolutionShape shape) {
        return !node.graph().strict() && TileGrid.pays(shape);
    }

    private void transpose(Node node, TransposedConvolution op, Goal goal) {
        int down = op.window().rows().stride();
        int across = op.window().columns().stride();
        if (down == 1 && across == 1) {
            remainder(node, op, 0, 0, goal);
            return;
        }
        InterleaveStep.Part[] parts = new InterleaveStep.Part[down * across];
        List<Buffer> touched = new ArrayList<>(goal.touched());
        for (int index = 0; index < parts.length; index++) {
            parts[index] = part(node, op, index / across, index % across);
            Stream.ofNullable(parts[index].values()).forEach(touched::add);
        }
        steps.add(
                node,
                new InterleaveStep(
                        parts, down, Objects.requireNonNull(goal.product().result()), node.shape(), team),
                touched.toArray(Buffer[]::new));
    }

    /// The pixels of some remainders of row and column by the strides, in a buffer of their own.
    private InterleaveStep.Part part(Node node, TransposedConvolution op, int row, int column) {
        int rows = op.window().rows().positions(row);
        int columns = op.window().columns().positions(column);
        boolean read =
                op.window().rows().taps(row).length > 0 && op.window().columns().taps(column).length > 0;
        if (rows <= 0 || columns <= 0 || !read) {
            return new InterleaveStep.Part(null, rows, columns);
        }
        Buffer part = new Buffer(
                node.shape().extent(0) * rows * columns * node.shape().last());
        remainder(
                node,
                op,
                row,
                column,
                new Goal(new ProductGoal(part, null, node.shape().last(), team), List.of(part)));
        return new InterleaveStep.Part(part, rows, columns);
    }

    private void remainder(Node node, TransposedConvolution op, int row, int column, Goal goal) {
        Window window = op.window();
        int[] rows = window.rows().taps(row);
        int[] columns = window.columns().taps(column);
        int[] taps = new int[rows.length * columns.length];
        Arrays.setAll(
                taps,
                index -> rows[index / columns.length] * window.columns().kernel() + columns[index % columns.length]);
        int channels = node.shape().last();
        Buffer weight = values.of(node.input(1));
        WeightTurnStep.Layout layout =
                new WeightTurnStep.Layout(channels, node.input(1).shape().last(), op.groups(), taps);
        Buffer turned = new Buffer(layout.size());
        steps.add(node.input(1), new WeightTurnStep(weight, turned, layout, team), weight, turned);
        Window transposed =
                new Window(window.rows().transposed(row), window.columns().transposed(column));
        Shape outputs = node.input(0).shape();
        ConvolutionShape shape =
                new ConvolutionShape(transposed, outputs.extent(0), outputs.last(), channels, op.groups());
        convolve(shape, node, values.of(node.input(0)), turned, goal);
    }
}
