package nunchi.data;

import nunchi.random.RandomKey;

/// Whose random numbers order the rows of a random split.
public enum Generator {
    /// Nunchi's counter-based numbers, keyed by the seed.
    NUNCHI {
        @Override
        int[] permutation(int rows, long seed) {
            return RandomKey.of(seed).with("split").permutation(rows);
        }
    },
    /// NumPy's `RandomState(seed)`: the rows are those of scikit-learn's `train_test_split` with `random_state=seed`.
    NUMPY {
        @Override
        int[] permutation(int rows, long seed) {
            return new NumpyRandom(seed).permutation(rows);
        }
    };

    abstract int[] permutation(int rows, long seed);
}
