package nunchi.cpu.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.RecurrenceGradientStep;
import nunchi.cpu.step.RecurrenceStep;
import nunchi.cpu.step.RecurrentPanelStep;
import nunchi.cpu.step.RecurrentPanelStep.Blocks;
import nunchi.cpu.step.RecurrentShape;
import nunchi.cpu.thread.ThreadPool;
import nunchi.graph.Node;
import nunchi.graph.op.Cell;
import nunchi.graph.op.Recurrent;
import nunchi.graph.op.Recurrent.Recurrence;
import nunchi.graph.op.Recurrent.RecurrenceGradient;
import nunchi.graph.op.Recurrent.RecurrenceStateGradient;
import nunchi.graph.op.Recurrent.RecurrenceTrace;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// Binds recurrences to steps: states and trace of the same operands to one, and the adjoints of inputs and initial
/// states to one.
final class RecurrenceLowering {
    private final Values values;
    private final Kernels kernels;
    private final ThreadPool team;
    private final StepSchedule steps;
    private final Map<Pass, List<Node>> wanted = new HashMap<>();
    private final Set<Node> done = new HashSet<>();

    /// What one step computes.
    private record Pass(boolean backward, Cell cell, boolean reverse, List<Node> operands) {
        static Pass of(Node node) {
            Recurrent op = (Recurrent) node.op();
            boolean backward = op instanceof RecurrenceGradient || op instanceof RecurrenceStateGradient;
            return new Pass(backward, op.cell(), op.reverse(), node.inputs());
        }
    }

    RecurrenceLowering(Values values, Kernels kernels, ThreadPool team, StepSchedule steps) {
        this.values = values;
        this.kernels = kernels;
        this.team = team;
        this.steps = steps;
    }

    /// Notes a node that comes later.
    void foresee(Node node) {
        if (node.op() instanceof Recurrent) {
            wanted.computeIfAbsent(Pass.of(node), key -> new ArrayList<>()).add(node);
        }
    }

    void lower(Node node) {
        if (done.contains(node)) {
            return;
        }
        Pass pass = Pass.of(node);
        List<Node> together = Objects.requireNonNull(wanted.get(pass));
        done.addAll(together);
        if (pass.backward()) {
            backward(node, pass, together);
        } else {
            forward(node, pass, together);
        }
    }

    private void forward(Node node, Pass pass, List<Node> together) {
        Shape x = node.input(0).shape();
        RecurrentShape shape = new RecurrentShape(
                pass.cell(),
                pass.reverse(),
                x.extent(0),
                x.extent(1),
                x.last() / pass.cell().gates());
        List<Buffer> touched = new ArrayList<>();
        Buffer[] packed = packed(node.input(Recurrent.U), shape, false, touched);
        RecurrenceStep.Operands operands = new RecurrenceStep.Operands(
                operand(node, 0, touched),
                operand(node, Recurrent.INITIAL, touched),
                operand(node, Recurrent.MASK, touched),
                pass.cell().recurrentBias() ? operand(node, Recurrent.MASK + 1, touched) : null,
                result(together, Recurrence.class, touched),
                result(together, RecurrenceTrace.class, touched),
                packed);
        steps.add(new RecurrenceStep(shape, operands, kernels, team), touched.toArray(Buffer[]::new));
    }

    private void backward(Node node, Pass pass, List<Node> together) {
        Shape states = node.input(1).shape();
        RecurrentShape shape =
                new RecurrentShape(pass.cell(), pass.reverse(), states.extent(1), states.extent(2), states.last());
        List<Buffer> touched = new ArrayList<>();
        Buffer[] packed = packed(node.input(1 + Recurrent.U), shape, true, touched);
        RecurrenceGradientStep.Operands operands = new RecurrenceGradientStep.Operands(
                operand(node, 0, touched),
                operand(node, 1, touched),
                operand(node, 1 + Recurrent.INITIAL, touched),
                operand(node, 1 + Recurrent.MASK, touched),
                operand(node, 2 + Recurrent.MASK, touched),
                result(together, RecurrenceGradient.class, touched),
                result(together, RecurrenceStateGradient.class, touched),
                packed);
        steps.add(new RecurrenceGradientStep(shape, operands, kernels, team), touched.toArray(Buffer[]::new));
    }

    private Buffer operand(Node node, int position, List<Buffer> touched) {
        Buffer buffer = values.of(node.input(position));
        touched.add(buffer);
        return buffer;
    }

    private @Nullable Buffer result(List<Node> together, Class<? extends Recurrent> kind, List<Buffer> touched) {
        return together.stream()
                .filter(node -> kind.isInstance(node.op()))
                .findFirst()
                .map(node -> {
                    Buffer buffer = values.of(node);
                    touched.add(buffer);
                    return buffer;
                })
                .orElse(null);
    }

    /// The blocks of the weight, packed whenever it has changed.
    private Buffer[] packed(Node weight, RecurrentShape shape, boolean transposed, List<Buffer> touched) {
        Buffer source = values.of(weight);
        return Arrays.stream(RecurrentPanelStep.blocks(shape, transposed))
                .map(blocks -> pack(weight, source, blocks))
                .peek(touched::add)
                .toArray(Buffer[]::new);
    }

    private Buffer pack(Node weight, Buffer source, Blocks blocks) {
        Buffer packed = new Buffer(blocks.size());
        steps.add(weight, new RecurrentPanelStep(blocks, source, packed, kernels.tiles(), team), source, packed);
        return packed;
    }
}
