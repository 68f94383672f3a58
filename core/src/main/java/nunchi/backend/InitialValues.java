package nunchi.backend;

import nunchi.graph.op.Source.Weight;
import nunchi.random.RandomKey;

/// The first values of a weight: the same on every backend.
public final class InitialValues {
    private InitialValues() {}

    /// Drawn by the weight's own rule with the seed and its name, rounded to float32, so that all backends start alike:
    /// as many values as its shape has, last axis fastest.
    public static float[] of(Weight weight, long seed) {
        double[] drawn = weight.init().values(weight.shape(), RandomKey.of(seed).with(weight.label()));
        float[] values = new float[drawn.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) drawn[i];
        }
        return values;
    }
}
