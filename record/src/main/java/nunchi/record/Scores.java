package nunchi.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What a model gives to the classes for one example: probabilities, or outputs that are none.
///
/// @param byClass by the numbers of the classes
/// @param all     whether they are all classes, which are written as a list; else those that were kept, by their
///                numbers
public record Scores(SequencedMap<Integer, Double> byClass, boolean all) {
    public Scores {
        byClass = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byClass));
    }

    /// Of all classes.
    public static Scores of(List<Double> values) {
        SequencedMap<Integer, Double> byClass = new LinkedHashMap<>();
        values.forEach(value -> byClass.put(byClass.size(), value));
        return new Scores(byClass, true);
    }

    /// @return NaN where there is none for the class
    public double of(int category) {
        return byClass.getOrDefault(category, Double.NaN);
    }
}
