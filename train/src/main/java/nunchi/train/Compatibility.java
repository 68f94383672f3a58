package nunchi.train;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.data.Dataset;
import nunchi.data.Splits;
import nunchi.experiment.ClassWeights;
import nunchi.experiment.Experiment;
import nunchi.experiment.Objective;
import nunchi.experiment.TrainSettings;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.graph.op.Unary.Relu;
import nunchi.graph.op.Unary.Sigmoid;
import nunchi.graph.op.Unary.Tanh;
import nunchi.layer.Scope;
import nunchi.loss.Loss;
import nunchi.metric.Metric;
import nunchi.metric.Metrics;
import nunchi.metric.TargetType;
import nunchi.metric.TopK;
import nunchi.network.Network;
import nunchi.network.Preprocessed;
import nunchi.token.TargetEncoding;

/// Whether an experiment fits its data, asked before anything is trained.
final class Compatibility {
    private static final int NAMED = 10;

    private final Experiment experiment;
    private final Splits parts;
    private final Dataset data;
    private final Loss loss;
    private final TargetType type;
    private final Graph graph = new Graph();
    private final Node output;
    private final int units;

    private Compatibility(Experiment experiment, Splits parts) {
        this.experiment = experiment.forData(parts.train().schema());
        parts.train().schema().requireVocabulary(this.experiment.layers());
        this.parts = parts;
        this.data = parts.train();
        this.loss = experiment.learner().loss();
        this.type = TargetType.of(loss.output(), data);
        this.output = output(this.experiment.layers(), graph);
        this.units = output.shape().size();
    }

    private Node output(Preprocessed layers, Graph graph) {
        return layers.build(
                Scope.inference(graph),
                graph.input(Network.EXAMPLES, data.example().batch(1)));
    }

    /// @throws nunchi.check.InvalidRequestException when it does not, with the numbers that clash
    static void require(Experiment experiment, Splits parts) {
        Compatibility asked = new Compatibility(experiment, parts);
        asked.requireTargets();
        asked.requireSettings(experiment.train());
        PaddingEffect.refuse(asked.experiment, parts.train());
        IdleSettings.refuse(experiment, parts, asked.graph);
    }

    /// What trains, but is hardly meant.
    static List<String> notes(Experiment experiment, Splits parts) {
        Compatibility asked = new Compatibility(experiment, parts);
        return Stream.concat(asked.spareUnits().stream(), asked.boundLogits().stream())
                .toList();
    }

    private Optional<String> spareUnits() {
        int classes = data.classes().size();
        boolean ofClasses = type == TargetType.CLASS
                && data.target().size() == 1
                && loss.output().ofClasses();
        return !ofClasses || units <= classes
                ? Optional.empty()
                : Optional.of(
                        "the last layer has %d units, but the data has %d classes; a unit without a class is never right, so give it %2$d"
                                .formatted(units, classes));
    }

    /// A cross-entropy applies the softmax or sigmoid itself, to numbers of any size and sign.
    private Optional<String> boundLogits() {
        Op last = output(experiment.layers().withoutViews(), new Graph()).op();
        boolean bound = last instanceof Relu || last instanceof Tanh || last instanceof Sigmoid;
        return !loss.output().isLogits() || !bound
                ? Optional.empty()
                : Optional.of(
                        "the model ends in %s, but %s takes logits of any size and sign, and applies its own activation; take that of the last layer away"
                                .formatted(last.getClass().getSimpleName().toLowerCase(Locale.ROOT), loss.name()));
    }

    /// Whether a model can be measured on a data set.
    static void requireMeasurable(Experiment experiment, Dataset data) {
        Compatibility asked = new Compatibility(experiment, new Splits(data));
        asked.requireTexts();
        if (asked.type == TargetType.CLASS && data.target().size() == 1) {
            asked.requireUnits(data.classes().size());
        }
        requireTargets(experiment.learner().loss(), data, "evaluated");
    }

    /// Whether a loss can take the targets of a data set.
    ///
    /// @param part of the data, for a person: `training`
    static void requireTargets(Loss loss, Dataset data, String part) {
        Check.require(
                !loss.output().ofClasses()
                        || !data.classes().isEmpty()
                        || data.card().target() != null,
                "%s tells classes apart, but %s has none, only numbers; name its classes (of a CSV file by label and not by target), or take meanSquaredError"
                        .formatted(loss.name(), data.name()));
        TargetValues.require(loss, data, part);
    }

    private void requireTexts() {
        TargetEncoding target = data.card().target();
        if (target != null) {
            TextOutputs.require(loss, data.name(), target, output);
        }
    }

