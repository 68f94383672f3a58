package nunchi.data;

import java.util.Arrays;
import java.util.function.Function;
import nunchi.check.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/// Ids of the texts of a data set, made for the rows that are in some part.
///
/// @param texts as they were read
/// @param ids   by row; null of rows that are in no part
record IdRows(Texts texts, int[] @Nullable [] ids) {
    /// Of no row yet.
    static IdRows of(Texts texts) {
        return new IdRows(texts, new int[texts.values().size()][]);
    }

    /// Makes those of a row, unless they are there.
    ///
    /// @throws InvalidRequestException when the text is empty or too long, with its row
    void make(int row, Function<String, int[]> encoding) {
        if (ids[row] != null) {
            return;
        }
        try {
            ids[row] = encoding.apply(texts.values().get(row));
        } catch (InvalidRequestException refused) {
            throw new InvalidRequestException(
                    "%s: %s".formatted(texts.place().apply(row), refused.getMessage()), refused);
        }
    }

    /// Writes the ids of a row, padded with 0.
    ///
    /// @param data name, for a person
    void write(int row, float[] into, int offset, int length, String data) {
        int[] known = ids[row];
        if (known == null) {
            throw new InvalidRequestException(
                    "row %d of %s has no ids yet; DataSettings.cut makes them, with the vocabulary of the training set"
                            .formatted(row, data));
        }
        for (int i = 0; i < known.length; i++) {
            into[offset + i] = known[i];
        }
        Arrays.fill(into, offset + known.length, offset + length, 0);
    }
}
