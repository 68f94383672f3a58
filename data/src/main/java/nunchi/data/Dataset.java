package nunchi.data;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.model.DataSchema;
import nunchi.picture.Fit;
import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// Examples in a fixed order, each with its target. Anyone may write one; it must give the same values for the same row
/// every time, and to any number of threads: batches are filled ahead by threads of their own, so that rows are asked
/// for by these, before the training needs them. What a data set throws there reaches the training when it comes to the
/// row's batch.
///
/// | array | shape |
/// |---|---|
/// | example | [#example()], float32, last axis fastest |
/// | target of one class | [#target()] `[]`, float32: its number 0, 1, … |
/// | target text | [#target()] `[steps]`, float32: the token of each step, -1 for one that does not count |
/// | other target | [#target()], float32: one value for each class, `[classes]`, or the values to be predicted |
///
/// {@snippet file="OwnDataset.java" region="dataset"}
public interface Dataset {
    /// Arrays of a program with class numbers, whose classes are called `0`, `1`, … as far as the labels go.
    ///
    /// @param examples `[rows][values]`, each as long as the first
    /// @param labels   `[rows]`, from 0
    /// @throws nunchi.check.InvalidRequestException when they do not fit together, or a value is not finite
    static Dataset of(float[][] examples, int[] labels) {
        int classes = Arrays.stream(labels).max().orElse(-1) + 1;
        return ArrayDataset.labelled(
                "data",
                ArrayDataset.rows(examples),
                labels,
                IntStream.range(0, classes).mapToObj(Integer::toString).toList());
    }

    /// Arrays of a program with values to be predicted.
    ///
    /// @param examples `[rows][values]`, each as long as the first
    /// @param targets  `[rows]`
    /// @throws nunchi.check.InvalidRequestException when they do not fit together, or a value is not finite
    static Dataset of(float[][] examples, float[] targets) {
        return new ArrayDataset(
                new DataCard("data"), ArrayDataset.rows(examples), new Tensor(Shape.of(targets.length), targets));
    }

    /// Texts with their classes, which are sorted, by value where all are whole numbers, else as texts. How texts
    /// become ids is said by the keys `tokens`, `normalize`, `vocabulary` and `length` of an experiment's `data`.
    ///
    /// @param labels the class of each text
    /// @throws nunchi.check.InvalidRequestException when there are none, or not as many labels as texts
    static Dataset ofTexts(List<String> texts, List<String> labels) {
        List<String> given = Check.elements("texts", texts);
        Labels classes = Labels.of(Check.elements("labels", labels));
        float[] numbers = new float[labels.size()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = classes.numbers()[row];
        }
        return new TextDataset(
                new DataCard("data").withClasses(classes.names()),
                Texts.given(given),
                new Tensor(Shape.of(numbers.length), numbers));
    }

    /// Texts with the texts that a model is to predict from them. How both become ids is said by the keys `tokens`,
    /// `normalize`, `vocabulary` and `length` of an experiment's `data`, and those of its `targetText`.
    ///
    /// @throws nunchi.check.InvalidRequestException when there are none, or not as many target texts as texts
    static Dataset ofTextPairs(List<String> texts, List<String> targets) {
        return new TextDataset(
                new DataCard("data"),
                Texts.given(Check.elements("texts", texts)),
                Texts.given(Check.elements("target texts", targets)));
    }

    /// Sentences whose tokens have tags, which a model is to predict: one for each token.
    ///
    /// @param sentences the tokens of each
    /// @param tags      those of the tokens, as many
    /// @throws nunchi.check.InvalidRequestException when there are none, a sentence has not as many tags as tokens, or
    ///     one of them has a space
    static Dataset ofTagged(List<List<String>> sentences, List<List<String>> tags) {
        return TextDataset.ofTags(
                new DataCard("data"),
                Texts.given(Check.elements("sentences", sentences).stream()
                        .map(tokens -> String.join(" ", tokens))
                        .toList()),
                Texts.given(Check.elements("tags", tags).stream()
                        .map(names -> String.join(" ", names))
                        .toList()));
    }

    /// One text for a model that predicts the next token of a text. It is cut into examples of equally many tokens by
    /// an experiment, whose keys `tokens`, `normalize` and `vocabulary` say what tokens are.
    ///
    /// @param window tokens of each example, at least 2
    /// @throws nunchi.check.InvalidRequestException when the text is blank, or the number is too small
    static Dataset ofText(String text, int window) {
        Check.require(!Check.given("a text", text).isBlank(), "the text is blank; give it at least window + 1 tokens");
        return new WholeText(
                new DataCard("data"), text, Reading.PLAIN.withWindow(window).window());
    }

    /// The text of a row that is one; empty of other examples.
    default Optional<String> text(int row) {
        return TextDataset.texts(this, row).stream().findFirst();
    }

