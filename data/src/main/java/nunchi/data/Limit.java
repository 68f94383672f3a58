package nunchi.data;

import java.util.Arrays;
import nunchi.check.Check;
import nunchi.random.RandomKey;
import org.jspecify.annotations.Nullable;

/// Maximum number of examples of each split, to train on less data. They are drawn at random after the splits, by the
/// run's seed, and keep their order. A split with fewer examples is used whole.
///
/// @param train      maximum number of training examples; null for all
/// @param validation maximum number of validation examples; null for all
/// @param test       maximum number of test examples; null for all
public record Limit(
        @Nullable Integer train,
        @Nullable Integer validation,
        @Nullable Integer test) {
    public Limit {
        positive("train", train);
        positive("validation", validation);
        positive("test", test);
    }

    /// Everything.
    public Limit() {
        this(null, null, null);
    }

    private static void positive(String name, @Nullable Integer rows) {
        Check.require(rows == null || rows >= 1, "limit.%s is %d; it must be at least 1".formatted(name, rows));
    }

    /// @param seed the run's
    public Datasets of(Datasets parts, long seed) {
        Dataset others = parts.validation();
        Dataset tested = parts.test();
        return new Datasets(
                of(parts.train(), "train", train, seed),
                others == null ? null : of(others, "validation", validation, seed),
                tested == null ? null : of(tested, "test", test, seed));
    }

    private static Dataset of(Dataset rows, String part, @Nullable Integer most, long seed) {
        if (most == null || rows.size() <= most) {
            return rows;
        }
        int[] order = RandomKey.of(seed).with("limit").with(part).permutation(rows.size());
        return new Subset(rows, Arrays.stream(order).limit(most).sorted().toArray());
    }
}
