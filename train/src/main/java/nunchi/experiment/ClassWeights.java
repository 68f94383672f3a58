package nunchi.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nunchi.check.Check;
import nunchi.data.Dataset;

/// How much the examples of each class count in the training loss; in files `balanced` or a list of numbers.
public sealed interface ClassWeights {

    /// One weight for each class of the training set, 0 or more: `[classes]`.
    ///
    /// @throws nunchi.check.InvalidRequestException when there are more or fewer than classes
    List<Double> of(Dataset train);

    /// `n / (classes · count)`, so that every class counts as much as any other, as scikit-learn's `balanced`. Classes
    /// without an example are not counted.
    record Balanced() implements ClassWeights {
        @Override
        public List<Double> of(Dataset train) {
            int[] counts = new int[train.classes().size()];
            for (int row = 0; row < train.size(); row++) {
                counts[train.label(row)]++;
            }
            long present = Arrays.stream(counts).filter(count -> count > 0).count();
            List<Double> weights = new ArrayList<>();
            for (int count : counts) {
                weights.add(count == 0 ? 1 : (double) train.size() / (present * count));
            }
            return List.copyOf(weights);
        }
    }

    /// One number for each class.
    ///
    /// @param weights weight of each class, in the order of the classes
    record Explicit(List<Double> weights) implements ClassWeights {
        public Explicit {
            Check.require(
                    weights != null && weights.stream().allMatch(weight -> weight != null),
                    "class weights are null; give a number for each class");
            weights.forEach(Explicit::requireFloat);
            Check.require(
                    weights.stream().anyMatch(weight -> weight > 0),
                    "class weights are all 0; at least one must be above");
            weights = List.copyOf(weights);
        }

        /// Losses are float32: a weight beyond it would be infinite, one below it 0.
        private static void requireFloat(double weight) {
            Check.notNegative("class weight", weight);
            Check.require(
                    weight == 0 || weight >= Float.MIN_NORMAL && weight <= Float.MAX_VALUE,
                    "class weight is %s; it must be 0, or a number of float32, %s to %s"
                            .formatted(weight, Float.MIN_NORMAL, Float.MAX_VALUE));
        }

        @Override
        public List<Double> of(Dataset train) {
            Check.require(
                    weights.size() == train.classes().size(),
                    "classWeights has %d weights but %s has %d classes; give one for each"
                            .formatted(
                                    weights.size(),
                                    train.name(),
                                    train.classes().size()));
            return weights;
        }
    }
}
