package nunchi.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.backend.Numerics;
import nunchi.data.Dataset;
import nunchi.data.Split;
import nunchi.data.Splits;
import nunchi.loss.OutputKind;
import nunchi.metric.Confusion;
import nunchi.metric.TargetType;
import nunchi.run.NearestExamples.Neighbour;
import nunchi.train.Calibration;
import nunchi.train.Evaluation;
import nunchi.train.Evaluation.Answer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A run's `evaluation.json`: its final model on one part of the data.
final class EvaluationFile {
    private static final int SAMPLES = 36;
    /// Mistakes kept, the most confident ones: a model that has learnt nothing errs so often that the file would be as large as the data.
    private static final int MISTAKES = 1000;
    /// Right answers kept in all, of each class the least confident ones.
    private static final int RIGHT = 200;
    private static final int RIGHT_OF_A_CLASS = 20;
    /// Values of all pictures of one list: large pictures are fewer.
    private static final int VALUES = 3_500_000;
    /// Probabilities of all answers of one list: of many classes, fewer answers are kept.
    private static final int PROBABILITIES = 300_000;
    private static final int LEAST = 10;
    /// Of more classes than a whole matrix is counted of: the classes with the highest and the lowest F1, and the most frequent confusions.
    private static final int EXTREMES = 100;
    private static final int CONFUSED = 1000;
    /// Of so many classes an answer keeps its likeliest alone.
    private static final int LIKELIEST = 10;
    private static final int WITH_NEIGHBOURS = 25;
    private static final int NEIGHBOURS = 3;

    private EvaluationFile() {}

    /// Of the part that a run is judged by.
    static ObjectNode tree(Splits parts, Evaluation evaluation, long seed, Numerics numerics) {
        Dataset data = parts.of(parts.shown());
        ObjectNode tree = figures(parts.shown(), evaluation, data);
        if (evaluation.answers().isEmpty()) {
            return tree;
        }
        Drawing.addShape(tree, data);
        tree.put("mistakeCount", evaluation.mistakes().size());
        List<Answer> mistakes = evaluation.mistakesByConfidence().stream().limit(limit(MISTAKES, VALUES, data)).toList();
        add(tree, "mistakes", mistakes, data, evaluation.kind());
        if (data != parts.train() && data.image().isPresent()) {
            addNeighbours(tree, mistakes.stream().limit(limit(WITH_NEIGHBOURS, VALUES / 2, data)).toList(), data, parts.train(), numerics);
        }
        add(tree, "right", leastSure(evaluation, data), data, evaluation.kind());
        add(tree, "samples", IntStream.of(Drawing.sample(data.size(), SAMPLES, seed)).mapToObj(evaluation.answers()::get).toList(), data, evaluation.kind());
        return tree;
    }

    private static void add(ObjectNode tree, String name, List<Answer> answers, Dataset data, OutputKind kind) {
        ArrayNode array = tree.putArray(name);
        answers.forEach(answer -> array.add(answer(answer, data, kind)));
    }

    private static int limit(int most, int values, Dataset data) {
        int told = Math.clamp(PROBABILITIES / Math.max(1, data.classes().size()), LEAST, most);
        return data.image().isEmpty() ? told : Math.clamp(values / data.example().size(), LEAST, told);
    }

    /// So that every cell of the confusion matrix has something to show: right answers by class, the least confident first.
    private static List<Answer> leastSure(Evaluation evaluation, Dataset data) {
        int classes = data.classes().size();
        int each = Math.min(RIGHT_OF_A_CLASS, limit(RIGHT, VALUES / 5, data) / classes);
        List<List<Answer>> byClass = new ArrayList<>();
        IntStream.range(0, classes).forEach(_ -> byClass.add(new ArrayList<>()));
        evaluation.answers().stream().filter(Answer::right).forEach(answer -> byClass.get(answer.truth()).add(answer));
        return byClass.stream().flatMap(right -> right.stream().sorted(Comparator.comparingDouble(Answer::confidence)).limit(each)).toList();
    }

    /// To each mistake the training examples that look most like it.
    private static void addNeighbours(ObjectNode tree, List<Answer> mistakes, Dataset data, Dataset train, Numerics numerics) {
        NearestExamples nearest = NearestExamples.of(data, mistakes.stream().mapToInt(Answer::row).toArray(), train, NEIGHBOURS, numerics);
        tree.putObject("nearest").put("distance", "euclidean").put("searched", nearest.searched()).put("of", train.size());
        for (int i = 0; i < mistakes.size(); i++) {
            ArrayNode array = ((ObjectNode) tree.path("mistakes").path(i)).putArray("nearest");
            for (Neighbour neighbour : nearest.found().get(i)) {
                ObjectNode drawn = Json.object().put("row", neighbour.row()).put("label", train.label(neighbour.row())).put("distance", neighbour.distance());
                array.add(Drawing.add(drawn, train, neighbour.row()));
            }
        }
    }

