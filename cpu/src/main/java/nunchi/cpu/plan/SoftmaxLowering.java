package nunchi.cpu.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.SoftmaxStep;
import nunchi.cpu.thread.ThreadPool;
import nunchi.graph.Node;
import nunchi.graph.op.Categorical.CrossEntropy;
import nunchi.graph.op.Categorical.Softmax;

/// Binds softmax and cross-entropy to steps: where both ask about the same logits, to one.
final class SoftmaxLowering {
    private final Values values;
    private final Kernels kernels;
    private final ThreadPool team;
    private final Steady steady;
    private final StepSchedule steps;
    private final Map<Node, Node> softmaxOfLogits = new HashMap<>();
    private final Set<Node> takenIn = new HashSet<>();

    SoftmaxLowering(Values values, Kernels kernels, ThreadPool team, Steady steady, StepSchedule steps) {
        this.values = values;
        this.kernels = kernels;
        this.team = team;
        this.steady = steady;
        this.steps = steps;
    }

    /// Notes a node that comes later.
    void foresee(Node node) {
        if (node.op() instanceof Softmax) {
            softmaxOfLogits.put(Fusion.resolve(node.input(0)), node);
        }
    }

    void lower(Node node) {
        if (node.op() instanceof CrossEntropy) {
            crossEntropy(node);
        } else if (!takenIn.contains(node)) {
            add(new SoftmaxStep.Arrays(operand(node, 0), values.of(node), null, null), node);
        }
    }

    /// The probabilities of the same logits, which the gradient needs, are computed along.
    private void crossEntropy(Node node) {
        Node softmax = softmaxOfLogits.get(Fusion.resolve(node.input(0)));
        Buffer probabilities = null;
        if (softmax != null && softmax.index() > node.index() && steady.change(softmax) == steady.change(node)) {
            probabilities = values.of(softmax);
            takenIn.add(softmax);
        }
        add(new SoftmaxStep.Arrays(operand(node, 0), probabilities, operand(node, 1), values.of(node)), node);
    }

    private void add(SoftmaxStep.Arrays arrays, Node node) {
        Buffer[] touched = Stream.of(arrays.logits(), arrays.probabilities(), arrays.targets(), arrays.losses())
                .filter(Objects::nonNull)
                .toArray(Buffer[]::new);
        int columns = node.input(0).shape().last();
        steps.add(new SoftmaxStep(arrays, columns, kernels.arithmetic(), team), touched);
    }

    private Buffer operand(Node node, int position) {
        return values.of(node.input(position));
    }
}
