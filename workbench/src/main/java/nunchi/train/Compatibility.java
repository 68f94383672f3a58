package nunchi.train;

import nunchi.check.Check;
import nunchi.data.Dataset;
import nunchi.data.Parts;
import nunchi.experiment.ClassWeights;
import nunchi.experiment.EarlyStopping;
import nunchi.experiment.Experiment;
import nunchi.graph.Graph;
import nunchi.layer.Scope;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.metric.Metric;
import nunchi.network.Network;

/// Whether an experiment fits its data, asked before anything is trained.
final class Compatibility {
    private Compatibility() {}

    /// @throws nunchi.check.InvalidRequestException when it does not, with the numbers that clash
    static void require(Experiment experiment, Parts parts) {
        Dataset data = parts.train();
        if (!data.classes().isEmpty() && data.target().size() == 1) {
            requireUnits(experiment, data.classes().size(), outputUnits(experiment, data));
        }
        if (experiment.train().classWeights() != null) {
            requireClassWeights(experiment.train().classWeights(), data);
        }
        experiment.train().metrics().forEach(metric -> requireMeasurable(metric, data));
        EarlyStopping stopping = experiment.train().earlyStopping();
        if (stopping != null) {
            requireMonitor(stopping, parts);
        }
    }

    private static void requireClassWeights(ClassWeights weights, Dataset data) {
        Check.require(!data.classes().isEmpty(), "classWeights are given but %s has no classes; leave them out".formatted(data.name()));
        weights.of(data);
    }

    private static void requireMeasurable(Metric metric, Dataset data) {
        boolean classes = !data.classes().isEmpty();
        Check.require(metric.ofClasses() == classes, "metrics has %s, which is of %s, but %s has %s".formatted(
                metric.name(), classes ? "predicted numbers" : "classes", data.name(), classes ? "classes" : "none; its mae, rmse and r2 are measured in any case"));
    }

    private static void requireUnits(Experiment experiment, int classes, int units) {
        boolean oneForTwo = units == 1 && !(experiment.loss() instanceof SoftmaxCrossEntropy);
        int takes = oneForTwo ? 2 : units;
        Check.require(classes <= takes, "labels go to %d but the model's last layer has %d %s; give it %d"
                .formatted(classes - 1, units, units == 1 ? "unit" : "units", classes));
    }

    private static int outputUnits(Experiment experiment, Dataset data) {
        Graph graph = new Graph();
        return experiment.layers().build(Scope.inference(graph), graph.input(Network.EXAMPLES, data.example().batch(1))).shape().size();
    }

    private static void requireMonitor(EarlyStopping stopping, Parts parts) {
        Check.require(!stopping.monitor().ofValidation() || parts.validation() != null,
                "earlyStopping monitors %s but there is no validation part; give data a validation split, or monitor loss or accuracy"
                        .formatted(stopping.monitor()));
        Check.require(!stopping.monitor().isAccuracy() || !parts.train().classes().isEmpty(),
                "earlyStopping monitors %s but the data has no classes; monitor loss or val_loss".formatted(stopping.monitor()));
    }
}
