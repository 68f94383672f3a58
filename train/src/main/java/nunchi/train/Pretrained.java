package nunchi.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import nunchi.backend.Weights;
import nunchi.check.Check;
import nunchi.experiment.Experiment;
import nunchi.experiment.Start;
import nunchi.graph.Graph;
import nunchi.graph.op.Source.Weight;
import nunchi.network.Preprocessed;
import nunchi.tensor.Tensor;
import nunchi.weights.Snapshot;

/// A trained model's tensors in the place of initial values.
final class Pretrained {
    private Pretrained() {}

    /// @throws nunchi.check.InvalidRequestException when tensors are missing, extra or of another shape, naming all of
    ///                                              them
    static void require(Experiment experiment, Snapshot pretrained, Graph graph) {
        Set<String> fresh = fresh(experiment);
        for (String layer : fresh) {
            Check.require(
                    graph.weights().keySet().stream().anyMatch(name -> Preprocessed.within(Set.of(layer), name)),
                    "train.start.fresh names %s, which has no weights to begin with; leave it out".formatted(layer));
        }
        SequencedMap<String, String> complaints = complaints(pretrained, fresh, graph);
        List<String> layers = complaints.keySet().stream()
                .map(Pretrained::layer)
                .distinct()
                .filter(layer -> experiment.layers().byPath().containsKey(layer.replaceFirst("/.*", "")))
                .toList();
        Check.require(
                complaints.isEmpty(),
                "the weights to begin with do not fit: %s; name the layers that are to begin afresh, as in train.start.fresh: [%s]"
                        .formatted(String.join(", ", complaints.values()), String.join(", ", layers)));
    }

    /// By the name of the tensor that is missing, of another shape, or too many.
    private static SequencedMap<String, String> complaints(Snapshot pretrained, Set<String> fresh, Graph graph) {
        Set<String> unused = new TreeSet<>(pretrained.tensors().keySet());
        SequencedMap<String, String> complaints = new LinkedHashMap<>();
        graph.weights().forEach((name, node) -> {
            unused.remove(name);
            Weight weight = (Weight) node.op();
            Tensor tensor = pretrained.tensors().get(name);
            if (!weight.role().partOfModel() || Preprocessed.within(fresh, name)) {
                return;
            }
            if (tensor == null) {
                complaints.put(name, "%s %s is missing".formatted(name, weight.shape()));
            } else if (!tensor.shape().equals(weight.shape())) {
                complaints.put(name, "%s is %s and not %s".formatted(name, tensor.shape(), weight.shape()));
            }
        });
        unused.stream()
                .filter(name -> !Preprocessed.within(fresh, name))
                .forEach(name -> complaints.put(name, name + " has no place in the model"));
        return complaints;
    }

    private static String layer(String weight) {
        return weight.substring(0, weight.lastIndexOf('/'));
    }

    static void take(Experiment experiment, Snapshot pretrained, Weights weights) {
        Set<String> fresh = fresh(experiment);
        pretrained.tensors().forEach((name, tensor) -> {
            if (!Preprocessed.within(fresh, name)) {
                weights.set(name, tensor);
            }
        });
    }

    private static Set<String> fresh(Experiment experiment) {
        Start start = experiment.train().start();
        return start == null ? Set.of() : experiment.layers().paths(start.fresh());
    }
}
