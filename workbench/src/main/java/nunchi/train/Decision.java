package nunchi.train;

import nunchi.loss.BinaryCrossEntropy;
import nunchi.loss.Loss;

/// Which class an output names.
///
/// @param units     values of an output; with one, the classes are 0 and 1
/// @param threshold above which one value means class 1
record Decision(int units, float threshold) {

    /// For the outputs that the loss takes: logits, or for others the wanted values themselves.
    static Decision ofOutputs(Loss loss, int units) {
        return new Decision(units, loss instanceof BinaryCrossEntropy ? 0 : 0.5f);
    }

    /// The class of a row; of equal values the first, of none that is a number class 0.
    int of(float[] values, int row) {
        return units == 1 ? (values[row] > threshold ? 1 : 0) : largest(values, row * units, units);
    }

    /// Whether a row's class is this one; asked without branches on values, since a full batch has many of them: it is, where all
    /// others are less. Where they are not it rarely is, and is looked for.
    boolean is(int category, float[] values, int row) {
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
    static int truth(float[] targets, int row, int width) {
        return width == 1 ? (int) targets[row] : largest(targets, row * width, width);
    }

    private static int largest(float[] values, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = values[from + i] > values[from + best] ? i : best;
        }
        return best;
    }
}
