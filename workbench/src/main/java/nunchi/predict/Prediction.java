package nunchi.predict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nunchi.loss.OutputKind;

/// What a model says of one example.
///
/// @param classes the likeliest first, of equal ones the lower number first; empty for a regression
/// @param values  `[units]`, as the model gave them: a probability in [0, 1] for each class, for a model with one unit that of class 1; the
///                predicted values of a regression
/// @param kind    of the model's outputs: whether these are probabilities, and whether an example has one class or may have several
public record Prediction(List<Likelihood> classes, List<Float> values, OutputKind kind) {
    private static final float AFFIRMED = 0.5f;
    private static final Comparator<Likelihood> LIKELIEST_FIRST = Comparator.<Likelihood>comparingDouble(each -> -each.probability());

    /// A class with the probability in [0, 1] that the model gives to it; where its outputs are no probabilities, what it gives for it.
    public record Likelihood(int number, String name, float probability) {}

    /// @param names of the classes by their numbers; empty for a regression
    static Prediction of(float[] outputs, int offset, int units, List<String> names, OutputKind kind) {
        List<Float> values = new ArrayList<>(units);
        for (int i = 0; i < units; i++) {
            values.add(outputs[offset + i]);
        }
        if (names.isEmpty()) {
            return new Prediction(List.of(), List.copyOf(values), kind);
        }
        List<Likelihood> classes = new ArrayList<>(units + 1);
        if (units == 1) {
            classes.add(likelihood(names, 0, 1 - outputs[offset]));
            classes.add(likelihood(names, 1, outputs[offset]));
        } else {
            for (int i = 0; i < units; i++) {
                classes.add(likelihood(names, i, outputs[offset + i]));
            }
        }
        classes.sort(LIKELIEST_FIRST);
        return new Prediction(List.copyOf(classes), List.copyOf(values), kind);
    }

    private static Likelihood likelihood(List<String> names, int number, float probability) {
        return new Likelihood(number, number < names.size() ? names.get(number) : Integer.toString(number), probability);
    }

    /// The likeliest class.
    ///
    /// @throws java.util.NoSuchElementException for a regression
    public Likelihood best() {
        return classes.getFirst();
    }

    /// Whether each class is true or not by itself, so that none or several may be.
    public boolean ofLabels() {
        return kind.ofLabels() && !classes.isEmpty() && values.size() > 1;
    }

    /// The classes that are more probable than not, the likeliest first, where an example may have several; else the likeliest.
    public List<Likelihood> affirmed() {
        return ofLabels() ? classes.stream().filter(each -> each.probability() > AFFIRMED).toList() : top(1);
    }

    /// The likeliest classes, as many as asked for or as there are; none for a regression.
    public List<Likelihood> top(int count) {
        return classes.subList(0, Math.min(count, classes.size()));
    }
}
