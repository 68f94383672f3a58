package nunchi.run;

import java.util.List;
import nunchi.data.Dataset;
import nunchi.train.Evaluation;
import nunchi.train.Evaluation.Answer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A run's `evaluation.json`: its final model on one part of the data.
final class EvaluationFile {
    private static final int SAMPLES = 36;

    /// A model that has learnt nothing errs so often that the file would be as large as the data.
    private static final int MISTAKES = 1000;

    private EvaluationFile() {}

    static ObjectNode tree(String part, Evaluation evaluation, Dataset data, long seed) {
        ObjectNode tree = figures(part, evaluation, data);
        if (data.classes().isEmpty()) {
            return tree;
        }
        Drawing.addShape(tree, data);
        List<Answer> mistakes = evaluation.mistakes();
        tree.put("mistakeCount", mistakes.size());
        ArrayNode drawn = tree.putArray("mistakes");
        mistakes.stream().limit(MISTAKES).forEach(mistake -> drawn.add(answer(mistake, data)));
        ArrayNode samples = tree.putArray("samples");
        for (int row : Drawing.sample(data.size(), SAMPLES, seed)) {
            samples.add(answer(evaluation.answers().get(row), data));
        }
        return tree;
    }

    /// Without examples.
    static ObjectNode figures(String part, Evaluation evaluation, Dataset data) {
        ObjectNode tree = Json.object().put("part", part).put("rows", evaluation.rows());
        tree.set("loss", Json.number(evaluation.figures().loss()));
        if (evaluation.figures().hasAccuracy()) {
            tree.put("accuracy", evaluation.figures().accuracy());
        }
        ObjectNode metrics = tree.putObject("metrics");
        evaluation.figures().metrics().forEach((name, value) -> metrics.set(name, Json.number(value)));
        if (!data.classes().isEmpty()) {
            tree.set("classes", Json.texts(data.classes()));
            ArrayNode confusion = tree.putArray("confusion");
            evaluation.confusion().forEach(row -> row.forEach(confusion.addArray()::add));
            perClass(tree.putArray("perClass"), evaluation);
        }
        return tree;
    }

    private static void perClass(ArrayNode array, Evaluation evaluation) {
        evaluation.perClass().forEach(figures -> {
            ObjectNode row = array.addObject().put("class", figures.name());
            row.set("precision", Json.number(figures.precision()));
            row.set("recall", Json.number(figures.recall()));
            row.set("f1", Json.number(figures.f1()));
            row.put("support", figures.support());
        });
    }

    private static ObjectNode answer(Answer answer, Dataset data) {
        ObjectNode tree = Json.object().put("row", answer.row()).put("truth", answer.truth()).put("prediction", answer.prediction());
        answer.probabilities().forEach(tree.putArray("probabilities")::add);
        return Drawing.add(tree, data, answer.row());
    }
}
