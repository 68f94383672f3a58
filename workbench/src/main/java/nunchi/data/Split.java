package nunchi.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import nunchi.check.Check;

/// A rule that holds rows of a data set out of training, for validation or test. Anyone may write one, as a record.
public interface Split {

    /// Which of `rows` rows are kept for training and which are held out.
    ///
    /// @param seed the run's, for a rule that is given none of its own
    /// @throws nunchi.check.InvalidRequestException when either part would be empty
    Cut cut(int rows, long seed);

    /// The rule in words, for a report: `20 % of the rows, at random`.
    String inWords();

    /// Rows by their numbers, in the order they are to be taken.
    record Cut(int[] kept, int[] held) {}

    /// Rows chosen at random: the first of a random order are held out, the others kept in that order.
    ///
    /// @param amount    a fraction of the rows if below 1, rounded up as scikit-learn does, else their number
    /// @param seed      of the order; null for the run's seed
    /// @param generator whose random numbers; Nunchi's unless given
    record Random(double amount, Long seed, Generator generator) implements Split {
        public Random {
            requireAmount(amount);
            Check.require(generator != null, "generator of a random split is missing; it must be nunchi or numpy");
        }

        public Random(double amount) {
            this(amount, null, Generator.NUNCHI);
        }

        @Override
        public Cut cut(int rows, long runSeed) {
            int held = amount < 1 ? (int) Math.ceil(rows * amount) : (int) amount;
            requireParts(held, rows, this);
            int[] order = generator.permutation(rows, seed == null ? runSeed : seed);
            return new Cut(Arrays.copyOfRange(order, held, rows), Arrays.copyOf(order, held));
        }

        @Override
        public String inWords() {
            String chosen = seed == null ? "at random" : "at random with seed " + seed;
            return words(amount) + ", " + chosen + (generator == Generator.NUMPY ? ", chosen as scikit-learn's train_test_split does" : "");
        }
    }

    /// The last rows, unshuffled, as Keras' `validation_split` takes them.
    ///
    /// @param amount a fraction of the rows if below 1: `rows - ⌊rows · (1 - amount)⌋` as in Keras, else their number
    record Last(double amount) implements Split {
        public Last {
            requireAmount(amount);
        }

        @Override
        public Cut cut(int rows, long seed) {
            int held = amount < 1 ? rows - (int) Math.floor(rows * (1 - amount)) : (int) amount;
            requireParts(held, rows, this);
            return new Cut(IntStream.range(0, rows - held).toArray(), IntStream.range(rows - held, rows).toArray());
        }

        @Override
        public String inWords() {
            return "the last " + words(amount);
        }
    }

    private static void requireAmount(double amount) {
        boolean whole = amount == Math.rint(amount) && amount <= Integer.MAX_VALUE;
        Check.require(amount > 0 && (amount < 1 || whole),
                "amount is %s; it must be a fraction of the rows above 0 and below 1, or a whole number of rows".formatted(amount));
    }

    private static void requireParts(int held, int rows, Split split) {
        Check.require(held > 0 && held < rows, "a split of %d rows (%s) would hold out %d and keep %d for training; neither may be empty"
                .formatted(rows, split.inWords(), held, Math.max(0, rows - held)));
    }

    private static String words(double amount) {
        if (amount >= 1) {
            return (long) amount == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", (long) amount);
        }
        return String.format(Locale.ROOT, "%s %% of the rows", Math.round(amount * 1e6) / 1e4).replace(".0 %", " %");
    }
}
