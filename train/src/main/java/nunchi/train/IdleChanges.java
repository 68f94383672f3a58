package nunchi.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Source.Weight;
import nunchi.inference.TextDecoder;
import nunchi.network.Network;
import nunchi.tensor.Shape;

/// Changes to the settings of a trained model without effect on what it answers: figures would stand under their name
/// nevertheless.
public final class IdleChanges {
    private IdleChanges() {}

    /// Asks whether each change counts when the model is measured. A change to what the run has already is none.
    ///
    /// @param changes each `key.path=value`, as for [nunchi.codec.Overrides]
    /// @param example shape of the examples that are measured
    /// @param target  shape of their targets
    /// @throws InvalidRequestException with a change that does not
    public static void refuseMeasured(
            Experiment own, List<String> changes, ExperimentFile files, Shape example, Shape target) {
        refuse(
                own,
                changes,
                files,
                experiment -> List.of(
                        fed(experiment.data()), experiment.train().metrics(), computed(experiment, example, target)),
                "changes nothing of what is measured; what counts is how data is read, cut, preprocessed and viewed (no batch, buckets, augment or picture), model, loss, strict, "
                        + "decode and train.metrics");
    }

    /// The same when it predicts examples as they are given.
    public static void refusePredicted(Experiment own, List<String> changes, ExperimentFile files, Shape example) {
        refuse(
                own,
                changes,
                files,
                experiment ->
                        List.of(experiment.learner().loss().output(), computed(experiment, example, Shape.SCALAR)),
                "changes nothing of what is predicted; what counts is data.preprocess, data.views, model, loss, strict and decode");
    }

    private static void refuse(
            Experiment own,
            List<String> changes,
            ExperimentFile files,
            Function<Experiment, Object> seen,
            String sentence) {
        Experiment all = files.with(own, changes);
        for (int i = 0; i < changes.size(); i++) {
            List<String> others = new ArrayList<>(changes);
            others.remove(i);
            Check.require(
                    counts(others.isEmpty() ? () -> own : () -> files.with(own, others), all, files, seen),
                    "%s %s".formatted(changes.get(i), sentence));
        }
    }

    /// What cannot be computed without a change, or with it, is not the same.
    private static boolean counts(
            Supplier<Experiment> others, Experiment all, ExperimentFile files, Function<Experiment, Object> seen) {
        try {
            Experiment without = others.get();
            return files.tree(without).equals(files.tree(all))
                    || !seen.apply(without).equals(seen.apply(all));
        } catch (InvalidRequestException unfit) {
            return true;
        }
    }

    private static DataSettings fed(DataSettings data) {
        return new DataSettings(data.name())
                .withTest(data.test())
                .withValidation(data.validation())
                .withBatch(1)
                .withPreprocess(data.preprocess())
                .withReading(data.reading())
                .withTexts(data.texts())
                .withLimit(data.limit());
    }

    private static List<Object> computed(Experiment experiment, Shape example, Shape target) {
        Network network = new Network(
                experiment.layers(),
                example,
                target,
                experiment.withPenalty(null).trainingStep());
        Graph graph = network.inference(1);
        List<Object> all = new ArrayList<>(List.of(graph.strict()));
        if (TextDecoder.decodes(network.prediction(1))) {
            all.add(experiment.decoding());
        }
        graph.outputs().forEach((name, node) -> all.add(List.of(name, node.index())));
        graph.live()
                .forEach(node -> all.add(List.of(
                        node.op() instanceof Weight weight ? weight.name() : node.op(),
                        node.shape(),
                        node.inputs().stream().map(Node::index).toList())));
        return all;
    }
}
