package nunchi.train;

import java.util.ArrayList;
import java.util.List;
import nunchi.backend.Backend;
import nunchi.backend.Weights;
import nunchi.check.Check;
import nunchi.data.Dataset;
import nunchi.experiment.Experiment;
import nunchi.metric.Confusion;
import nunchi.metric.Predictions;
import nunchi.network.Network;
import nunchi.train.Evaluation.Answer;
import nunchi.train.Evaluation.ClassFigures;

/// Measures a trained model on a data set.
public final class Evaluator {
    private Evaluator() {}

    /// @param model the weights that the training ended with
    /// @throws nunchi.check.InvalidRequestException when model and data do not fit
    public static Evaluation evaluate(Experiment experiment, Snapshot model, Dataset data, Backend backend) {
        Network network = experiment.network(data);
        Weights weights = backend.initialize(network.inference(1), experiment.seed());
        for (String name : weights.names()) {
            Check.require(model.tensors().containsKey(name), "the stored weights lack %s of the experiment's model".formatted(name));
            weights.set(name, model.tensors().get(name));
        }
        Inference inference = new Inference(network, backend, weights, experiment.seed());
        return inDetail(inference.evaluate(data, experiment.train().metrics(), (_, _) -> {}));
    }

    static Evaluation inDetail(Measured measured) {
        Predictions predictions = measured.predictions();
        if (!predictions.ofClasses()) {
            return new Evaluation(predictions.size(), measured.figures(), List.of(), List.of(), List.of());
        }
        Confusion confusion = Confusion.of(predictions);
        return new Evaluation(predictions.size(), measured.figures(), confusion.counts(),
                perClass(confusion, predictions.data().classes()), answers(predictions));
    }

    private static List<Answer> answers(Predictions predictions) {
        List<Answer> answers = new ArrayList<>(predictions.size());
        for (int row = 0; row < predictions.size(); row++) {
            answers.add(new Answer(row, predictions.data().label(row), predictions.answer(row), predictions.probabilities(row)));
        }
        return List.copyOf(answers);
    }

    private static List<ClassFigures> perClass(Confusion confusion, List<String> names) {
        List<ClassFigures> figures = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            figures.add(new ClassFigures(names.get(i), confusion.precision(i), confusion.recall(i), confusion.f1(i), confusion.support(i)));
        }
        return List.copyOf(figures);
    }
}
