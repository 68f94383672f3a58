package nunchi.metric;

import java.util.ArrayList;
import java.util.List;
import nunchi.data.Dataset;

/// What a model said of every row of a data set.
///
/// @param data   with the truth
/// @param units  values of a prediction; one unit tells two classes apart, by the probability of class 1
/// @param values `[size, units]`: probabilities of the classes, or the numbers predicted
public record Predictions(Dataset data, int units, float[] values) {

    /// The number of rows.
    public int size() {
        return data.size();
    }

    /// Those of the data or of the model, whichever are more; 0 where there are none.
    public int classes() {
        return data.classes().isEmpty() ? 0 : Math.max(data.classes().size(), Math.max(units, 2));
    }

    /// Whether classes were predicted, or numbers.
    public boolean ofClasses() {
        return !data.classes().isEmpty();
    }

    /// The probability of a class, 0 of one that the model does not know.
    public float probability(int row, int category) {
        if (units == 1) {
            return category == 0 ? 1 - values[row] : category == 1 ? values[row] : 0;
        }
        return category < units ? values[row * units + category] : 0;
    }

    /// The class that a row was taken for: the first of the most probable, of one unit class 1 above one half.
    public int answer(int row) {
        if (units == 1) {
            return values[row] > 0.5f ? 1 : 0;
        }
        int best = 0;
        for (int category = 1; category < units; category++) {
            best = values[row * units + category] > values[row * units + best] ? category : best;
        }
        return best;
    }

    /// The probabilities of a row, `[units]`; of one unit those of both classes, `[2]`.
    public List<Float> probabilities(int row) {
        List<Float> probabilities = new ArrayList<>(units);
        for (int category = 0; category < Math.max(units, 2); category++) {
            probabilities.add(probability(row, category));
        }
        return List.copyOf(probabilities);
    }
}
