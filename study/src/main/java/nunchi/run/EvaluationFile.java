package nunchi.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.backend.Numerics;
import nunchi.data.Dataset;
import nunchi.data.Splits;
import nunchi.loss.OutputKind;
import nunchi.metric.Confusion;
import nunchi.record.Decimal;
import nunchi.record.EvaluationFigures;
import nunchi.record.EvaluationRecord;
import nunchi.record.EvaluationRecord.AnswerRecord;
import nunchi.record.EvaluationRecord.ExamplesRecord;
import nunchi.record.EvaluationRecord.NeighbourRecord;
import nunchi.record.EvaluationRecord.SoughtRecord;
import nunchi.record.Scores;
import nunchi.run.NearestExamples.Neighbour;
import nunchi.token.TextEncoding;
import nunchi.token.TextEncoding.Token;
import nunchi.train.Evaluation;
import nunchi.train.Evaluation.Answer;
import org.jspecify.annotations.Nullable;

/// A run's `evaluation.json`: its final model on one part of the data.
final class EvaluationFile {
    private static final int SAMPLES = 36;
    /// Mistakes kept, the most confident ones: a model that has learnt nothing errs so often that the file would be as
    /// large as the data.
    private static final int MISTAKES = 1000;
    /// Right answers kept in all, of each class the least confident ones.
    private static final int RIGHT = 200;
    private static final int RIGHT_OF_A_CLASS = 20;
    /// Values of all images of one list: large images are fewer.
    private static final int VALUES = 3_500_000;
    /// Probabilities of all answers of one list: of many classes, fewer answers are kept.
    private static final int PROBABILITIES = 300_000;
    private static final int LEAST = 10;
    /// Of so many classes an answer keeps its most likely alone.
    private static final int LIKELIEST = 10;
    private static final int WITH_NEIGHBOURS = 25;
    private static final int NEIGHBOURS = 3;
    /// Unknown tokens kept of a text.
    private static final int UNKNOWN = 10;

    private EvaluationFile() {}

    /// Of the part that a run is judged by.
    static EvaluationRecord of(Splits parts, Evaluation evaluation, long seed, Numerics numerics) {
        Dataset data = parts.shownSet();
        EvaluationRecord figures = EvaluationFigures.of(parts.shown(), evaluation, data.classes());
        return evaluation.answers().isEmpty() ? figures : figures.with(examples(parts, evaluation, seed, numerics));
    }

    private static ExamplesRecord examples(Splits parts, Evaluation evaluation, long seed, Numerics numerics) {
        Dataset data = parts.shownSet();
        OutputKind kind = evaluation.kind();
        List<Answer> mistakes = evaluation.mistakesByConfidence().stream()
                .limit(limit(MISTAKES, VALUES, data))
                .toList();
        NearestExamples nearest = nearest(parts, mistakes, numerics);
        List<List<Neighbour>> found = nearest == null ? List.of() : nearest.found();
        List<AnswerRecord> wrong = new ArrayList<>();
        for (Answer mistake : mistakes) {
            boolean near = wrong.size() < found.size();
            wrong.add(answer(mistake, data, kind, near ? neighbours(found.get(wrong.size()), parts.train()) : null));
        }
        SoughtRecord sought = nearest == null
                ? null
                : new SoughtRecord(
                        "euclidean", nearest.searched(), parts.train().size());
        List<Answer> samples = IntStream.of(Drawing.sample(data.size(), SAMPLES, seed))
                .mapToObj(evaluation.answers()::get)
                .toList();
        return new ExamplesRecord(
                Drawing.shape(data),
                evaluation.mistakes().size(),
                wrong,
                sought,
                answers(leastSure(evaluation, data), data, kind),
                answers(samples, data, kind));
    }

