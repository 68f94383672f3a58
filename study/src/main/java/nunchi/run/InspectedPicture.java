package nunchi.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.data.Dataset;
import nunchi.picture.Picture;
import nunchi.train.Evaluation;
import nunchi.train.Evaluation.Answer;
import org.jspecify.annotations.Nullable;

/// An image that is shown from within.
///
/// @param name     a file's; null for a row of the data
/// @param row      of the inspected part; -1 for a person's own
/// @param truth    its class; -1 where it is not known
/// @param values   of the example, in the range of the data set, last axis fastest
/// @param original the image itself, small; null for a row of the data
public record InspectedPicture(
        @Nullable String name,
        int row,
        int truth,
        float[] values,
        @Nullable Picture original) {

    /// A person's own.
    public InspectedPicture(String name, float[] values, @Nullable Picture original) {
        this(name, -1, -1, values, original);
    }

    private static InspectedPicture of(Dataset data, int row, int truth) {
        float[] values = new float[data.example().size()];
        data.example(row, values, 0);
        return new InspectedPicture(null, row, truth, values, null);
    }

    /// Half the most confident right answers, one of a class until all classes have theirs, half the most confident
    /// mistakes; more of the one where there are too few of the other. Where a row has not one class the first rows.
    static List<InspectedPicture> chosen(Dataset data, Evaluation evaluation, int count) {
        if (evaluation.answers().isEmpty()) {
            return IntStream.range(0, Math.min(count, data.size()))
                    .mapToObj(row -> of(data, row, -1))
                    .toList();
        }
        List<Answer> mistakes = evaluation.mistakesByConfidence();
        List<Answer> right = surest(evaluation);
        int wrong = Math.min(mistakes.size(), Math.max(count / 2, count - right.size()));
        List<Answer> chosen = new ArrayList<>(right.subList(0, Math.min(right.size(), count - wrong)));
        chosen.addAll(mistakes.subList(0, wrong));
        return chosen.stream()
                .map(answer -> of(data, answer.row(), answer.truth()))
                .toList();
    }

    /// All right answers: the most confident of each class, the most confident of these first, then the second of each
    /// class, and so on.
    private static List<Answer> surest(Evaluation evaluation) {
        List<Answer> sorted = evaluation.answers().stream()
                .filter(Answer::right)
                .sorted(Comparator.comparingDouble(answer -> -answer.confidence()))
                .toList();
        int[] met = new int[evaluation.perClass().size()];
        List<List<Answer>> rounds = new ArrayList<>();
        for (Answer answer : sorted) {
            int round = met[answer.truth()]++;
            if (round == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(answer);
        }
        return rounds.stream().flatMap(List::stream).toList();
    }
}
