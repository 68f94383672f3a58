package nunchi.reference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import nunchi.backend.InitialValues;
import nunchi.backend.Weights;
import nunchi.check.Check;
import nunchi.graph.Graph;
import nunchi.graph.op.Source.Weight;
import nunchi.tensor.FlushToZero;
import nunchi.tensor.Tensor;

/// Weights in float64.
public final class ReferenceWeights implements Weights {
    private final Map<String, Weight> descriptions = new LinkedHashMap<>();
    private final Map<String, double[]> values = new LinkedHashMap<>();

    ReferenceWeights(Graph graph, long seed) {
        graph.weights().forEach((name, node) -> {
            Weight weight = (Weight) node.op();
            descriptions.put(name, weight);
            values.put(name, widen(InitialValues.of(weight, seed)));
        });
    }

    private static double[] widen(float[] narrow) {
        double[] wide = new double[narrow.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = FlushToZero.of(narrow[i]);
        }
        return wide;
    }

    @Override
    public Set<String> names() {
        return descriptions.keySet();
    }

    @Override
    public Weight description(String name) {
        return Check.known("weight", name, descriptions);
    }

    /// The stored values themselves, to read and to write: as many as the weight's shape has, last axis fastest.
    public double[] exact(String name) {
        return Check.known("weight", name, values);
    }

    @Override
    public Tensor get(String name) {
        double[] exact = exact(name);
        float[] narrow = new float[exact.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) exact[i];
        }
        return new Tensor(description(name).shape(), narrow);
    }

    @Override
    public void set(String name, Tensor tensor) {
        Check.require(
                tensor.shape().equals(description(name).shape()),
                "weight %s has shape %s, but %s was given"
                        .formatted(name, description(name).shape(), tensor.shape()));
        values.put(name, widen(tensor.values()));
    }
}