    /// Those of the most confident mistakes; null where data shows no images, or is the training set itself.
    private static @Nullable NearestExamples nearest(Splits parts, List<Answer> mistakes, Numerics numerics) {
        Dataset data = parts.shownSet();
        if (data == parts.train() || data.image().isEmpty()) {
            return null;
        }
        int[] rows = mistakes.stream()
                .limit(limit(WITH_NEIGHBOURS, VALUES / 2, data))
                .mapToInt(Answer::row)
                .toArray();
        return NearestExamples.of(data, rows, parts.train(), NEIGHBOURS, numerics);
    }

    private static List<AnswerRecord> answers(List<Answer> answers, Dataset data, OutputKind kind) {
        return answers.stream().map(answer -> answer(answer, data, kind, null)).toList();
    }

    /// The training examples that look most like a mistake.
    private static List<NeighbourRecord> neighbours(List<Neighbour> found, Dataset train) {
        return found.stream()
                .map(each -> new NeighbourRecord(
                        each.row(), train.label(each.row()), each.distance(), Drawing.of(train, each.row())))
                .toList();
    }

    private static int limit(int most, int values, Dataset data) {
        int told = Math.clamp(PROBABILITIES / Math.max(1, data.classes().size()), LEAST, most);
        return data.image().isEmpty()
                ? told
                : Math.clamp(values / data.example().size(), LEAST, told);
    }

    /// So that every cell of the confusion matrix has something to show: right answers by class, the least confident
    /// first.
    private static List<Answer> leastSure(Evaluation evaluation, Dataset data) {
        int classes = data.classes().size();
        int each = Math.min(RIGHT_OF_A_CLASS, limit(RIGHT, VALUES / 5, data) / classes);
        List<List<Answer>> byClass = new ArrayList<>();
        IntStream.range(0, classes).forEach(_ -> byClass.add(new ArrayList<>()));
        evaluation.answers().stream()
                .filter(Answer::right)
                .forEach(answer -> byClass.get(answer.truth()).add(answer));
        return byClass.stream()
                .flatMap(right -> right.stream()
                        .sorted(Comparator.comparingDouble(Answer::confidence))
                        .limit(each))
                .toList();
    }

    /// What a model gives that is no probability is a score.
    private static AnswerRecord answer(
            Answer answer, Dataset data, OutputKind kind, @Nullable List<NeighbourRecord> nearest) {
        boolean all = answer.probabilities().size() <= Confusion.MOST;
        SequencedMap<Integer, Double> kept = new LinkedHashMap<>();
        Stream<Integer> categories =
                all ? IntStream.range(0, answer.probabilities().size()).boxed() : likeliest(answer).stream();
        categories.forEach(
                category -> kept.put(category, Decimal.of(answer.probabilities().get(category))));
        Scores scores = new Scores(kept, all);
        boolean probability = kind.isProbability();
        return new AnswerRecord(
                answer.row(),
                answer.truth(),
                answer.prediction(),
                probability ? scores : null,
                probability ? null : scores,
                Drawing.of(data, answer.row()),
                data.text(answer.row()).map(Excerpt::of).orElse(null),
                unknownTokens(data, answer.row()),
                nearest);
    }

    /// Null where the model knows all tokens that it reads of a text, and where examples are no texts.
    private static @Nullable List<String> unknownTokens(Dataset data, int row) {
        TextEncoding encoding = data.card().text();
        if (encoding == null) {
            return null;
        }
        List<String> unknown = data.text(row).map(encoding::tokens).stream()
                .flatMap(List::stream)
                .filter(token -> !token.known())
                .map(Token::text)
                .distinct()
                .limit(UNKNOWN)
                .map(Excerpt::of)
                .toList();
        return unknown.isEmpty() ? null : unknown;
    }

    /// The classes with the largest probabilities, among them the predicted one, and the true one.
    private static List<Integer> likeliest(Answer answer) {
        List<Float> probabilities = answer.probabilities();
        Stream<Integer> sorted = IntStream.range(0, probabilities.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -probabilities.get(i)))
                .limit(LIKELIEST);
        return Stream.concat(Stream.of(answer.prediction(), answer.truth()), sorted)
                .distinct()
                .filter(category -> category < probabilities.size())
                .toList();
    }
}
