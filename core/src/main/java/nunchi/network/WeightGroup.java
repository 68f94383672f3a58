package nunchi.network;

import java.util.List;
import nunchi.check.Check;

/// Weights that are trained at another rate than the others: PyTorch's parameter groups.
///
/// @param weights      names of tensors (`bias`, `beta`), or layers by position (`0`) or path (`2.residual/0.dense`)
/// @param learningRate factor of the learning rate; 0 leaves the weights as they are (default: 1)
/// @param weightDecay  factor of the optimizer's weight decay, which counts in the group's learning rate
///     (default: 1)
public record WeightGroup(List<String> weights, double learningRate, double weightDecay) {
    public WeightGroup {
        weights = Check.elements("weights", weights);
        Check.require(!weights.isEmpty(), "a group of weights names none; give `weights` names or layers");
        Check.notNegative("learningRate", learningRate);
        Check.notNegative("weightDecay", weightDecay);
    }

    public WeightGroup(List<String> weights) {
        this(weights, 1, 1);
    }

    /// Whether one of the names is this tensor's, or its layer's.
    ///
    /// @param weight the tensor's name: `0.dense/weight`
    boolean holds(String weight) {
        return weights.stream().anyMatch(name -> named(name, weight));
    }

    /// Whether a name is this tensor's, or its layer's.
    static boolean named(String name, String weight) {
        return weight.endsWith("/" + name) || weight.startsWith(name + "/") || weight.startsWith(name + ".");
    }
}
