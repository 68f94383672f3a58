package nunchi.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nunchi.backend.Weights;
import nunchi.check.Check;
import nunchi.experiment.Experiment;
import nunchi.network.Preprocessed;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// Puts a trained model's tensors in the place of initial values.
final class Pretrained {
    private Pretrained() {}

    /// @throws nunchi.check.InvalidRequestException when tensors are missing, extra or of another shape, naming all of them
    static void take(Experiment experiment, Snapshot pretrained, Weights weights) {
        Set<String> fresh = experiment.layers().paths(experiment.train().start().fresh());
        List<String> complaints = new ArrayList<>();
        for (String name : weights.names()) {
            Tensor tensor = pretrained.tensors().get(name);
            Shape shape = weights.description(name).shape();
            if (!weights.description(name).role().partOfModel() || Preprocessed.within(fresh, name)) {
                continue;
            }
            if (tensor == null) {
                complaints.add("%s %s is missing".formatted(name, shape));
            } else if (!tensor.shape().equals(shape)) {
                complaints.add("%s is %s and not %s".formatted(name, tensor.shape(), shape));
            }
        }
        pretrained.tensors().keySet().stream()
                .filter(name -> !weights.names().contains(name) && !Preprocessed.within(fresh, name))
                .forEach(name -> complaints.add(name + " has no place in the model"));
        Check.require(complaints.isEmpty(), "the weights to begin with do not fit: %s; name the layers that are to begin afresh in train.start.fresh"
                .formatted(String.join(", ", complaints)));
        pretrained.tensors().forEach((name, tensor) -> {
            if (!Preprocessed.within(fresh, name)) {
                weights.set(name, tensor);
            }
        });
    }
}
