package nunchi.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import nunchi.check.Check;
import org.jspecify.annotations.Nullable;

/// What stands for a missing value in a table's columns that examples are made of: scikit-learn's `SimpleImputer`.
/// Mean, median and most frequent value are those of the column in the training set, without its missing values.
public sealed interface Missing {

    /// What fills one column; null where nothing does.
    ///
    /// @param position from 0
    /// @param name     as in the header; empty where there is none
    default @Nullable Missing of(int position, String name) {
        return this;
    }

    /// Whether a column can be filled so.
    ///
    /// @param categories whether it is a column of categories, not of numbers
    default boolean fits(boolean categories) {
        return true;
    }

    /// The value that fills a column.
    ///
    /// @param sorted the values that are there, at least one, in ascending order; of categories their numbers
    double fill(float[] sorted);

    /// `Σx / n`; of numbers alone.
    record Mean() implements Missing {
        @Override
        public boolean fits(boolean categories) {
            return !categories;
        }

        @Override
        public double fill(float[] sorted) {
            double sum = 0;
            for (float value : sorted) {
                sum += value;
            }
            return sum / sorted.length;
        }
    }

    /// The middle of the sorted values, or the mean of the two in the middle; of numbers alone.
    record Median() implements Missing {
        @Override
        public boolean fits(boolean categories) {
            return !categories;
        }

        @Override
        public double fill(float[] sorted) {
            int half = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[half] : ((double) sorted[half - 1] + sorted[half]) / 2;
        }
    }

    /// The most frequent value, of several the smallest; of categories the first in their order.
    record MostFrequent() implements Missing {
        @Override
        public double fill(float[] sorted) {
            int best = 0;
            int most = 0;
            int first = 0;
            for (int i = 0; i < sorted.length; i++) {
                first = sorted[i] == sorted[first] ? first : i;
                if (i - first + 1 > most) {
                    most = i - first + 1;
                    best = first;
                }
            }
            return sorted[best];
        }
    }

    /// A given value; among categories it is one of them.
    ///
    /// @param value value as it would stand in a cell: `0`, `unknown`
    record Constant(String value) implements Missing {
        public Constant {
            Check.require(!value.isBlank(), "constant is empty; it is the value that stands for a missing one: 0");
            value = value.strip();
        }

        @Override
        public boolean fits(boolean categories) {
            return categories || Cells.isNumber(value);
        }

        @Override
        public double fill(float[] sorted) {
            return number();
        }

        float number() {
            float number = Cells.number(value);
            Check.require(
                    Float.isFinite(number),
                    "constant is %s; it must be in the range of float32 (3.4e38)".formatted(value));
            return number;
        }
    }

    /// Each column in its own way; those that are not named are not filled.
    ///
    /// @param columns rule for each column, by its name or by its position from 0
    record Columns(Map<String, Missing> columns) implements Missing {
        public Columns {
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
            Check.require(
                    !columns.isEmpty(), "columns of missing names none; write each with what fills it: {age: median}");
            Check.require(
                    columns.values().stream().noneMatch(Columns.class::isInstance),
                    "columns of missing are columns again; write each with what fills it: {age: median}");
        }

        @Override
        public @Nullable Missing of(int position, String name) {
            Missing named = name.isEmpty() ? null : columns.get(name);
            return named != null ? named : columns.get(Integer.toString(position));
        }

        @Override
        public double fill(float[] sorted) {
            throw new IllegalStateException("each column is filled in its own way");
        }
    }

    /// @param values in any order; NaN where one is missing
    /// @return the value that fills them; NaN where all are missing
    default float statistic(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        int present = sorted.length;
        while (present > 0 && Float.isNaN(sorted[present - 1])) {
            present--;
        }
        return present == 0 ? Float.NaN : (float) fill(Arrays.copyOf(sorted, present));
    }
}
