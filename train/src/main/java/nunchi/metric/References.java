package nunchi.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nunchi.data.Dataset;

/// The different texts of a data set, each once, with what is predicted and all its target texts.
///
/// @param predicted  of each text
/// @param references of each text
record References(List<String> predicted, List<List<String>> references) {
    static References of(Predictions predictions) {
        Dataset data = predictions.data();
        Map<String, Integer> places = new LinkedHashMap<>();
        List<String> predicted = new ArrayList<>();
        List<List<String>> references = new ArrayList<>();
        for (int row = 0; row < predictions.size(); row++) {
            String text = data.text(row).orElse("");
            Integer known = places.putIfAbsent(text, predicted.size());
            if (known == null) {
                predicted.add(predictions.text(row));
                references.add(new ArrayList<>());
            }
            references.get(known == null ? predicted.size() - 1 : known).add(normalized(predictions, row));
        }
        return new References(predicted, references);
    }

    /// In the same form of Unicode and the same case as predictions, and cut into the same words.
    private static String normalized(Predictions predictions, int row) {
        return Objects.requireNonNull(predictions.data().card().target())
                .text()
                .asPredicted(predictions.data().targetText(row).orElse(""));
    }
}
