package nunchi.cpu.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.memory.CpuWeights;
import nunchi.cpu.step.CopyStep;
import nunchi.cpu.step.ElementwiseStep;
import nunchi.cpu.step.FusedKernel;
import nunchi.cpu.step.GatherStep;
import nunchi.cpu.step.MatMulStep;
import nunchi.cpu.step.Matrix;
import nunchi.cpu.step.OneHotStep;
import nunchi.cpu.step.ProductGoal;
import nunchi.cpu.step.ScatterAddStep;
import nunchi.cpu.step.Step;
import nunchi.cpu.step.SumStep;
import nunchi.cpu.step.TransposeStep;
import nunchi.cpu.thread.ThreadPool;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Binary;
import nunchi.graph.op.Categorical.CrossEntropy;
import nunchi.graph.op.Categorical.OneHot;
import nunchi.graph.op.Categorical.Softmax;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.ConvolutionWeightGradient;
import nunchi.graph.op.Lookup.Gather;
import nunchi.graph.op.Lookup.ScatterAdd;
import nunchi.graph.op.MatMul;
import nunchi.graph.op.MaxPool;
import nunchi.graph.op.MaxUnpool;
import nunchi.graph.op.Movement.BroadcastTo;
import nunchi.graph.op.Movement.Concatenate;
import nunchi.graph.op.Movement.Pad;
import nunchi.graph.op.Movement.Reshape;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.Movement.StopGradient;
import nunchi.graph.op.Movement.Transpose;
import nunchi.graph.op.Recurrent;
import nunchi.graph.op.Source.Constant;
import nunchi.graph.op.Source.Indices;
import nunchi.graph.op.Source.Input;
import nunchi.graph.op.Source.RandomUniform;
import nunchi.graph.op.Source.StepValue;
import nunchi.graph.op.Source.Weight;
import nunchi.graph.op.Sum;
import nunchi.graph.op.TransposedConvolution;
import nunchi.graph.op.Unary;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// Turns a graph into a schedule of steps bound to planned memory.
///
/// The nodes are gone through in order; the root of each group becomes a step, the members with it, and a matrix
/// product that goes into one group alone becomes one step with it.
public final class Lowering {
    private final Fusion fusion;
    private final UpdatePlan updates;
    private final Values values;
    private final WindowLowering windows;
    private final Kernels kernels;
    private final ThreadPool team;
    private final RandomKey key;
    private final ConvolutionLowering convolutions;
    private final SoftmaxLowering softmaxes;
    private final RecurrenceLowering recurrences;
    private final StepSchedule steps;
    private final Set<Node> takenIn = new HashSet<>();
    private final Map<Node, Buffer> oldWeights = new HashMap<>();

    public Lowering(Graph graph, CpuWeights weights, RandomKey key, Kernels kernels, ThreadPool team) {
        List<Node> live = graph.live();
        Steady steady = new Steady(graph, live);
        this.fusion = new Fusion(graph, live, steady);
        this.updates = new UpdatePlan(graph, live, fusion);
        this.values = new Values(graph, weights);
        this.kernels = kernels;
        this.team = team;
        this.key = key;
        this.steps = new StepSchedule(steady, values);
        this.convolutions = new ConvolutionLowering(values, kernels, team, steps);
        this.windows = new WindowLowering(values, kernels, team, steps);
        this.softmaxes = new SoftmaxLowering(values, kernels, team, steady, steps);
        this.recurrences = new RecurrenceLowering(values, kernels, team, steps);
        keepOldWeights(graph);
        live.forEach(this::foresee);
        live.forEach(this::lower);
        steps.beginEnd();
        updates.deferred()
                .forEach((weight, value) -> steps.add(new CopyStep(output(value), values.of(weight)), output(value)));
        graph.outputs().values().forEach(node -> steps.touch(output(node)));
        values.memory().place();
    }

