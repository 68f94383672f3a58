package nunchi.train;

import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.loss.Loss;

/// Whether every target of a data set is one that the loss can take; one that it cannot would give a loss without
/// meaning, and no error. Target texts are tokens that the loss can take by themselves.
final class TargetValues {
    /// How far the sum of a distribution may be from 1: float32 and rounded tables.
    private static final double ROUNDING = 1e-3;

    private final Loss loss;
    private final Dataset data;
    private final String part;

    private TargetValues(Loss loss, Dataset data, String part) {
        this.loss = loss;
        this.data = data;
        this.part = part;
    }

    /// @param part of the data, for a person: `training`
    /// @throws InvalidRequestException with the first row that has another
    static void require(Loss loss, Dataset data, String part) {
        new TargetValues(loss, data, part).require();
    }

    private void require() {
        if (data.card().target() != null) {
            return;
        }
        float[] target = new float[data.target().size()];
        for (int row = 0; row < data.size(); row++) {
            data.target(row, target, 0);
            requireFinite(row, target);
            if (target.length == 1 && !data.classes().isEmpty()) {
                requireClass(row, target[0]);
            } else if (loss.output().ofClasses()) {
                requireDistribution(row, target);
            } else if (loss.output().ofLabels()) {
                requireLabels(row, target);
            } else if (!data.classes().isEmpty()) {
                requireOneClass(row, target);
            }
        }
    }

    private void requireFinite(int row, float... target) {
        for (float value : target) {
            if (!Float.isFinite(value)) {
                throw refused(row, value, "a finite number; leave the row out or fill the gap");
            }
        }
    }

    private void requireClass(int row, float label) {
        int classes = data.classes().size();
        if (label < 0 || label >= classes || label != (int) label) {
            throw refused(row, label, "the number of one of its %d classes, 0 to %d".formatted(classes, classes - 1));
        }
    }

    private void requireDistribution(int row, float... target) {
        double sum = 0;
        for (float value : target) {
            if (value < 0) {
                throw refused(row, value, "probabilities of the classes, which are 0 or more");
            }
            sum += value;
        }
        if (Math.abs(sum - 1) > ROUNDING) {
            throw new InvalidRequestException(
                    ("%s has targets whose sum is %s, but %s takes probabilities of classes of which one is true, whose sum is 1; "
                                    + "where an example may have several, take binaryCrossEntropy")
                            .formatted(named(row), (float) sum, loss.name()));
        }
    }

    private void requireOneClass(int row, float... target) {
        double sum = 0;
        for (float value : target) {
            sum += value;
        }
        if (Math.abs(sum - 1) > ROUNDING) {
            throw new InvalidRequestException(("%s has several labels or none, which %s cannot learn; "
                            + "take binaryCrossEntropy, or name the columns as target to predict them as numbers")
                    .formatted(named(row), loss.name()));
        }
    }

    private void requireLabels(int row, float... target) {
        for (float value : target) {
            if (value < 0 || value > 1) {
                throw refused(
                        row,
                        value,
                        "0 for no, 1 for yes, or a probability between; scale the targets, or take meanSquaredError for numbers");
            }
        }
    }

    /// A part's rows are drawn in any order, so that a row is named as its file has it.
    private String named(int row) {
        String ofPart = "row %d of the %s set".formatted(row, part);
        int source = data.rowInSource(row);
        return source == row
                ? ofPart + " of " + data.name()
                : "row %d of %s (counted from 0; %s)".formatted(source, data.name(), ofPart);
    }

    private InvalidRequestException refused(int row, float value, String expected) {
        return new InvalidRequestException("%s has the target %s, but %s takes %s"
                .formatted(
                        named(row),
                        value == (int) value ? Integer.toString((int) value) : Float.toString(value),
                        loss.name(),
                        expected));
    }
}
