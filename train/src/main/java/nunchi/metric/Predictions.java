package nunchi.metric;

import java.util.List;
import java.util.Objects;
import nunchi.data.Dataset;
import nunchi.data.Subset;
import nunchi.loss.OutputKind;
import nunchi.prediction.Decision;

/// What a model said of every row of a data set.
///
/// @param data    with the truth
/// @param kind    of the model's outputs
/// @param units   values of a prediction; one unit tells two classes apart, by the probability of class 1
/// @param values  `[size, units]`: probabilities of the classes, or the numbers predicted; of target texts the number
///                of the token of each step
/// @param outputs `[size, units]`: what they were made of; the values themselves where nothing was made
/// @param loss    the mean loss; NaN where it was not measured
public record Predictions(Dataset data, OutputKind kind, int units, float[] values, float[] outputs, double loss) {
    private static final double LEAST = 1e-15;

    /// Without a loss.
    public Predictions(Dataset data, OutputKind kind, int units, float[] values, float[] outputs) {
        this(data, kind, units, values, outputs, Double.NaN);
    }

    /// Of values alone: probabilities where the data has classes, else numbers.
    public Predictions(Dataset data, int units, float[] values) {
        this(data, plain(data, units), units, values, values);
    }

    private static OutputKind plain(Dataset data, int units) {
        if (data.classes().isEmpty()) {
            return OutputKind.VALUES;
        }
        return units == 1 || data.target().size() > 1 ? OutputKind.LABEL_PROBABILITIES : OutputKind.CLASS_PROBABILITIES;
    }

    /// The number of rows.
    public int size() {
        return data.size();
    }

    /// The same of some of the rows, in the order they are given; their loss is not known.
    ///
    /// @param rows at least one, each in 0 … size-1
    public Predictions rows(int... rows) {
        boolean same = outputs == values;
        float[] some = chosen(values, rows);
        return new Predictions(new Subset(data, rows), kind, units, some, same ? some : chosen(outputs, rows));
    }

    private float[] chosen(float[] all, int... rows) {
        float[] some = new float[rows.length * units];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(all, rows[i] * units, some, i * units, units);
        }
        return some;
    }

    /// What was to be said.
    public TargetType type() {
        return TargetType.of(kind, data);
    }

    /// Those of the data or of the model, whichever are more, or the tags; 0 where there are none.
    public int classes() {
        if (type() == TargetType.TAGS) {
            return Objects.requireNonNull(data.card().target()).classes();
        }
        return data.classes().isEmpty()
                ? 0
                : Math.max(data.classes().size(), type() == TargetType.LABELS ? units : Math.max(units, 2));
    }

    /// The probability of a class, 0 of one that the model does not know. Where outputs are no probabilities, what the
    /// model gave for it: the larger, the likelier.
    public float probability(int row, int category) {
        if (units == 1 && type() != TargetType.LABELS) {
            return category == 0 ? kind.ofOther(values[row]) : category == 1 ? values[row] : 0;
        }
        return category < units ? values[row * units + category] : 0;
    }

    /// `ln p` of a class: from logits, which say what rounds to a probability of 0 or 1; from probabilities of at least
    /// 1e-15.
    public double logProbability(int row, int category) {
        if (category >= Math.max(units, 2)) {
            return StrictMath.log(LEAST);
        }
        return switch (kind) {
            case CLASS_LOGITS -> logSoftmax(row, category);
            case LABEL_LOGITS -> -softplus(category == 0 ? outputs[row] : -(double) outputs[row]);
            case CLASS_PROBABILITIES, LABEL_PROBABILITIES, CLASS_SCORES, LABEL_SCORES, VALUES ->
                StrictMath.log(Math.max(LEAST, probability(row, category)));
        };
    }

    private double logSoftmax(int row, int category) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < units; i++) {
            largest = Math.max(largest, outputs[row * units + i]);
        }
        double sum = 0;
        for (int i = 0; i < units; i++) {
            sum += StrictMath.exp(outputs[row * units + i] - largest);
        }
        return outputs[row * units + category] - largest - StrictMath.log(sum);
    }

    private static double softplus(double value) {
        return Math.max(value, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(value)));
    }

    /// The predicted token or tag of each step, `[steps]`, where targets are such; -1 where a text has no token to tag.
    public int[] tokens(int row) {
        int[] tokens = new int[units];
        for (int step = 0; step < units; step++) {
            tokens[step] = (int) values[row * units + step];
        }
        return tokens;
    }

    /// The predicted text of a row, where targets are texts.
    public String text(int row) {
        return Objects.requireNonNull(data.card().target()).text(tokens(row));
    }

    /// The class that a row was taken for, by the outputs: probabilities of different outputs may round alike.
    public int answer(int row) {
        return Decision.ofOutputs(kind, units).of(outputs, row);
    }

    /// Each class that was to be said, with the one that was: of each row, or of each token that has a tag.
    void forEachClass(Decided decided) {
        if (type() != TargetType.TAGS) {
            for (int row = 0; row < size(); row++) {
                decided.add(data.label(row), answer(row));
            }
            return;
        }
        float[] target = new float[units];
        for (int row = 0; row < size(); row++) {
            data.target(row, target, 0);
            for (int step = 0; step < units; step++) {
                if (target[step] >= 0) {
                    decided.add((int) target[step], (int) values[row * units + step]);
                }
            }
        }
    }

    /// Hears what was to be said, and what was.
    interface Decided {
        void add(int truth, int answer);
    }

    /// Whether a label is affirmed, by the outputs.
    public boolean affirms(int row, int label) {
        return Decision.ofOutputs(kind, units).label(outputs, row, label);
    }

    /// By what classes are ordered: the larger, the likelier.
    float score(int row, int category) {
        return units == 1 || category >= units ? probability(row, category) : outputs[row * units + category];
    }

    /// The probabilities of a row, `[units]`; of one unit those of both classes, `[2]`. They are read from the values,
    /// so that many classes take no room.
    public List<Float> probabilities(int row) {
        return units == 1
                ? List.of(probability(row, 0), probability(row, 1))
                : new FloatList(values, row * units, units);
    }
}
