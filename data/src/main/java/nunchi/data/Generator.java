package nunchi.data;

import java.util.stream.IntStream;
import nunchi.random.RandomKey;

/// Whose random numbers order the rows of a random split.
public enum Generator {
    /// Nunchi's counter-based numbers, keyed by the seed.
    NUNCHI {
        @Override
        Permutations permutations(long seed) {
            RandomKey key = RandomKey.of(seed).with("split");
            int[] asked = {0};
            // the first has the key itself, as splits of one permutation always had
            return rows -> (asked[0]++ == 0 ? key : key.with(asked[0])).permutation(rows);
        }
    },
    /// NumPy's `RandomState(seed)`: the rows are those of scikit-learn's splits with `random_state=seed`.
    NUMPY {
        @Override
        Permutations permutations(long seed) {
            return new NumpyRandom(seed)::permutation;
        }
    };

    abstract Permutations permutations(long seed);

    /// For a rule in words: what it is the same as.
    String like(String rule) {
        return this == NUMPY ? ", chosen as scikit-learn's %s does".formatted(rule) : "";
    }

    /// One random order after another.
    interface Permutations {
        /// No randomness: every order is 0, 1, ….
        Permutations NONE = rows -> IntStream.range(0, rows).toArray();

        /// An order of 0 … rows-1.
        int[] next(int rows);
    }
}