    /// The text that a model is to predict of a row; empty where targets are no texts.
    default Optional<String> targetText(int row) {
        return TextDataset.targetTexts(this, row).stream().findFirst();
    }

    /// The fraction of the tokens that the vocabulary lacks, in [0, 1]; empty where examples are no texts.
    default OptionalDouble unknownTokens() {
        double share = TextDataset.unknown(this);
        return Double.isNaN(share) ? OptionalDouble.empty() : OptionalDouble.of(share);
    }

    /// Java records of one type. A component is a column: numbers are taken as they are, true is 1 and false 0, each
    /// constant of an enum is a value that is 1 or 0.
    ///
    /// @param rows   read to their end, in their order
    /// @param target the component to be learnt: texts, enums and truth values are classes, numbers are values to be
    ///               predicted
    /// @throws nunchi.check.InvalidRequestException when there are none, a component cannot be part of an example, or a
    ///                                              value is null or not finite
    static Dataset of(Stream<? extends Record> rows, String target) {
        return RecordRows.dataset(rows.toList(), target);
    }

    /// What is known of it besides its values.
    DataCard card();

    /// As the card has it.
    default String name() {
        return card().name();
    }

    /// The shape of one example, without the batch: `[28, 28, 1]`.
    Shape example();

    /// The shape of one target, without the batch; `[]` for class numbers.
    default Shape target() {
        return Shape.SCALAR;
    }

    /// The names of the classes by their numbers; empty for a regression.
    default List<String> classes() {
        return card().classes();
    }

    /// The number of rows: of examples with their targets.
    int size();

    /// Writes an example's values from `offset` on, as many as [#example()] has.
    ///
    /// @param row in 0 … size-1
    void example(int row, float[] into, int offset);

    /// A row's example, `[values]`, last axis fastest.
    ///
    /// @param row in 0 … size-1
    default float[] example(int row) {
        float[] values = new float[example().size()];
        example(row, values, 0);
        return values;
    }

    /// Writes a target's values from `offset` on, as many as [#target()] has.
    ///
    /// @param row in 0 … size-1
    void target(int row, float[] into, int offset);

    /// The rows as they are in one epoch of training: these, unless they are changed at random. Whoever reads rows
    /// without an epoch, as every evaluation does, gets them unchanged.
    ///
    /// @param number from 0
    default Dataset epoch(int number) {
        return this;
    }

    /// The row of the file or array that a row was taken from, from 0: it itself, unless the data set has chosen rows
    /// of another.
    default int rowInSource(int row) {
        return row;
    }

    /// The class number of a row; of a target with one value for each class, the first with the largest value.
    default int label(int row) {
        float[] target = new float[target().size()];
        target(row, target, 0);
        if (target.length == 1) {
            return (int) target[0];
        }
        int largest = 0;
        for (int i = 1; i < target.length; i++) {
            largest = target[i] > target[largest] ? i : largest;
        }
        return largest;
    }

    /// Whether every row is of one class, which [#label] then names: there are classes, and the values of a target with
    /// one for each sum to 1. Else an example may have several classes, or none.
    default boolean hasLabels() {
        if (classes().isEmpty() || target().size() == 1) {
            return !classes().isEmpty();
        }
        float[] target = new float[target().size()];
        for (int row = 0; row < size(); row++) {
            target(row, target, 0);
            double sum = 0;
            for (float value : target) {
                sum += value;
            }
            if (Math.abs(sum - 1) > 1e-3) {
                return false;
            }
        }
        return true;
    }

    /// Rows, columns and channels, where an example can be drawn: `[8, 8, 1]` for 64 values.
    default Optional<Shape> image() {
        return Optional.ofNullable(card().image());
    }

    /// What is black and what is white when an example is drawn.
    default InputRange range() {
        return card().range();
    }

    /// How a person's own image becomes such an example, where examples are images.
    default Fit fit() {
        return card().fit();
    }

    /// Who made the data, when, under which licence, in one line; empty for a program's own.
    default String source() {
        return card().origin().attribution();
    }

    /// The SHA-256 of the uncompressed content of each file the values came from, by its name; empty for a program's
    /// own.
    default Map<String, String> checksums() {
        return card().origin().checksums();
    }

    /// What a model that is trained on these rows learns from, by name.
    default DataSchema schema() {
        return new DataSchema(classes(), card().table(), card().text(), card().target());
    }

    /// The same rows with a model's class numbers; the data set itself where its classes are the model's.
    ///
    /// @param learnt what the model learnt from
    /// @throws nunchi.check.InvalidRequestException when it has a class that the model does not know, classes where the
    ///     model predicts numbers, or the columns of the model in another order
    default Dataset matching(DataSchema learnt) {
        return ClassMatch.match(learnt, this);
    }
}
