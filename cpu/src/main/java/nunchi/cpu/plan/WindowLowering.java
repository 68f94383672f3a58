package nunchi.cpu.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.BoxStep;
import nunchi.cpu.step.ChannelStep;
import nunchi.cpu.step.ConvolutionShape;
import nunchi.cpu.step.DepthwiseStep;
import nunchi.cpu.step.DepthwiseWeightStep;
import nunchi.cpu.step.MaxPoolStep;
import nunchi.cpu.step.MaxUnpoolStep;
import nunchi.cpu.step.ProductGoal;
import nunchi.cpu.step.Step;
import nunchi.cpu.thread.ThreadPool;
import nunchi.graph.Node;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.ConvolutionWeightGradient;
import nunchi.graph.op.MaxPool;
import nunchi.graph.op.MaxUnpool;
import nunchi.graph.op.Movement.Concatenate;
import nunchi.graph.op.Movement.Pad;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.TransposedConvolution;
import nunchi.graph.op.Window;
import nunchi.tensor.Shape;

/// Binds pooling, boxes and depthwise convolutions to steps.
final class WindowLowering {
    private final Values values;
    private final Kernels kernels;
    private final ThreadPool team;
    private final StepSchedule steps;

    WindowLowering(Values values, Kernels kernels, ThreadPool team, StepSchedule steps) {
        this.values = values;
        this.kernels = kernels;
        this.team = team;
        this.steps = steps;
    }

    private Buffer operand(Node node, int position) {
        return values.of(node.input(position));
    }

    /// Lowers pooling and boxes.
    void lower(Node node) {
        switch (node.op()) {
            case MaxPool pool -> maxPool(node, pool);
            case MaxUnpool unpool -> maxUnpool(node, unpool);
            case Pad pad -> pad(node, pad);
            case Slice slice -> slice(node, slice);
            case Concatenate concatenate -> concatenate(node, concatenate);
            default -> throw new IllegalStateException(node + " is neither pooling nor a box");
        }
    }

    private void maxPool(Node node, MaxPool pool) {
        MaxPoolStep.Operands operands = new MaxPoolStep.Operands(operand(node, 0), operand(node, 1), values.of(node));
        Step step = new MaxPoolStep(operands, pool.window(), node.input(0).shape(), kernels.windows(), team);
        steps.add(step, operands.values(), operands.ranking(), operands.result());
    }

    private void maxUnpool(Node node, MaxUnpool unpool) {
        MaxUnpoolStep.Operands operands =
                new MaxUnpoolStep.Operands(operand(node, 0), operand(node, 1), values.of(node));
        Step step = new MaxUnpoolStep(operands, unpool.window(), node.shape(), kernels.windows(), team);
        steps.add(step, operands.values(), operands.ranking(), operands.result());
    }

    private void pad(Node node, Pad pad) {
        Shape box = node.input(0).shape();
        copy(whole(node.input(0)), new BoxStep.Place(values.of(node), node.shape(), pad.before()), box, true);
    }

    private void slice(Node node, Slice slice) {
        copy(
                new BoxStep.Place(operand(node, 0), node.input(0).shape(), slice.start()),
                whole(node),
                node.shape(),
                false);
    }

    private void concatenate(Node node, Concatenate concatenate) {
        List<Integer> start = new ArrayList<>(origin(node.shape()));
        for (Node part : node.inputs()) {
            copy(
                    whole(part),
                    new BoxStep.Place(values.of(node), node.shape(), List.copyOf(start)),
                    part.shape(),
                    false);
            start.set(
                    concatenate.axis(),
                    start.get(concatenate.axis()) + part.shape().extent(concatenate.axis()));
        }
    }

    private BoxStep.Place whole(Node node) {
        return new BoxStep.Place(values.of(node), node.shape(), origin(node.shape()));
    }

    private static List<Integer> origin(Shape shape) {
        return Collections.nCopies(shape.rank(), 0);
    }

