package nunchi.cpu.memory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nunchi.backend.InitialValues;
import nunchi.backend.Weights;
import nunchi.check.Check;
import nunchi.graph.Graph;
import nunchi.graph.op.Source.Weight;
import nunchi.tensor.Tensor;

/// Weights in float32, each in an array of its own.
public final class CpuWeights implements Weights {
    private final Map<String, Weight> descriptions = new LinkedHashMap<>();
    private final Map<String, Buffer> buffers = new LinkedHashMap<>();

    private long version;

    public CpuWeights(Graph graph, long seed) {
        graph.weights().forEach((name, node) -> {
            Weight weight = (Weight) node.op();
            int size = weight.shape().size();
            descriptions.put(name, weight);
            buffers.put(name, Buffer.over(Alignment.allocate(size), Alignment.FIRST, size));
            set(name, new Tensor(weight.shape(), InitialValues.of(weight, seed)));
        });
    }

    @Override
    public Set<String> names() {
        return descriptions.keySet();
    }

    @Override
    public Weight description(String name) {
        return Check.known("weight", name, descriptions);
    }

    /// Where the values lie.
    public Buffer buffer(String name) {
        return Check.known("weight", name, buffers);
    }

    @Override
    public Tensor get(String name) {
        Buffer buffer = buffer(name);
        float[] values = new float[buffer.size()];
        System.arraycopy(buffer.array(), buffer.offset(), values, 0, values.length);
        return new Tensor(Objects.requireNonNull(descriptions.get(name)).shape(), values);
    }

    @Override
    public void set(String name, Tensor tensor) {
        Buffer buffer = buffer(name);
        Check.require(
                tensor.shape()
                        .equals(Objects.requireNonNull(descriptions.get(name)).shape()),
                "weight %s has shape %s, but %s was given"
                        .formatted(name, descriptions.get(name).shape(), tensor.shape()));
        buffer.set(tensor.values());
        changed();
    }

    /// Grows whenever a value may have changed.
    public long version() {
        return version;
    }

    /// Says that a step may have written values.
    public void changed() {
        version++;
    }
}
