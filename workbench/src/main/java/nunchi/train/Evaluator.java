package nunchi.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nunchi.backend.Backend;
import nunchi.backend.Weights;
import nunchi.check.Check;
import nunchi.data.Dataset;
import nunchi.experiment.Experiment;
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
        Figures figures = inference.measure(data);
        float[] predictions = inference.predictions(data);
        if (data.classes().isEmpty()) {
            return new Evaluation(data.size(), figures, List.of(), List.of(), List.of(), Deviations.of(predictions, data));
        }
        List<Answer> answers = answers(predictions, inference.units(), data);
        int[][] confusion = confusion(answers, Math.max(data.classes().size(), inference.units()));
        return new Evaluation(data.size(), figures, lists(confusion), perClass(confusion, data.classes()), answers, null);
    }

    private static List<Answer> answers(float[] predictions, int units, Dataset data) {
        Decision decision = Decision.ofPredictions(units);
        List<Answer> answers = new ArrayList<>(data.size());
        for (int row = 0; row < data.size(); row++) {
            answers.add(new Answer(row, data.label(row), decision.of(predictions, row), probabilities(predictions, row, units)));
        }
        return List.copyOf(answers);
    }

    private static List<Float> probabilities(float[] predictions, int row, int units) {
        if (units == 1) {
            return List.of(1 - predictions[row], predictions[row]);
        }
        List<Float> probabilities = new ArrayList<>(units);
        for (int i = 0; i < units; i++) {
            probabilities.add(predictions[row * units + i]);
        }
        return List.copyOf(probabilities);
    }

    private static int[][] confusion(List<Answer> answers, int classes) {
        int size = Math.max(classes, 2);
        int[][] counts = new int[size][size];
        for (Answer answer : answers) {
            counts[answer.truth()][answer.prediction()]++;
        }
        return counts;
    }

    private static List<List<Integer>> lists(int[][] counts) {
        return Arrays.stream(counts).map(row -> Arrays.stream(row).boxed().toList()).toList();
    }

    private static List<ClassFigures> perClass(int[][] counts, List<String> names) {
        List<ClassFigures> figures = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int support = Arrays.stream(counts[i]).sum();
            int predicted = 0;
            for (int[] row : counts) {
                predicted += row[i];
            }
            double right = counts[i][i];
            figures.add(new ClassFigures(names.get(i), right / predicted, right / support, 2 * right / (predicted + support), support));
        }
        return List.copyOf(figures);
    }
}
