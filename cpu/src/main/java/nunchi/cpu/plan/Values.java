package nunchi.cpu.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.memory.CpuWeights;
import nunchi.cpu.memory.MemoryPlan;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Source.Constant;
import nunchi.graph.op.Source.Indices;
import nunchi.graph.op.Source.Input;
import nunchi.graph.op.Source.StepValue;
import nunchi.graph.op.Source.Weight;
import nunchi.tensor.FlushToZero;

/// Where the values of a graph's nodes lie: weights and inputs in places of their own, everything else in planned
/// memory.
public final class Values {
    private final CpuWeights weights;
    private final MemoryPlan memory = new MemoryPlan();
    private final Map<Node, Buffer> buffers = new HashMap<>();
    private final Map<String, Buffer> inputs = new LinkedHashMap<>();
    private final List<StepScalar> stepValues = new ArrayList<>();

    Values(Graph graph, CpuWeights weights) {
        this.weights = weights;
        graph.inputs().forEach((name, node) -> inputs.put(name, of(node)));
    }

    /// The buffer of a node's values; reshapes share their operand's.
    Buffer of(Node node) {
        return buffers.computeIfAbsent(Fusion.resolve(node), this::create);
    }

    private Buffer create(Node node) {
        int size = node.shape().size();
        return switch (node.op()) {
            case Input input -> inputs.computeIfAbsent(input.label(), name -> ownPlace(size));
            case Weight weight -> weights.buffer(weight.label());
            case Constant constant -> scalar((float) constant.value());
            case Indices _ -> indices(size);
            case StepValue stepValue -> {
                Buffer buffer = scalar(0);
                stepValues.add(new StepScalar(buffer, stepValue.value()));
                yield buffer;
            }
            default -> new Buffer(size);
        };
    }

    private static Buffer ownPlace(int size) {
        return Buffer.over(Alignment.allocate(size), Alignment.FIRST, size);
    }

    private static Buffer scalar(float value) {
        Buffer buffer = ownPlace(1);
        buffer.array()[buffer.offset()] = FlushToZero.of(value);
        return buffer;
    }

    private static Buffer indices(int size) {
        Buffer buffer = ownPlace(size);
        for (int i = 0; i < size; i++) {
            buffer.array()[buffer.offset() + i] = i;
        }
        return buffer;
    }

    MemoryPlan memory() {
        return memory;
    }

    public Map<String, Buffer> inputs() {
        return inputs;
    }

    /// The scalars to be filled in before each step.
    public List<StepScalar> stepValues() {
        return stepValues;
    }
}
