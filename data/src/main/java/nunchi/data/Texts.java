package nunchi.data;

import java.util.List;
import java.util.function.IntFunction;

/// Texts as they were read.
///
/// @param values one for each row
/// @param place  where a row stands, for a person: `words.csv, line 3`
record Texts(List<String> values, IntFunction<String> place) {
    Texts {
        values = List.copyOf(values);
    }

    /// That a program gives.
    static Texts given(List<String> values) {
        return new Texts(values, "row %d"::formatted);
    }
}
