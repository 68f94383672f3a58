package nunchi.data;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.model.TableColumn;

/// What a person should know of the columns that a model is to learn from: which float32 has too few digits for, which
/// hold a value that leaves no difference between the others, and which hold one value alone. The values of a model
/// that is trained stay as they are, so nothing is said of them.
final class ColumnNotes {
    private static final int NAMED = 5;
    private static final int DIGITS = 4;
    /// Targets whose mean or standard deviation is so many times 1, or as small a part of it, are told.
    private static final double FAR = 1000;

    private final CsvColumns columns;
    private final List<LostDigits> features;
    private final List<LostDigits> outputs;

    ColumnNotes(CsvColumns columns) {
        this.columns = columns;
        this.features = Stream.generate(LostDigits::new)
                .limit(columns.features().size())
                .toList();
        this.outputs =
                Stream.generate(LostDigits::new).limit(columns.outputs().size()).toList();
    }

    /// @param rest what rounding to float32 takes from the cell
    void feature(int feature, String cell, double rest) {
        features.get(feature).add(cell, rest);
    }

    void output(int output, String cell, double rest) {
        outputs.get(output).add(cell, rest);
    }

    /// @param values  `[rows, features]`
    /// @param targets `[rows, outputs]`
    /// @param reading by which they were read
    List<String> told(WideTable values, WideTable targets, Reading reading) {
        List<String> notes = new ArrayList<>();
        if (!columns.learns()) {
            return notes;
        }
        for (int i = 0; i < features.size(); i++) {
            TableColumn column = columns.features().get(i);
            if (!column.isCategorical()) {
                features.get(i).note(column.inWords(), values.column(i), false).ifPresent(notes::add);
                Outlier.note(column.inWords(), values, i).ifPresent(notes::add);
            }
        }
        // Borders of images are empty in all of them, and classes of one kind are refused.
        if (reading.image() == null) {
            constant(
                    values,
                    IntStream.range(0, features.size())
                            .filter(values::isConstant)
                            .mapToObj(i -> columns.features().get(i).inWords())
                            .toList(),
                    notes);
        }
        for (int i = 0; i < outputs.size() && !reading.target().isEmpty(); i++) {
            String column = columns.inWords(columns.outputs().get(i));
            outputs.get(i).note(column, targets.column(i), true).ifPresent(notes::add);
            scaled(column, targets, i).ifPresent(notes::add);
        }
        return notes;
    }

    /// A network begins with outputs near 0 and learns in small steps, so that numbers far from 1 are out of its reach
    /// for many epochs.
    private static Optional<String> scaled(String column, WideTable targets, int output) {
        if (targets.isConstant(output)) {
            return Optional.of(
                    "%s, which is to be predicted, has the same value in all rows: there is nothing to be learnt"
                            .formatted(column));
        }
        double[] values = targets.column(output);
        double mean = Arrays.stream(values).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
        double size = Math.max(Math.abs(mean), deviation);
        double unit = size > 0 ? Math.pow(10, Math.floor(Math.log10(size))) : 1;
        return size <= FAR && size >= 1 / FAR
                ? Optional.empty()
                : Optional.of(
                        ("%s, which is to be predicted, has the mean %s and the standard deviation %s, far from 1, which a network learns slowly or not at all; "
                                        + "divide it by %s in the file")
                                .formatted(column, plain(mean), plain(deviation), plain(unit)));
    }

    private static String plain(double value) {
        return new BigDecimal(value)
                .round(new MathContext(DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static void constant(WideTable values, List<String> names, List<String> notes) {
        if (names.size() == 1) {
            notes.add("%s has the same value in all rows and tells nothing".formatted(names.getFirst()));
        } else if (!names.isEmpty()) {
            String named = names.stream().limit(NAMED).collect(Collectors.joining(", "));
            notes.add("%d of %d columns have the same value in all rows and tell nothing: %s%s"
                    .formatted(names.size(), values.columns(), named, names.size() > NAMED ? ", …" : ""));
        }
    }
}
