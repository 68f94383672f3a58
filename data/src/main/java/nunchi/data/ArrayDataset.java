package nunchi.data;

import java.util.List;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// A data set of arrays that a program gives.
///
/// | array | shape |
/// |---|---|
/// | examples | `[rows, …]`, finite |
/// | targets with classes | `[rows]` class numbers, or `[rows, classes]` one value for each class |
/// | targets without classes | `[rows]` or `[rows, …]` |
///
/// The arrays are not copied; whoever hands them over gives them up.
public final class ArrayDataset implements Dataset {
    private final DataCard card;
    private final Tensor examples;
    private final Tensor targets;
    private final Shape example;
    private final Shape target;

    /// @param examples `[rows, …]`
    /// @param targets  `[rows]`, or `[rows, …]`
    /// @throws nunchi.check.InvalidRequestException when the shapes do not fit together, a value is not finite, or a
    ///         label is none of the classes
    public ArrayDataset(DataCard card, Tensor examples, Tensor targets) {
        Check.require(
                examples.shape().rank() >= 2,
                "examples of %s have the shape %s; it must be [rows, …]".formatted(card.name(), examples.shape()));
        Check.require(
                targets.shape().rank() >= 1,
                "targets of %s are a single value; they must be [rows] or [rows, …]".formatted(card.name()));
        this.card = card;
        this.examples = examples;
        this.targets = targets;
        this.example = examples.shape().example();
        this.target = targets.shape().example();
        card.requireExample(example);
        requireRows();
        requireFinite("examples", examples);
        requireFinite("targets", targets);
        requireClasses();
    }

    /// Examples with class numbers, which are the positions in `classes`.
    ///
    /// @param examples `[rows, …]`
    /// @param labels   `[rows]`
    /// @throws nunchi.check.InvalidRequestException as the constructor, and without classes or labels
    public static ArrayDataset labelled(String name, Tensor examples, int[] labels, List<String> classes) {
        Check.require(!classes.isEmpty(), "%s has labels, but no classes".formatted(name));
        Check.require(labels.length > 0, "%s has no labels".formatted(name));
        float[] numbers = new float[labels.length];
        for (int row = 0; row < labels.length; row++) {
            numbers[row] = labels[row];
        }
        DataCard card = new DataCard(name, classes.toArray(String[]::new));
        return new ArrayDataset(card, examples, new Tensor(Shape.of(labels.length), numbers));
    }

    /// One tensor of all rows, `[rows, values]`.
    static Tensor rows(float[][] examples) {
        Check.require(examples.length > 0, "there are no examples; give at least one");
        int width = examples[0].length;
        float[] values = new float[Math.multiplyExact(examples.length, width)];
        for (int row = 0; row < examples.length; row++) {
            Check.require(
                    examples[row].length == width,
                    "row %d has %d values, but the rows before it have %d".formatted(row, examples[row].length, width));
            System.arraycopy(examples[row], 0, values, row * width, width);
        }
        return new Tensor(Shape.of(examples.length, width), values);
    }

    private void requireRows() {
        int rows = examples.shape().extent(0);
        int given = targets.shape().extent(0);
        Check.require(rows == given, "%s has %d examples, but %d targets".formatted(card.name(), rows, given));
    }

    private void requireFinite(String what, Tensor tensor) {
        float[] values = tensor.values();
        int width = tensor.shape().example().size();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new InvalidRequestException("row %d of the %s of %s holds %s; every value must be a finite number"
                        .formatted(i / width, what, card.name(), values[i]));
            }
        }
    }

    private void requireClasses() {
        int classes = card.classes().size();
        if (classes == 0) {
            return;
        }
        if (target.rank() > 0) {
            Check.require(
                    target.equals(Shape.of(classes)),
                    "targets of %s have the shape %s, but there are %d classes; they must be [] or [%d]"
                            .formatted(card.name(), target, classes, classes));
            return;
        }
        for (int row = 0; row < size(); row++) {
            float label = targets.values()[row];
            if (label < 0 || label >= classes || label != (int) label) {
                throw new InvalidRequestException(
                        "label %s of row %d of %s is out of range; there are %d classes, 0 to %d"
                                .formatted(label, row, card.name(), classes, classes - 1));
            }
        }
    }

    @Override
    public DataCard card() {
        return card;
    }

    @Override
    public Shape example() {
        return example;
    }

    @Override
    public Shape target() {
        return target;
    }

    @Override
    public int size() {
        return examples.shape().extent(0);
    }

    @Override
    public void example(int row, float[] into, int offset) {
        System.arraycopy(examples.values(), row * example.size(), into, offset, example.size());
    }

    @Override
    public void target(int row, float[] into, int offset) {
        System.arraycopy(targets.values(), row * target.size(), into, offset, target.size());
    }
}
