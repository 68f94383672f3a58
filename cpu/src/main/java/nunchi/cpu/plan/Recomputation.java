package nunchi.cpu.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import nunchi.graph.Node;
import nunchi.graph.op.Binary.Add;
import nunchi.graph.op.Binary.Greater;
import nunchi.graph.op.Binary.Maximum;
import nunchi.graph.op.Binary.Minimum;
import nunchi.graph.op.Binary.Multiply;
import nunchi.graph.op.Binary.Subtract;
import nunchi.graph.op.Movement.BroadcastTo;
import nunchi.graph.op.Source.Constant;
import nunchi.graph.op.Source.Input;
import nunchi.graph.op.Source.RandomUniform;
import nunchi.graph.op.Source.StepValue;
import nunchi.graph.op.Source.Weight;
import nunchi.graph.op.Unary.Negate;
import nunchi.graph.op.Unary.Relu;

/// Which values are computed again by every group that reads them, instead of being written to memory once and read
/// back.
///
/// It pays where it takes a few cheap instructions in few groups and at most one operand of the value's own size, which
/// must be in memory anyway: in place of the value each group reads that operand, and nobody writes the value. It does
/// not take memory either: the operand stays at most as long as the value would have stayed, and the value is not
/// there.
final class Recomputation {
    /// Writing a block to memory and reading it takes about as long as so many instructions on a block in cache.
    private static final int MOST_INSTRUCTIONS = 5;

    /// A random number takes about as long as so many multiplications.
    private static final int RANDOM_NUMBER = 3;

    private final Uses uses;
    private final Map<Node, TrainingStep> trainingSteps = new HashMap<>();

    /// How a value is made of what is in memory.
    ///
    /// @param reads none or one node of the value's own size
    private record TrainingStep(int instructions, List<Node> reads) {}

    /// @param live in the order of the graph
    Recomputation(List<Node> live, Uses uses) {
        this.uses = uses;
        live.stream()
                .filter(node -> Fusion.elementwise(node) && !uses.output(node) && !uses.newWeight(node))
                .forEach(this::write);
    }

    /// @param groups that read the node
    boolean pays(Node node, int groups) {
        TrainingStep trainingStep = trainingSteps.get(node);
        return trainingStep != null
                && trainingStep.instructions() * (groups - 1) <= MOST_INSTRUCTIONS
                && trainingStep.reads().stream().allMatch(operand -> inMemoryAnyway(operand, node));
    }

    private void write(Node node) {
        OptionalInt own = own(node);
        List<Node> operands = operands(node);
        List<Node> reads = operands.stream()
                .flatMap(operand -> reads(operand, node))
                .distinct()
                .toList();
        int total = own.orElse(MOST_INSTRUCTIONS)
                + operands.stream()
                        .filter(trainingSteps::containsKey)
                        .mapToInt(operand -> Objects.requireNonNull(trainingSteps.get(operand))
                                .instructions())
                        .sum();
        if (own.isPresent() && total <= MOST_INSTRUCTIONS && reads.size() <= 1) {
            trainingSteps.put(node, new TrainingStep(total, reads));
        }
    }

    /// The operand itself, or what it is made of if that is nothing, or if it is made for the reader alone.
    private Stream<Node> reads(Node operand, Node reader) {
        TrainingStep trainingStep = trainingSteps.get(operand);
        return trainingStep != null
                        && (trainingStep.reads().isEmpty()
                                || uses.consumers(operand).equals(List.of(reader)))
                ? trainingStep.reads().stream()
                : Stream.of(operand);
    }

    private static OptionalInt own(Node node) {
        return switch (node.op()) {
            case BroadcastTo _ -> OptionalInt.of(0);
            case Negate _, Relu _, Add _, Subtract _, Multiply _, Maximum _, Minimum _, Greater _ -> OptionalInt.of(1);
            case RandomUniform _ -> OptionalInt.of(RANDOM_NUMBER);
            default -> OptionalInt.empty();
        };
    }

    /// Those of the node's own size: smaller ones stay in cache.
    private static List<Node> operands(Node node) {
        return node.inputs().stream()
                .map(Fusion::resolve)
                .filter(input -> input.shape().size() == node.shape().size()
                        && !(input.op() instanceof Constant)
                        && !(input.op() instanceof StepValue))
                .distinct()
                .toList();
    }

    /// Whether the operand is needed for something else than what is computed for the reader alone.
    private boolean inMemoryAnyway(Node operand, Node reader) {
        Set<Node> forTheReader = new HashSet<>(Set.of(operand));
        Deque<Node> open = new ArrayDeque<>(forTheReader);
        boolean elsewhere = operand.op() instanceof Input || operand.op() instanceof Weight || uses.output(operand);
        while (!elsewhere && !open.isEmpty()) {
            for (Node consumer : uses.consumers(open.pop())) {
                elsewhere |=
                        consumer.index() > reader.index() || !Fusion.elementwise(consumer) || uses.output(consumer);
                if (consumer != reader && forTheReader.add(consumer)) {
                    open.push(consumer);
                }
            }
        }
        return elsewhere;
    }
}
