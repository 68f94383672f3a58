package nunchi.schedule;

import java.util.List;
import nunchi.check.Check;

/// Straight lines between given values: `values[i]` at `epochs[i]`, the first value before them and the last one
/// after, as NumPy's `interp(epoch, epochs, values)`.
///
/// @param epochs times of the values, in epochs, each later than the one before
/// @param values as many values, each at least 0
public record PiecewiseLinear(List<Double> epochs, List<Double> values) implements Schedule {
    public PiecewiseLinear {
        Check.given("epochs", epochs);
        Check.given("values", values);
        epochs = List.copyOf(epochs);
        values = List.copyOf(values);
        Check.require(
                !epochs.isEmpty() && epochs.size() == values.size(),
                "epochs has %d numbers and values %d; there must be as many of both, and one at least"
                        .formatted(epochs.size(), values.size()));
        for (int i = 0; i < epochs.size(); i++) {
            Check.notNegative("values", values.get(i));
            Check.notNegative("epochs", epochs.get(i));
            Check.require(
                    i == 0 || epochs.get(i) > epochs.get(i - 1),
                    "epochs is %s; each must be later than the one before".formatted(epochs));
        }
    }

    @Override
    public double at(double epoch) {
        int next = 0;
        while (next < epochs.size() && epochs.get(next) <= epoch) {
            next++;
        }
        if (next == 0) {
            return values.getFirst();
        }
        if (next == epochs.size()) {
            return values.getLast();
        }
        double done = (epoch - epochs.get(next - 1)) / (epochs.get(next) - epochs.get(next - 1));
        return values.get(next - 1) + (values.get(next) - values.get(next - 1)) * done;
    }
}
