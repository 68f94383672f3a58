package nunchi.prediction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.loss.OutputKind;
import org.jspecify.annotations.Nullable;

/// What a model says of one example.
///
/// @param classes  the most likely first by the model's outputs, of equal ones the lower number first; empty for a
///                 regression
/// @param values   `[units]`, as the model gave them: a probability in [0, 1] for each class, for a model with one unit
///                 that of class 1; scores, or the predicted values of a regression
/// @param kind     of the model's outputs: whether these are probabilities, and whether an example has one class or may
///                 have several
/// @param text     that a model of target texts predicts, whose values are then the probabilities of its tokens, that
///                 of the end included, or the tags of its tokens, parted by spaces; else null
/// @param tags     of the tokens of a sentence, in their order, from a model that tags them; else empty
/// @param warnings why the prediction of an image may not be trusted, each in one sentence; none of a row of numbers
public record Prediction(
        List<Likelihood> classes,
        List<Float> values,
        OutputKind kind,
        @Nullable String text,
        List<Tag> tags,
        List<String> warnings) {
    private static final int SHOWN = 3;

    /// What a model says of one token.
    ///
    /// @param name        of the tag
    /// @param probability in [0, 1]; its score where the model's outputs are no probabilities
    public record Tag(String name, float probability) {}

    /// What a model says of one class.
    ///
    /// @param value its probability in [0, 1]; where the model's outputs are no probabilities, the score that it gives
    ///              for it
    /// @param kind  of the model's outputs
    /// @param yes   whether the model decides for it: for one class of all, or for each label whose probability is
    ///              above 0.5 or whose score is above 0
    public record Likelihood(int number, String name, float value, OutputKind kind, boolean yes) {

        /// In [0, 1].
        ///
        /// @throws nunchi.check.InvalidRequestException where the model gives scores
        public float probability() {
            Check.require(
                    kind.isProbability(),
                    "the outputs of this model (%s) are scores and no probabilities; read value()".formatted(kind));
            return value;
        }

        /// What the value is called: `probability` or `score`.
        public String meaning() {
            return kind.isProbability() ? "probability" : "score";
        }

        @Override
        public String toString() {
            return "Likelihood[number=%d, name=%s, %s=%s, yes=%s]".formatted(number, name, meaning(), value, yes);
        }
    }

    private Prediction(List<Likelihood> classes, List<Float> values, OutputKind kind) {
        this(classes, List.copyOf(values), kind, null, List.of(), List.of());
    }

    /// Of one example.
    ///
    /// @param predictions `[units]`
    /// @param outputs     `[units]` what they were made of, which decides, as in an evaluation
    /// @param names       of the classes by their numbers; empty for a regression
    public static Prediction of(float[] predictions, float[] outputs, List<String> names, OutputKind kind) {
        List<Float> values = new ArrayList<>(predictions.length);
        for (float value : predictions) {
            values.add(value);
        }
        if (names.isEmpty()) {
            return new Prediction(List.of(), values, kind);
        }
        Decision decision = Decision.ofOutputs(kind, outputs.length);
        int decided = decision.of(outputs, 0);
        if (outputs.length == 1) {
            Likelihood first = new Likelihood(0, name(names, 0), kind.ofOther(predictions[0]), kind, decided == 0);
            Likelihood second = new Likelihood(1, name(names, 1), predictions[0], kind, decided == 1);
            return new Prediction(decided == 0 ? List.of(first, second) : List.of(second, first), values, kind);
        }
        List<Likelihood> classes = IntStream.range(0, outputs.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -outputs[i]))
                .map(i -> new Likelihood(
                        i,
                        name(names, i),
                        predictions[i],
                        kind,
                        kind.ofLabels() ? decision.label(outputs, 0, i) : i == decided))
                .toList();
        return new Prediction(classes, values, kind);
    }

    /// A text, token by token.
    ///
    /// @param probabilities of each token, that of the end included
    public static Prediction ofText(String text, List<Float> probabilities, OutputKind kind) {
        return new Prediction(List.of(), List.copyOf(probabilities), kind, text, List.of(), List.of());
    }

    /// The tags of a sentence.
    public static Prediction ofTags(List<Tag> tags, OutputKind kind) {
        return new Prediction(
                List.of(),
                tags.stream().map(Tag::probability).toList(),
                kind,
                tags.stream().map(Tag::name).collect(Collectors.joining(" ")),
                List.copyOf(tags),
                List.of());
    }

    /// The probability of the text or of all tags, in [0, 1]: the product of those of its tokens.
    ///
    /// @throws nunchi.check.InvalidRequestException where the model predicts no texts
    public double probability() {
        Check.require(text != null, "this model predicts no texts; read the probability of best()");
        return values.stream().mapToDouble(Float::doubleValue).reduce(1, (a, b) -> a * b);
    }

    private static String name(List<String> names, int number) {
        return number < names.size() ? names.get(number) : Integer.toString(number);
    }

    /// The same with why it may not be trusted, each in one sentence.
    public Prediction withWarnings(List<String> warnings) {
        return new Prediction(classes, values, kind, text, tags, List.copyOf(warnings));
    }

    /// The most likely class.
    ///
    /// @throws java.util.NoSuchElementException for a regression
    public Likelihood best() {
        return classes.getFirst();
    }

    /// Whether each class is true or not by itself, so that none or several may be.
    public boolean ofLabels() {
        return kind.ofLabels() && !classes.isEmpty() && values.size() > 1;
    }

    /// The classes that the model decides for, the most likely first: the most likely, or where an example may have
    /// several all whose probability is above 0.5 (whose score is above 0), which may be none.
    public List<Likelihood> affirmed() {
        return classes.stream().filter(Likelihood::yes).toList();
    }

    /// Above what a label's probability or score means yes.
    public float threshold() {
        return kind.isScore() ? 0 : 0.5f;
    }

    /// What a table shows: the most likely classes, or all labels where an example may have several.
    ///
    /// @param count how many; null for three classes, or all labels
    public List<Likelihood> shown(@Nullable Integer count) {
        return top(count != null ? count : ofLabels() ? classes.size() : SHOWN);
    }

    /// The most likely classes, as many as asked for or as there are; none for a regression.
    public List<Likelihood> top(int count) {
        return classes.subList(0, Math.min(count, classes.size()));
    }
}
