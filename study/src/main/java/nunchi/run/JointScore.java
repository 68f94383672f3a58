package nunchi.run;

import java.util.Arrays;
import java.util.Map;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// Several measures of how unlike an image is in one: `Σᵢ max(0, (xᵢ - mᵢ) / sᵢ)²`, where measure i has the mean mᵢ and
/// the deviation sᵢ over held-out examples. A measure that finds nothing does not outweigh one that does.
///
/// @param means      `[k]`
/// @param deviations `[k]`, above 0
/// @param limit      the largest score that is familiar
record JointScore(Tensor means, Tensor deviations, double limit) {

    /// @param measures `[n, k]` of held-out examples
    /// @param quantile of their scores, which becomes the limit
    static JointScore of(double[][] measures, double quantile) {
        int kinds = measures[0].length;
        float[] means = new float[kinds];
        float[] deviations = new float[kinds];
        for (int kind = 0; kind < kinds; kind++) {
            int column = kind;
            double mean =
                    Arrays.stream(measures).mapToDouble(row -> row[column]).sum() / measures.length;
            double squares = Arrays.stream(measures)
                    .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
                    .sum();
            double deviation = Math.sqrt(squares / measures.length);
            means[kind] = (float) mean;
            deviations[kind] = (float) deviation > 0 ? (float) deviation : 1;
        }
        JointScore open =
                new JointScore(new Tensor(Shape.of(kinds), means), new Tensor(Shape.of(kinds), deviations), 0);
        double[] scores = Arrays.stream(measures).mapToDouble(open::of).sorted().toArray();
        // float, as it is stored
        return new JointScore(
                open.means, open.deviations, (float) scores[Neighbourhood.order(quantile, scores.length)]);
    }

    private double of(double[] measures) {
        double sum = 0;
        for (int i = 0; i < measures.length; i++) {
            double above =
                    Math.max(0, (measures[i] - means.values()[i]) / deviations.values()[i]);
            sum += above * above;
        }
        return sum;
    }

    /// @param measures `[k]`
    boolean isFar(double[] measures) {
        return of(measures) > limit;
    }

    void put(String name, Map<String, Tensor> tensors) {
        tensors.put(name + "/means", means);
        tensors.put(name + "/deviations", deviations);
        tensors.put(name + "/limit", new Tensor(Shape.of(1), new float[] {(float) limit}));
    }

    /// @param kinds how many measures there must be
    /// @throws nunchi.check.InvalidRequestException when they do not fit together
    static JointScore read(String name, int kinds, Map<String, Tensor> tensors) {
        Tensor means = part(name + "/means", kinds, tensors);
        Tensor deviations = part(name + "/deviations", kinds, tensors);
        return new JointScore(
                means, deviations, part(name + "/limit", 1, tensors).values()[0]);
    }

    private static Tensor part(String key, int size, Map<String, Tensor> tensors) {
        Tensor part = tensors.get(key);
        if (part == null || part.shape().size() != size) {
            throw new InvalidRequestException("it has no %s of %d values".formatted(key, size));
        }
        return part;
    }
}