    private void requireTargets() {
        requireTexts();
        if (type == TargetType.NEXT_TOKENS) {
            LookAhead.refuse(experiment, data.example());
        }
        if (type == TargetType.CLASS && data.target().size() == 1) {
            requireUnits(data.classes().size());
        }
        requireTargets(loss, data, "training");
        if (parts.validation() != null) {
            requireTargets(loss, parts.validation(), "validation");
        }
        if (parts.test() != null) {
            requireTargets(loss, parts.test(), "test");
        }
        if (type == TargetType.CLASS) {
            requireSeveralClasses();
        }
        if (type == TargetType.LABELS || type == TargetType.CLASS && units == 1) {
            LossMeaning.require(loss, units);
        }
    }

    private void requireUnits(int classes) {
        String given = "%d %s".formatted(units, units == 1 ? "unit" : "units");
        if (loss.output().ofClasses()) {
            Check.require(
                    classes <= units,
                    "labels go to %d but the model's last layer has %s; give it %d%s"
                            .formatted(classes - 1, given, classes, named()));
            return;
        }
        Check.require(
                classes <= 2,
                "labels go to %d, but %s takes class numbers of two classes alone; take softmaxCrossEntropy with %d units in the last layer"
                        .formatted(classes - 1, loss.name(), classes));
        Check.require(
                units == 1,
                "%s tells two classes apart by 1 unit, but the model's last layer has %s; give it 1, or take softmaxCrossEntropy"
                        .formatted(loss.name(), given));
    }

    /// A name that is misspelt is a class too, and seen here; numbers say nothing.
    private String named() {
        List<String> names = data.classes();
        if (IntStream.range(0, names.size()).allMatch(label -> names.get(label).equals(Integer.toString(label)))) {
            return "";
        }
        String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return ", or mend the labels: %s%s".formatted(first, names.size() > NAMED ? ", …" : "");
    }

    private void requireSeveralClasses() {
        int first = data.label(0);
        for (int row = 1; row < data.size(); row++) {
            if (data.label(row) != first) {
                return;
            }
        }
        Check.require(
                false,
                "every row of the training set of %s is of the class %s, so that there is nothing to tell apart; give it rows of another class too"
                        .formatted(data.name(), data.classes().get(first)));
    }

    private void requireSettings(TrainSettings train) {
        if (train.classWeights() != null) {
            requireClassWeights(train.classWeights());
        }
        Metrics.requireNames(train.metrics());
        train.metrics().forEach(this::requireMeasurable);
        List<Objective> figures = Objective.all(experiment, parts);
        if (train.earlyStopping() != null) {
            Objective.find("earlyStopping.monitor", train.earlyStopping().monitor(), figures);
        }
        if (train.reduceOnPlateau() != null) {
            Objective.find("reduceOnPlateau.monitor", train.reduceOnPlateau().monitor(), figures);
        }
    }

    private void requireClassWeights(ClassWeights weights) {
        Check.require(
                type != TargetType.VALUES,
                "classWeights are given but %s has no classes; leave them out".formatted(data.name()));
        Check.require(
                type == TargetType.CLASS,
                "classWeights are given, but an example of %s may have several classes under %s; leave them out"
                        .formatted(data.name(), loss.name()));
        weights.of(data);
    }

    private void requireMeasurable(Metric metric) {
        if (Metrics.fits(metric, type, loss.output())) {
            Check.require(
                    !(metric instanceof TopK top) || top.k() < Math.max(2, units),
                    "metrics has %s, which is always 1 with %d classes; take a smaller k or leave it out"
                            .formatted(metric.name(), Math.max(2, units)));
            return;
        }
        String reason = switch (type) {
            case VALUES ->
                "is of classes, but %s has none; its mae, rmse and r2 are measured in any case".formatted(data.name());
            case SEQUENCE ->
                "is not of texts that are predicted token by token, as those of %s; leave it out"
                        .formatted(data.name());
            case NEXT_TOKENS ->
                "is not of the next tokens of a text, as those of %s; take perplexity or bitsPerCharacter, or leave it out"
                        .formatted(data.name());
            case TAGS ->
                "is not of the tags of tokens, as those of %s; take f1, precision, recall, matthewsCorrelation or exactMatch, or leave it out"
                        .formatted(data.name());
            case LABELS ->
                "is not of examples that may have several classes, as those of %s under %s; leave it out"
                        .formatted(data.name(), loss.name());
            case CLASS ->
                metric.ofClasses()
                        ? "needs probabilities, but the outputs of a model under %s are none; leave it out"
                                .formatted(loss.name())
                        : "is of predicted numbers, but %s has classes".formatted(data.name());
        };
        Check.require(false, "metrics has %s, which %s".formatted(metric.name(), reason));
    }
}
