package nunchi.prediction;

import nunchi.loss.OutputKind;

/// Which class an output names, and which labels it affirms: the one rule for accuracy, confusions, mistakes and
/// predictions. It reads outputs and not the probabilities made of them, since those of different logits may round
/// alike.
///
/// @param units     values of an output; with one, the classes are 0 and 1
/// @param threshold above which one value alone means class 1, or that a label is true
public record Decision(int units, float threshold) {
    private static final float HALF = 0.5f;

    /// For the outputs that the loss takes.
    public static Decision ofOutputs(OutputKind kind, int units) {
        return new Decision(units, kind.threshold());
    }

    /// The class of a row; of equal values the first, of none that is a number class 0.
    public int of(float[] values, int row) {
        return units == 1 ? (values[row] > threshold ? 1 : 0) : largest(values, row * units, units);
    }

    /// Whether a label is affirmed.
    public boolean label(float[] values, int row, int label) {
        return values[row * units + label] > threshold;
    }

    /// Whether a row's class is this one; asked without branches on values, since a full batch has many of them: it is,
    /// where all others are less. Where they are not it rarely is, and is looked for.
    public boolean is(int category, float[] values, int row) {
        if (units == 1 || category >= units) {
            return of(values, row) == category;
        }
        int from = row * units;
        float own = values[from + category];
        int less = 0;
        for (int i = 0; i < units; i++) {
            less += values[from + i] < own ? 1 : 0;
        }
        return less == units - 1 || of(values, row) == category;
    }

    /// The class that a target names: its number, or its largest value's place.
    public static int truth(float[] targets, int row, int width) {
        return width == 1 ? (int) targets[row] : largest(targets, row * width, width);
    }

    /// Whether a target says that a label is true.
    public static boolean truth(float[] targets, int row, int width, int label) {
        return targets[row * width + label] > HALF;
    }

    private static int largest(float[] values, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = values[from + i] > values[from + best] ? i : best;
        }
        return best;
    }
}
