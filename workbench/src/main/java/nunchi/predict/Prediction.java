package nunchi.predict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.loss.OutputKind;
import nunchi.metric.Decision;

/// What a model says of one example.
///
/// @param classes  the likeliest first by the model's outputs, of equal ones the lower number first; empty for a regression
/// @param values   `[units]`, as the model gave them: a probability in [0, 1] for each class, for a model with one unit that of class 1; the
///                 predicted values of a regression
/// @param kind     of the model's outputs: whether these are probabilities, and whether an example has one class or may have several
/// @param probable how many of the classes are more probable than not
public record Prediction(List<Likelihood> classes, List<Float> values, OutputKind kind, int probable) {

    /// A class with the probability in [0, 1] that the model gives to it; where its outputs are no probabilities, what it gives for it.
    public record Likelihood(int number, String name, float probability) {}

    /// @param predictions `[units]`
    /// @param outputs     `[units]` what they were made of, which decides, as in an evaluation
    /// @param names       of the classes by their numbers; empty for a regression
    static Prediction of(float[] predictions, float[] outputs, List<String> names, OutputKind kind) {
        List<Float> values = new ArrayList<>(predictions.length);
        for (float value : predictions) {
            values.add(value);
        }
        if (names.isEmpty()) {
            return new Prediction(List.of(), List.copyOf(values), kind, 0);
        }
        Decision decision = Decision.ofOutputs(kind, outputs.length);
        if (outputs.length == 1) {
            List<Likelihood> both = List.of(likelihood(names, 0, 1 - predictions[0]), likelihood(names, 1, predictions[0]));
            return new Prediction(decision.of(outputs, 0) == 0 ? both : both.reversed(), List.copyOf(values), kind, 1);
        }
        List<Likelihood> classes = IntStream.range(0, outputs.length).boxed().sorted(Comparator.comparingDouble(i -> -outputs[i]))
                .map(i -> likelihood(names, i, predictions[i])).toList();
        int probable = (int) IntStream.range(0, outputs.length).filter(label -> decision.label(outputs, 0, label)).count();
        return new Prediction(classes, List.copyOf(values), kind, probable);
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
        return top(ofLabels() ? probable : 1);
    }

    /// The likeliest classes, as many as asked for or as there are; none for a regression.
    public List<Likelihood> top(int count) {
        return classes.subList(0, Math.min(count, classes.size()));
    }
}
