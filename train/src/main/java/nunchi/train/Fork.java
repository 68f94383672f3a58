package nunchi.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.codec.RecordType;
import nunchi.data.Splits;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.ForkedFrom;
import nunchi.experiment.TrainSettings;
import nunchi.graph.Graph;
import nunchi.graph.op.Source.Weight;
import nunchi.tensor.Tensor;
import nunchi.train.Checkpoint.Watched;
import nunchi.weights.Fingerprint;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// A training that goes on from the end of an epoch of another, with other settings.
final class Fork {
    private static final Set<String> FREE_DATA = Set.of("batch", "dropLast", "shuffle", "augment");

    private final ForkedFrom from;
    private final Experiment before;
    private final StepGraphs graphs;

    /// @param graphs of the training that goes on
    Fork(ForkedFrom from, StepGraphs graphs) {
        this.from = from;
        TrainSettings train = from.experiment().train().withMaxSeconds(null);
        this.before = from.experiment().withTrain(train);
        this.graphs = graphs;
    }

    /// Asks whether it can go on from the other.
    ///
    /// @throws nunchi.check.InvalidRequestException when another data set, seed or model is asked for, or no epoch is
    ///     left to train
    void require() {
        Experiment now = graphs.experiment();
        Map<String, Object> data = RecordType.of(DataSettings.class).given(now.data());
        new TreeMap<>(RecordType.of(DataSettings.class).given(before.data()))
                .forEach((key, value) ->
                        requireSame(FREE_DATA.contains(key) || Objects.equals(value, data.get(key)), "data." + key));
        requireSame(before.seed() == now.seed(), "seed");
        requireSame(Objects.equals(before.train().start(), now.train().start()), "train.start");
        requireSameWeights();
        Check.require(
                now.train().epochs() > from.epoch(),
                "at train.epochs: the fork begins after epoch %d and would end after epoch %d; ask for more epochs"
                        .formatted(from.epoch(), now.train().epochs()));
    }

    private void requireSame(boolean same, String key) {
        Check.require(
                same,
                "at %s: a fork goes on with the data and the model of %s, so %1$s must stay as it is there; begin a new run to change it"
                        .formatted(key, from.run()));
    }

    private void requireSameWeights() {
        Map<String, String> trained = shapes(new StepGraphs(before, graphs.parts()).whole());
        Map<String, String> now = shapes(graphs.whole());
        Map<String, String> differing = new TreeMap<>(now);
        trained.forEach((name, shape) -> differing.merge(name, shape, (own, other) -> own.equals(other) ? null : own));
        Check.require(
                differing.isEmpty(),
                "at model: a fork goes on with the weights of %s, but %s are not the same there; begin a new run to change the shape of the model"
                        .formatted(from.run(), Check.listed(List.copyOf(differing.keySet()))));
    }

    private static Map<String, String> shapes(Graph graph) {
        Map<String, String> shapes = new TreeMap<>();
        graph.weights().forEach((name, node) -> {
            if (((Weight) node.op()).role().partOfModel()) {
                shapes.put(name, node.shape().toString());
            }
        });
        return shapes;
    }

    /// Trains the epochs before it.
    ///
    /// @param pretrained that they begin with; null for initial values
    /// @return what it goes on from
    /// @throws nunchi.check.InvalidRequestException when they end with other weights than those that are recorded
    Checkpoint begin(@Nullable Snapshot pretrained, Backend backend, TrainingListener listener) {
        Splits parts = graphs.parts();
        Checkpoint checkpoint = Trainer.check(before, parts, pretrained).upTo(from.epoch(), backend, listener);
        String found = Fingerprint.of(checkpoint.model());
        Check.require(
                found.equals(from.weightsSha256()),
                "the weights after epoch %d are not those from which the fork of %s began: their sha256 is %s, and %s is recorded"
                        .formatted(from.epoch(), from.run(), found, from.weightsSha256()));
        return adapted(checkpoint);
    }

    /// The checkpoint as the fork goes on from it. The optimizer keeps what it has of the same name and shape; what
    /// watches a metric begins anew where its rule or the loss is another.
    Checkpoint adapted(Checkpoint checkpoint) {
        Experiment now = graphs.experiment();
        boolean sameLoss = before.learner().loss().equals(now.learner().loss());
        boolean stopping = sameLoss
                && Objects.equals(before.train().earlyStopping(), now.train().earlyStopping());
        boolean plateau = sameLoss
                && Objects.equals(before.train().reduceOnPlateau(), now.train().reduceOnPlateau());
        boolean rate = before.learner().optimizer().equals(now.learner().optimizer());
        SortedMap<Integer, Double> factors = plateau && rate ? checkpoint.rateFactors() : new TreeMap<>();
        return new Checkpoint(
                checkpoint.epoch(),
                checkpoint.model(),
                optimizer(checkpoint.optimizer()),
                stopping ? checkpoint.bestModel() : null,
                stopping ? checkpoint.stopping() : Watched.NOTHING,
                plateau ? checkpoint.plateau() : Watched.NOTHING,
                factors,
                checkpoint.times());
    }

    private Snapshot optimizer(Snapshot before) {
        Map<String, Tensor> kept = new LinkedHashMap<>();
        graphs.whole().weights().forEach((name, node) -> {
            Tensor state = before.tensors().get(name);
            if (state != null && state.shape().equals(node.shape())) {
                kept.put(name, state);
            }
        });
        return new Snapshot(kept);
    }
}
