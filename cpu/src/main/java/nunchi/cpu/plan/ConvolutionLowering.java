package nunchi.cpu.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.ConvolutionStep;
import nunchi.cpu.step.ConvolutionWeightGradientStep;
import nunchi.cpu.step.InterleaveStep;
import nunchi.cpu.step.PanelStep;
import nunchi.cpu.step.Panels;
import nunchi.cpu.step.ProductGoal;
import nunchi.cpu.step.Step;
import nunchi.cpu.step.TileGrid;
import nunchi.cpu.step.Walk;
import nunchi.cpu.step.Walk.Axis;
import nunchi.cpu.step.WeightTurnStep;
import nunchi.cpu.step.WinogradPlan;
import nunchi.cpu.step.WinogradStep;
import nunchi.cpu.step.WinogradWeightGradientStep;
import nunchi.cpu.step.WinogradWeightStep;
import nunchi.cpu.thread.Team;
import nunchi.graph.Node;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.ConvolutionWeightGradient;
import nunchi.graph.op.TransposedConvolution;
import nunchi.graph.op.Window;
import nunchi.tensor.Shape;

/// Turns convolutions and their transposes into steps.
///
/// The transpose of a convolution is a convolution of its steps with the turned weight. Where the stride is above 1 it
/// is one for every remainder of row and column by the stride, each with the points of the window that meet it.
final class ConvolutionLowering {
    private final Values values;
    private final Kernels kernels;
    private final Team team;
    private final Schedule schedule;

    /// Takes steps with the buffers that they touch.
    interface Schedule {
        /// @param source the step need only be run when this node's values have changed
        void add(Node source, Step step, Buffer... touched);
    }