    private void copy(BoxStep.Place source, BoxStep.Place target, Shape box, boolean clears) {
        steps.add(new BoxStep(source, target, box, clears, team), source.buffer(), target.buffer());
    }

    /// Whether the node is a convolution of each channel by itself, its transpose or its weight's gradient.
    static boolean isDepthwise(Node node) {
        return switch (node.op()) {
            case Convolution convolution -> own(convolution.groups(), node.input(0));
            case TransposedConvolution transposed -> own(transposed.groups(), node);
            case ConvolutionWeightGradient gradient -> own(gradient.groups(), node.input(0));
            default -> false;
        };
    }

    /// Whether every channel is a group; the one channel of grey images is better off with the other convolutions.
    private static boolean own(int groups, Node images) {
        return groups > 1 && groups == images.shape().last();
    }

    /// @param touched what the goal reads and writes
    void lowerDepthwise(Node node, ProductGoal goal, List<Buffer> touched) {
        switch (node.op()) {
            case Convolution convolution -> convolve(node, convolution.window(), goal, touched);
            case TransposedConvolution transposed -> spread(node, transposed.window(), goal, touched);
            default -> throw new IllegalStateException(node + " is no convolution");
        }
    }

    private void convolve(Node node, Window window, ProductGoal goal, List<Buffer> touched) {
        Buffer images = repeated(node.input(0), node.shape().last());
        DepthwiseStep.Operands operands =
                new DepthwiseStep.Operands(images, operand(node, 1), goal.result(), goal.cluster());
        Step step = DepthwiseStep.convolution(operands, depthwise(window, node.shape()), kernels.windows(), team);
        steps.add(step, with(touched, images, operands.weight()));
    }

    /// With several units to a channel the units are spread one by one, and then added.
    private void spread(Node node, Window window, ProductGoal goal, List<Buffer> touched) {
        ConvolutionShape shape = depthwise(window, node.input(0).shape());
        int multiplier = shape.units() / node.shape().last();
        Buffer source = operand(node, 0);
        Buffer weight = operand(node, 1);
        if (multiplier == 1) {
            DepthwiseStep.Operands operands = new DepthwiseStep.Operands(source, weight, goal.result(), goal.cluster());
            steps.add(
                    DepthwiseStep.transposed(operands, shape, kernels.windows(), team), with(touched, source, weight));
        } else {
            Buffer units = new Buffer(node.shape().size() * multiplier);
            DepthwiseStep.Operands operands = new DepthwiseStep.Operands(source, weight, units, null);
            steps.add(DepthwiseStep.transposed(operands, shape, kernels.windows(), team), source, weight, units);
            steps.add(ChannelStep.sum(units, goal.result(), goal.cluster(), multiplier, team), with(touched, units));
        }
    }

    private static Buffer[] with(List<Buffer> touched, Buffer... operands) {
        return Stream.concat(Stream.of(operands), touched.stream()).toArray(Buffer[]::new);
    }

    void lowerWeightGradient(Node node, Window window) {
        ConvolutionShape shape = depthwise(window, node.input(1).shape());
        Buffer images = repeated(node.input(0), shape.units());
        DepthwiseWeightStep.Operands operands =
                new DepthwiseWeightStep.Operands(images, operand(node, 1), values.of(node));
        steps.add(
                new DepthwiseWeightStep(operands, shape, kernels, team), images, operands.outputs(), operands.result());
    }

    /// Of images whose channels are repeated until each has one unit.
    private static ConvolutionShape depthwise(Window window, Shape outputs) {
        return ConvolutionShape.of(window, outputs.last(), outputs, outputs);
    }

    /// The images with every channel as often as it has units.
    private Buffer repeated(Node images, int units) {
        Buffer source = values.of(images);
        int multiplier = units / images.shape().last();
        if (multiplier == 1) {
            return source;
        }
        Buffer repeated = new Buffer(source.size() * multiplier);
        steps.add(ChannelStep.repeat(source, repeated, multiplier, team), source, repeated);
        return repeated;
    }
}