    /// Copies, before anything is computed, the weights whose old values are wanted at the end although they are
    /// updated.
    private void keepOldWeights(Graph graph) {
        Stream.concat(graph.outputs().values().stream(), updates.deferred().values().stream())
                .map(Fusion::resolve)
                .filter(graph.updates()::containsKey)
                .distinct()
                .forEach(weight -> {
                    Buffer old = new Buffer(weight.shape().size());
                    oldWeights.put(weight, old);
                    steps.add(new CopyStep(values.of(weight), old), old);
                });
    }

    /// Those to be run when something has changed; what is rarer must run first.
    public List<Step> steps(Change change) {
        return steps.steps(change);
    }

    public Values values() {
        return values;
    }

    /// Where the node's value is found at the end: of a weight, the value before the updates.
    public Buffer output(Node node) {
        return oldWeights.getOrDefault(Fusion.resolve(node), values.of(node));
    }

    /// Notes what is computed together with something else.
    private void foresee(Node node) {
        softmaxes.foresee(node);
        recurrences.foresee(node);
        FusedGroup group = fusion.group(node);
        if (group != null && fusion.product(group) != null) {
            takenIn.add(fusion.product(group));
        }
    }

    private void lower(Node node) {
        steps.begin(node);
        switch (node.op()) {
            case Input _, Weight _, Constant _, Indices _, StepValue _, Reshape _, StopGradient _ -> {}
            case Unary _, Binary _, RandomUniform _, BroadcastTo _, Sum _ -> {
                FusedGroup group = fusion.group(node);
                if (group != null) {
                    lowerGroup(group);
                }
            }
            case CrossEntropy _, Softmax _ -> softmaxes.lower(node);
            case Recurrent _ -> recurrences.lower(node);
            case MatMul _, Convolution _, TransposedConvolution _ -> {
                if (!takenIn.contains(node)) {
                    lowerProduct(
                            node,
                            new ProductGoal(values.of(node), null, node.shape().last(), team),
                            List.of(values.of(node)));
                }
            }
            case ConvolutionWeightGradient gradient -> lowerWeightGradient(node, gradient);
            case MaxPool _, MaxUnpool _, Pad _, Slice _, Concatenate _ -> windows.lower(node);
            case OneHot _ ->
                steps.add(new OneHotStep(operand(node, 0), values.of(node)), operand(node, 0), values.of(node));
            case Gather _ -> gather(new GatherStep(operand(node, 0), operand(node, 1), values.of(node), team));
            case ScatterAdd _ -> scatterAdd(node);
            case Transpose transpose -> transpose(node, transpose);
        }
    }

    private void gather(GatherStep step) {
        steps.add(step, step.table(), step.ids(), step.result());
    }

    private void scatterAdd(Node node) {
        ScatterAddStep.Operands operands =
                new ScatterAddStep.Operands(operand(node, 0), operand(node, 1), values.of(node));
        Step step = new ScatterAddStep(operands, node.shape().extent(0), kernels.arithmetic(), team);
        steps.add(step, operands.ids(), operands.values(), operands.table());
    }

    private void transpose(Node node, Transpose transpose) {
        Shape shape = node.input(0).shape();
        Step step = new TransposeStep(operand(node, 0), values.of(node), shape, transpose.order(), team);
        steps.add(step, operand(node, 0), values.of(node));
    }

    private void lowerWeightGradient(Node node, ConvolutionWeightGradient gradient) {
        if (WindowLowering.isDepthwise(node)) {
            windows.lowerWeightGradient(node, gradient.window());
        } else {
            convolutions.lower(node, gradient);
        }
    }

    private Buffer operand(Node node, int position) {
        return values.of(node.input(position));
    }