    ConvolutionLowering(Values values, Kernels kernels, Team team, Schedule schedule) {
        this.values = values;
        this.kernels = kernels;
        this.team = team;
        this.schedule = schedule;
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
                convolve(Walk.of(op.window(), op.groups(), node.input(0).shape(), node.shape()), node, where);
            case TransposedConvolution op -> transpose(node, op, where);
            default -> throw new IllegalStateException(node + " is no convolution");
        }
    }

    void lower(Node node, ConvolutionWeightGradient op) {
        Walk walk = Walk.of(
                op.window(), op.groups(), node.input(0).shape(), node.input(1).shape());
        Buffer result = values.of(node);
        if (winograd(node, walk)) {
            Buffer partial = partial(result, WinogradWeightGradientStep.chunks(walk));
            var operands = new WinogradWeightGradientStep.Operands(
                    values.of(node.input(0)), values.of(node.input(1)), result, partial);
            schedule.add(
                    node,
                    new WinogradWeightGradientStep(walk, operands, kernels, team),
                    operands.images(),
                    operands.steps(),
                    result,
                    partial);
            return;
        }
        Buffer partial = partial(result, ConvolutionWeightGradientStep.chunks(walk));
        var operands = new ConvolutionWeightGradientStep.Operands(
                values.of(node.input(0)), values.of(node.input(1)), result, partial);
        schedule.add(
                node,
                new ConvolutionWeightGradientStep(walk, operands, kernels, team),
                operands.images(),
                operands.steps(),
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

    private void convolve(Walk walk, Node node, Goal goal) {
        Buffer images = values.of(node.input(0));
        convolve(walk, node, images, values.of(node.input(1)), goal);
    }

    private void convolve(Walk walk, Node node, Buffer images, Buffer weight, Goal goal) {
        if (!winograd(node, walk)) {
            convolveAsDefined(walk, node, images, weight, goal);
            return;
        }
        WinogradPlan plan = WinogradPlan.of(walk, kernels, team.size());
        Buffer transformed = new Buffer(plan.layout().size());
        schedule.add(
                node.input(1),
                new WinogradWeightStep(
                        kernels.winograd(walk.rows().kernel()), plan.layout(), weight, transformed, team),
                weight,
                transformed);
        schedule.add(
                node,
                new WinogradStep(plan, images, transformed, goal.product(), kernels),
                goal.with(images, transformed));
    }

    private void convolveAsDefined(Walk walk, Node node, Buffer images, Buffer weight, Goal goal) {
        Panels panels = ConvolutionStep.panels(walk, kernels, team.size());
        Buffer placed = weight;
        if (panels != null) {
            placed = new Buffer(panels.size());
            schedule.add(node.input(1), new PanelStep(panels, weight, placed, team), weight, placed);
        }
        schedule.add(
                node,
                new ConvolutionStep(walk, images, placed, panels, goal.product(), kernels),
                goal.with(images, placed));
    }

    private static boolean winograd(Node node, Walk walk) {
        return !node.graph().strict() && TileGrid.pays(walk);
    }

    private void transpose(Node node, TransposedConvolution op, Goal goal) {
        int down = op.window().rows().stride();
        int across = op.window().columns().stride();
        if (down == 1 && across == 1) {
            remainder(
                    node,
                    op,
                    new Remainder(op.window().rows(), 0, op.height()),
                    new Remainder(op.window().columns(), 0, op.width()),
                    goal);
            return;
        }
        InterleaveStep.Part[] parts = new InterleaveStep.Part[down * across];
        List<Buffer> touched = new ArrayList<>(goal.touched());
        for (int index = 0; index < parts.length; index++) {
            Remainder rows = new Remainder(op.window().rows(), index / across, op.height());
            Remainder columns = new Remainder(op.window().columns(), index % across, op.width());
            Buffer part = null;
            if (rows.count() > 0 && columns.count() > 0 && rows.points() > 0 && columns.points() > 0) {
                part = new Buffer(node.shape().extent(0)
                        * rows.count()
                        * columns.count()
                        * node.shape().last());
                remainder(
                        node,
                        op,
                        rows,
                        columns,
                        new Goal(new ProductGoal(part, null, node.shape().last(), team), List.of(part)));
                touched.add(part);
            }
            parts[index] = new InterleaveStep.Part(part, rows.count(), columns.count());
        }
        schedule.add(
                node,
                new InterleaveStep(parts, down, goal.product().result(), node.shape(), team),
                touched.toArray(Buffer[]::new));
    }

    /// The places `remainder + i·stride` of an axis, and the points of the window that meet them: place a lies under
    /// point k at step `(a + before - k·dilation) / stride`, where that is a whole number.
    private record Remainder(Window.Axis axis, int remainder, int extent) {
        int count() {
            return (extent - remainder + axis.stride() - 1) / axis.stride();
        }

        /// The points that meet these places, the last first: their steps ascend.
        int[] ks() {
            return IntStream.range(0, axis.kernel())
                    .map(k -> axis.kernel() - 1 - k)
                    .filter(k -> (remainder + axis.before() - k * axis.dilation()) % axis.stride() == 0)
                    .toArray();
        }

        int points() {
            return ks().length;
        }

        private int step(int k) {
            return (remainder + axis.before() - k * axis.dilation()) / axis.stride();
        }

        /// The walk over the steps that gives these places.
        Axis walk() {
            int[] ks = ks();
            int apart = ks.length > 1 ? step(ks[1]) - step(ks[0]) : 1;
            return new Axis(ks.length, 1, apart, -step(ks[0]), count());
        }
    }

    private void remainder(Node node, TransposedConvolution op, Remainder rows, Remainder columns, Goal goal) {
        Shape weightShape = node.input(1).shape();
        Shape steps = node.input(0).shape();
        int channels = node.shape().last();
        int[] points = new int[rows.points() * columns.points()];
        for (int index = 0; index < points.length; index++) {
            points[index] =
                    rows.ks()[index / columns.points()] * op.window().columns().kernel()
                            + columns.ks()[index % columns.points()];
        }
        Buffer weight = values.of(node.input(1));
        WeightTurnStep.Layout layout = new WeightTurnStep.Layout(channels, weightShape.last(), op.groups(), points);
        Buffer turned = new Buffer(layout.size());
        schedule.add(node.input(1), new WeightTurnStep(weight, turned, layout, team), weight, turned);
        Walk walk = new Walk(rows.walk(), columns.walk(), op.groups(), steps, channels);
        Buffer images = values.of(node.input(0));
        convolve(walk, node, images, turned, goal);
    }
}
