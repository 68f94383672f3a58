package nunchi.train;

import java.util.HashMap;
import java.util.Map;
import nunchi.data.BatchForm;
import nunchi.data.Batches;
import nunchi.data.Dataset;
import nunchi.data.Splits;
import nunchi.experiment.ClassWeights;
import nunchi.experiment.Experiment;
import nunchi.experiment.Objective;
import nunchi.graph.Graph;
import nunchi.loss.ClassWeighted;
import nunchi.network.Network;

/// The graphs of an experiment's training steps, one for each form of its batches: whole ones and a smaller last one,
/// of each bucket; with the batches and the learning rate that they are written for. Each is built once: what a
/// training is checked by is what its weights begin with and what its programs are compiled from.
final class StepGraphs {
    private final Experiment experiment;
    private final Splits parts;
    private final Batches batches;
    private final Plateau rate;
    private final Map<BatchForm, Graph> graphs = new HashMap<>();

    StepGraphs(Experiment experiment, Splits parts) {
        this.experiment = experiment.forData(parts.train().schema());
        this.parts = parts;
        this.batches = Trainer.batches(experiment.data(), parts.train(), experiment.seed());
        this.rate = new Plateau(
                experiment.train().reduceOnPlateau(),
                experiment.learner().optimizer().learningRate(),
                Objective.all(experiment, parts));
    }

    /// The experiment's network with the loss that training makes small.
    static Network weighted(Experiment experiment, Dataset train, BatchForm form) {
        Network network = Inference.network(experiment, train, form);
        ClassWeights weights = experiment.train().classWeights();
        return weights == null
                ? network
                : network.withLoss(new ClassWeighted(experiment.learner().loss(), weights.of(train)));
    }

    Experiment experiment() {
        return experiment;
    }

    Splits parts() {
        return parts;
    }

    Batches batches() {
        return batches;
    }

    Plateau rate() {
        return rate;
    }

    /// The graph of a step of the largest batches.
    Graph whole() {
        return of(batches.forms().getFirst());
    }

    /// The graph of a step of batches of a form.
    ///
    /// @throws nunchi.check.InvalidRequestException where the network does not fit the data or the batch
    Graph of(BatchForm form) {
        return graphs.computeIfAbsent(
                form, _ -> weighted(experiment, parts.train(), form).training(form.rows(), batches.count(), rate));
    }
}
