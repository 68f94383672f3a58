package nunchi.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.Weights;
import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.metric.ClassCounts;
import nunchi.metric.Confusion;
import nunchi.metric.LengthBin;
import nunchi.metric.Predictions;
import nunchi.metric.TargetType;
import nunchi.model.DataSchema;
import nunchi.model.Model;
import nunchi.network.Network;
import nunchi.tensor.Tensor;
import nunchi.token.TargetEncoding;
import nunchi.train.Evaluation.Answer;
import nunchi.train.Evaluation.ClassMetrics;
import nunchi.train.Evaluation.PredictedText;
import nunchi.weights.Snapshot;

/// Measures a trained model on a data set.
public final class Evaluator {
    private Evaluator() {}

    /// @param model  the weights that the training ended with
    /// @param learnt what the model learnt from, with whose classes those of the data are matched by their names:
    ///               `parts.train().schema()`, or `RunFolder.schema()` of a stored run
    /// @throws nunchi.check.InvalidRequestException when model and data do not fit, or the data has a class that the
    ///                                              model did not learn
    public static Evaluation evaluate(
            Experiment experiment, Snapshot model, DataSchema learnt, Dataset data, Backend backend) {
        return evaluate(experiment, model, data.matching(learnt), backend);
    }

    /// Loss, accuracy and every metric that there is, on every core.
    ///
    /// @param data whose classes are matched with those that the model learnt by their names
    /// @throws nunchi.check.InvalidRequestException when model and data do not fit, or the data has a class that the
    ///                                              model did not learn
    public static Evaluation evaluate(Model model, Dataset data) {
        return evaluate(model, data, new ExperimentFile());
    }

    /// The same of a model with records of one's own that was loaded.
    ///
    /// @param files with a catalogue that has them
    public static Evaluation evaluate(Model model, Dataset data, ExperimentFile files) {
        try (Backend backend = Backends.fastest(Runtime.getRuntime().availableProcessors())) {
            return evaluate(files.experiment(model), model.weights(), model.learnt(), data, backend);
        }
    }

    private static Evaluation evaluate(Experiment experiment, Snapshot model, Dataset data, Backend backend) {
        Compatibility.requireMeasurable(experiment, data);
        Network network = experiment.network(data);
        Weights weights = backend.initialize(network.inference(1), experiment.seed());
        for (String name : weights.names()) {
            Tensor tensor = model.tensors().get(name);
            if (tensor == null) {
                throw new InvalidRequestException(
                        "the stored weights lack %s of the experiment's model".formatted(name));
            }
            weights.set(name, tensor);
        }
        Inference inference = new Inference(experiment, data, backend, weights);
        return inDetail(inference.evaluate(data, experiment.train().metrics(), (_, _) -> {}));
    }

    static Evaluation inDetail(Measured measured) {
        Predictions predictions = measured.predictions();
        boolean oneClass = predictions.type() == TargetType.CLASS;
        boolean tags = predictions.type() == TargetType.TAGS;
        List<List<Integer>> confusion =
                oneClass || tags ? Confusion.of(predictions).counts() : List.of();
        boolean sequences = predictions.type() == TargetType.SEQUENCE;
        List<String> names = names(predictions);
        List<ClassMetrics> perClass = names.isEmpty() ? List.of() : perClass(ClassCounts.of(predictions), names);
        return new Evaluation(
                predictions.size(),
                predictions.type(),
                measured.figures(),
                predictions.kind(),
                confusion,
                perClass,
                oneClass ? answers(predictions) : List.of(),
                sequences || tags
                        ? new Evaluation.Texts(texts(predictions), sequences ? LengthBin.of(predictions) : List.of())
                        : Evaluation.Texts.NONE);
    }

    /// Of the classes, labels or tags.
    private static List<String> names(Predictions predictions) {
        return switch (predictions.type()) {
            case CLASS, LABELS -> predictions.data().classes();
            case TAGS ->
                Objects.requireNonNull(predictions.data().card().target()).names();
            case SEQUENCE, NEXT_TOKENS, VALUES -> List.of();
        };
    }

    /// Targets as the vocabulary can write them: what a prediction can be at best.
    private static List<PredictedText> texts(Predictions predictions) {
        Dataset data = predictions.data();
        TargetEncoding encoding = Objects.requireNonNull(data.card().target());
        List<PredictedText> texts = new ArrayList<>(predictions.size());
        for (int row = 0; row < predictions.size(); row++) {
            String target = data.targetText(row).orElseThrow();
            texts.add(new PredictedText(
                    row, data.text(row).orElse(""), encoding.text(encoding.target(target)), predictions.text(row)));
        }
        return List.copyOf(texts);
    }

    private static List<Answer> answers(Predictions predictions) {
        List<Answer> answers = new ArrayList<>(predictions.size());
        for (int row = 0; row < predictions.size(); row++) {
            answers.add(new Answer(
                    row, predictions.data().label(row), predictions.answer(row), predictions.probabilities(row)));
        }
        return List.copyOf(answers);
    }

    private static List<ClassMetrics> perClass(ClassCounts counts, List<String> names) {
        List<ClassMetrics> figures = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            ClassCounts.Count count = counts.classes().get(i);
            figures.add(new ClassMetrics(
                    names.get(i),
                    counts.precision(i),
                    counts.recall(i),
                    counts.f1(i),
                    count.support(),
                    count.predicted(),
                    count.right()));
        }
        return List.copyOf(figures);
    }
}
