package nunchi.report;

import java.util.Comparator;
import java.util.List;
import nunchi.record.EvaluationRecord.AnswerRecord;
import nunchi.record.Scores;

/// A class with the probability that an answer gives to it.
///
/// @param category its number
record ClassProbability(int category, double probability) {

    /// Of an answer in `evaluation.json`, the most likely first: of all classes, or of those that were kept, by their
    /// numbers.
    static List<ClassProbability> of(AnswerRecord answer) {
        Scores said = answer.probabilities();
        return said == null
                ? List.of()
                : said.byClass().entrySet().stream()
                        .map(entry -> new ClassProbability(entry.getKey(), entry.getValue()))
                        .sorted(Comparator.comparingDouble(each -> -each.probability))
                        .toList();
    }
}