    /// Without examples.
    /// @param part null for all of other data
    static ObjectNode figures(Split part, Evaluation evaluation, Dataset data) {
        ObjectNode tree = Json.object().put("part", part == null ? "all" : part.toString()).put("rows", evaluation.rows());
        tree.put("targets", evaluation.type().name().toLowerCase(Locale.ROOT));
        tree.set("loss", Json.number(evaluation.figures().loss()));
        if (evaluation.figures().hasAccuracy()) {
            tree.put("accuracy", evaluation.figures().accuracy());
        }
        ObjectNode metrics = tree.putObject("metrics");
        evaluation.figures().metrics().forEach((name, value) -> metrics.set(name, Json.number(value)));
        if (!data.classes().isEmpty()) {
            tree.set("classes", Json.texts(data.classes()));
            if (!evaluation.confusion().isEmpty()) {
                ArrayNode confusion = tree.putArray("confusion");
                evaluation.confusion().forEach(row -> row.forEach(confusion.addArray()::add));
            }
            if (data.classes().size() > Confusion.MOST) {
                tree.put("perClassOf", data.classes().size());
                if (!evaluation.answers().isEmpty()) {
                    confused(tree.putArray("confused"), evaluation);
                }
            }
            perClass(tree.putArray("perClass"), evaluation, data.classes().size() > Confusion.MOST ? EXTREMES : Confusion.MOST);
        }
        if (evaluation.hasCalibration()) {
            calibration(tree.putObject("calibration"), evaluation.calibration());
        }
        return tree;
    }

    private static void confused(ArrayNode array, Evaluation evaluation) {
        evaluation.confused().stream().limit(CONFUSED)
                .forEach(each -> array.addObject().put("truth", each.truth()).put("prediction", each.prediction()).put("rows", each.rows()));
    }

    private static void perClass(ArrayNode array, Evaluation evaluation, int most) {
        evaluation.extremes(most).forEach(figures -> {
            ObjectNode row = array.addObject().put("class", figures.name());
            row.set("precision", Json.number(figures.precision()));
            row.set("recall", Json.number(figures.recall()));
            row.set("f1", Json.number(figures.f1()));
            row.put("support", figures.support());
            if (evaluation.type() == TargetType.LABELS) {
                row.put("truePositives", figures.right()).put("falsePositives", figures.falsePositives()).put("falseNegatives", figures.falseNegatives());
            }
        });
    }

    private static void calibration(ObjectNode tree, Calibration calibration) {
        tree.set("ece", Json.number(calibration.ece()));
        tree.set("brier", Json.number(calibration.brier()));
        tree.set("confidence", Json.number(calibration.confidence()));
        ArrayNode bins = tree.putArray("bins");
        calibration.bins().forEach(bin -> {
            ObjectNode row = bins.addObject().put("from", bin.from()).put("to", bin.to()).put("rows", bin.rows());
            row.set("confidence", Json.number(bin.confidence()));
            row.set("accuracy", Json.number(bin.accuracy()));
        });
    }

    /// What a model gives that is no probability is a score.
    private static ObjectNode answer(Answer answer, Dataset data, OutputKind kind) {
        ObjectNode tree = Json.object().put("row", answer.row()).put("truth", answer.truth()).put("prediction", answer.prediction());
        String said = kind.isProbability() ? "probabilities" : "scores";
        if (answer.probabilities().size() > Confusion.MOST) {
            ObjectNode likeliest = tree.putObject(said);
            likeliest(answer).forEach(category -> likeliest.put(Integer.toString(category), answer.probabilities().get(category)));
        } else {
            answer.probabilities().forEach(tree.putArray(said)::add);
        }
        return Drawing.add(tree, data, answer.row());
    }

    /// The classes with the largest probabilities, among them the predicted one, and the true one.
    private static List<Integer> likeliest(Answer answer) {
        List<Float> probabilities = answer.probabilities();
        Stream<Integer> sorted = IntStream.range(0, probabilities.size()).boxed().sorted(Comparator.comparingDouble(i -> -probabilities.get(i))).limit(LIKELIEST);
        return Stream.concat(Stream.of(answer.prediction(), answer.truth()), sorted).distinct().filter(category -> category < probabilities.size()).toList();
    }
}
