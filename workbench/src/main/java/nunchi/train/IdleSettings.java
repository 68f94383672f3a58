package nunchi.train;

import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.data.Dataset;
import nunchi.data.Parts;
import nunchi.data.Split;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.Published;
import nunchi.experiment.ReduceOnPlateau;
import nunchi.experiment.TrainSettings;
import nunchi.graph.Graph;
import nunchi.graph.op.Weight;
import nunchi.graph.op.Weight.Role;
import nunchi.picture.Fit;
import nunchi.schedule.Constant;

/// Settings that would have no effect beside the others or on this data: a report would claim them nevertheless.
final class IdleSettings {
    private final Experiment experiment;
    private final Parts parts;

    private IdleSettings(Experiment experiment, Parts parts) {
        this.experiment = experiment;
        this.parts = parts;
    }

    /// @param model the graph of the model
    /// @throws nunchi.check.InvalidRequestException when there is one, with its key
    static void refuse(Experiment experiment, Parts parts, Graph model) {
        IdleSettings settings = new IdleSettings(experiment, parts);
        settings.refuse(experiment.data());
        settings.refuse(experiment.train());
        settings.refuseWithoutKernels(model);
        for (Published figure : experiment.published()) {
            Check.require(Published.isKnown(figure.what()),
                    "published has '%s', which no report can compare; write loss or accuracy, with train, validation or test before it: test accuracy"
                            .formatted(figure.what()));
        }
    }

    private void refuse(DataSettings data) {
        Stream.of(data.validation(), data.test()).forEach(IdleSettings::refuse);
        if (data.picture() != null) {
            Dataset train = parts.train();
            Check.require(train.image().isPresent(), "data.picture says how pictures become examples, but those of %s are no pictures; leave it out"
                    .formatted(train.name()));
            Check.require(data.picture() != Fit.STROKES || train.image().get().extent(2) == 1,
                    "data.picture is strokes, which are grey, but the examples of %s have colours; take stretch, crop or pad".formatted(train.name()));
        }
    }

    private static void refuse(Split split) {
        Check.require(!(split instanceof Split.KFold folds) || folds.shuffle() || folds.seed() == null,
                "a kFold split has a seed, but without shuffle its rows are shared out in their order; leave seed out, or shuffle");
    }

    private void refuse(TrainSettings train) {
        Check.require(!train.evaluateTest() || parts.test() != null,
                "train.evaluateTest is true but there is no test part; give data a test split, or leave it out");
        ReduceOnPlateau plateau = train.reduceOnPlateau();
        Check.require(plateau == null || !(experiment.optimizer().learningRate() instanceof Constant(double rate)) || rate > plateau.minimumRate(),
                "reduceOnPlateau never lowers the learning rate below minimumRate, and that is not below the optimizer's own; give it a smaller one");
    }

    private void refuseWithoutKernels(Graph model) {
        boolean kernels = model.weights().values().stream().anyMatch(node -> ((Weight) node.op()).role() == Role.KERNEL);
        Check.require(kernels || experiment.penalty() == null, "penalty is given, but the model has no kernels that it could be taken of; leave it out");
        Check.require(kernels || experiment.constraint() == null, "constraint is given, but the model has no kernels that it could bound; leave it out");
    }
}