    private void lowerGroup(FusedGroup group) {
        Node product = fusion.product(group);
        FusedKernelWriter writer = new FusedKernelWriter(group, product, values, kernels.arithmetic(), key);
        Map<Node, Buffer> stores = stores(group);
        writer.write(stores);
        if (group.endsWithRoot()) {
            Buffer result = Objects.requireNonNull(stores.get(group.root()));
            writer.fullBuffers().stream()
                    .filter(operand ->
                            product == null || operand != operand(product, 0) && operand != operand(product, 1))
                    .forEach(operand -> values.memory().mayReplace(result, operand));
        }
        if (product != null) {
            lowerProduct(
                    product,
                    new ProductGoal(
                            null,
                            writer.cluster(kernels.arithmetic(), team),
                            product.shape().last(),
                            team),
                    writer.buffers());
        } else if (group.sums().isEmpty()) {
            steps.add(
                    new ElementwiseStep(writer.cluster(kernels.arithmetic(), team), team),
                    writer.buffers().toArray(Buffer[]::new));
        } else {
            lowerSums(group.sums(), writer);
        }
    }

    /// Where the group's results go: each new weight to its place, the root to where others find it.
    private Map<Node, Buffer> stores(FusedGroup group) {
        Map<Node, Buffer> stores = new HashMap<>();
        for (Node member : group.members()) {
            Node weight = updates.direct().get(member);
            if (weight != null) {
                stores.put(member, values.of(weight));
            } else if (member == group.root() || updates.deferred().containsValue(member)) {
                stores.put(member, values.of(member));
            }
        }
        return stores;
    }

    /// @param touched what the goal reads and writes
    private void lowerProduct(Node node, ProductGoal goal, List<Buffer> touched) {
        if (node.op() instanceof MatMul op) {
            List<Buffer> all = new ArrayList<>(touched);
            all.add(operand(node, 0));
            all.add(operand(node, 1));
            MatMulStep step = product(node, op, goal, all);
            steps.add(step, all.toArray(Buffer[]::new));
        } else if (WindowLowering.isDepthwise(node)) {
            windows.lowerDepthwise(node, goal, touched);
        } else {
            convolutions.lower(node, goal, touched);
        }
    }

    /// @param touched what the step works in is added
    private MatMulStep product(Node node, MatMul op, ProductGoal goal, List<Buffer> touched) {
        Shape left = node.input(0).shape();
        Matrix a = Matrix.of(operand(node, 0), left.last());
        Matrix b = Matrix.of(operand(node, 1), node.input(1).shape().last());
        MatMulStep.Product product = new MatMulStep.Product(
                op.transposeLeft() ? a.transposed() : a,
                op.transposeRight() ? b.transposed() : b,
                left.extent(op.transposeLeft() ? -2 : -1));
        return new MatMulStep(product, node.shape(), goal, kernels, size -> {
            Buffer scratch = new Buffer(size);
            touched.add(scratch);
            return scratch;
        });
    }

    private void lowerSums(List<Node> sums, FusedKernelWriter writer) {
        List<SumStep.Goal> goals = sums.stream()
                .map(sum -> new SumStep.Goal(writer.operand(sum.input(0), sum.input(0)), values.of(sum)))
                .toList();
        Node first = sums.getFirst();
        SumStep.Extents extents = extents(first.input(0).shape(), (Sum) first.op());
        FusedKernel cluster = extents.inner() == 1
                ? writer.cluster(FusedKernel.BLOCK, kernels.arithmetic(), team)
                : writer.cluster(kernels.arithmetic(), team);
        writer.buffers().forEach(steps::touch);
        steps.add(
                new SumStep(cluster, goals, extents, kernels.arithmetic(), team),
                goals.stream().map(SumStep.Goal::result).toArray(Buffer[]::new));
    }

    private static SumStep.Extents extents(Shape shape, Sum sum) {
        int[] product = {1, 1, 1};
        for (int axis = 0; axis < shape.rank(); axis++) {
            int part = axis < sum.axes().getFirst() ? 0 : axis <= sum.axes().getLast() ? 1 : 2;
            product[part] *= shape.extent(axis);
        }
        return new SumStep.Extents(product[0], product[1], product[2]);
    }
}
