package nunchi.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nunchi.data.BatchForm;
import nunchi.data.Batches;
import nunchi.data.Dataset;
import nunchi.data.Splits;
import nunchi.experiment.ClassWeights;
import nunchi.experiment.Experiment;
import nunchi.experiment.ForkedFrom;
import nunchi.experiment.Intervention;
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
    private final SteeredRate steered;
    private final Plateau rate;
    private final Map<BatchForm, Graph> graphs = new HashMap<>();

    StepGraphs(Experiment experiment, Splits parts) {
        this.experiment = experiment.forData(parts.train().schema());
        this.parts = parts;
        this.batches = Trainer.batches(experiment.data(), parts.train(), experiment.seed());
        this.steered = new SteeredRate(experiment.learner().optimizer().learningRate());
        this.rate = new Plateau(experiment.train().reduceOnPlateau(), steered, Objective.all(experiment, parts));
        List<Intervention> interventions = experiment.course().interventions();
        for (int i = 0; i < interventions.size(); i++) {
            if (interventions.get(i).epoch() > forked()) {
                interventions.get(i).require("interventions." + i, batches.count());
            }
            apply(interventions.get(i));
        }
    }

    /// The epochs that were trained with other settings.
    private int forked() {
        ForkedFrom from = experiment.course().forkedFrom();
        return from == null ? 0 : from.epoch();
    }

    /// From its step on; a step's time is what its program reckons.
    void apply(Intervention intervention) {
        if (intervention.key().equals(Intervention.LEARNING_RATE)) {
            // before a fork an epoch may have had more steps
            int within = Math.min(intervention.step(), batches.count()) - 1;
            long step = (intervention.epoch() - 1L) * batches.count() + within;
            steered.set((double) step / batches.count(), Objects.requireNonNull(intervention.value()));
        }
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
