package nunchi.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.check.Check;
import org.jspecify.annotations.Nullable;

/// A rule that holds rows of a data set out of training, for validation or test. Anyone may write one, as a record.
public interface Splitter {

    /// Which rows of a data set are kept for training and which are held out.
    ///
    /// @param seed the run's, for a rule that is given none of its own
    /// @throws nunchi.check.InvalidRequestException when either part would be empty, or the rule asks for classes and
    ///                                              there are none
    Cut cut(Dataset data, long seed);

    /// The rule in words, for a report: `20 % of the rows, at random`.
    String inWords();

    /// Rows by their numbers, in the order they are to be taken.
    record Cut(int[] kept, int[] held) {}

    /// Rows chosen at random: the first of a random order are held out, the others kept in that order.
    ///
    /// @param amount    fraction of the examples below 1, rounded up as in scikit-learn, or number of examples from 1
    /// @param seed      random seed of the order; null for the seed of the run
    /// @param generator random numbers of Nunchi or of NumPy; NumPy's give the split of scikit-learn's
    ///     `train_test_split` (default: nunchi)
    record Random(double amount, @Nullable Long seed, Generator generator) implements Splitter {
        public Random {
            requireAmount(amount);
            Check.require(generator != null, "generator of a random split is missing; it must be nunchi or numpy");
        }

        public Random(double amount) {
            this(amount, null, Generator.NUNCHI);
        }

        @Override
        public Cut cut(Dataset data, long runSeed) {
            int rows = data.size();
            int held = held(amount, rows);
            requireParts(held, rows, this);
            int[] order = generator.permutations(seed == null ? runSeed : seed).next(rows);
            return new Cut(Arrays.copyOfRange(order, held, rows), Arrays.copyOf(order, held));
        }

        @Override
        public String inWords() {
            return words(amount) + ", " + chosen(seed) + generator.like("train_test_split");
        }
    }

    /// The last rows, unshuffled, as Keras' `validation_split` takes them.
    ///
    /// @param amount fraction of the examples below 1, where `rows - ⌊rows · (1 - amount)⌋` are held out as in Keras,
    ///     or number of examples from 1
    record Last(double amount) implements Splitter {
        public Last {
            requireAmount(amount);
        }

        @Override
        public Cut cut(Dataset data, long seed) {
            int rows = data.size();
            int held = amount < 1 ? rows - (int) Math.floor(rows * (1 - amount)) : (int) amount;
            requireParts(held, rows, this);
            return new Cut(
                    IntStream.range(0, rows - held).toArray(),
                    IntStream.range(rows - held, rows).toArray());
        }

        @Override
        public String inWords() {
            return "the last " + words(amount);
        }
    }

    /// Rows chosen at random, of each class in proportion to its rows, with largest remainders: scikit-learn's
    /// `StratifiedShuffleSplit`.
    ///
    /// @param amount    fraction of the examples below 1, rounded up as in scikit-learn, or number of examples from 1
    /// @param seed      random seed of the choice; null for the seed of the run
    /// @param generator random numbers of Nunchi or of NumPy; NumPy's give the split of scikit-learn (default: nunchi)
    record Stratified(double amount, @Nullable Long seed, Generator generator) implements Splitter {
        public Stratified {
            requireAmount(amount);
            Check.require(generator != null, "generator of a stratified split is missing; it must be nunchi or numpy");
        }

        public Stratified(double amount) {
            this(amount, null, Generator.NUNCHI);
        }

        @Override
        public Cut cut(Dataset data, long runSeed) {
            int held = held(amount, data.size());
            requireParts(held, data.size(), this);
            return Strata.of(data, this).cut(held, generator.permutations(seed == null ? runSeed : seed));
        }

        @Override
        public String inWords() {
            return words(amount) + " with the classes in proportion, " + chosen(seed)
                    + generator.like("StratifiedShuffleSplit");
        }
    }

    /// Different texts chosen at random, each with all its rows: of sentences with several translations, all are on one
    /// side, so that no sentence of the test set was trained on.
    ///
    /// @param amount fraction of the different texts below 1, rounded up, or number of different texts from 1
    /// @param seed   random seed of the choice; null for the seed of the run
    record BySource(double amount, @Nullable Long seed) implements Splitter {
        public BySource {
            requireAmount(amount);
        }

        public BySource(double amount) {
            this(amount, null);
        }

        @Override
        public Cut cut(Dataset data, long runSeed) {
            List<String> texts = IntStream.range(0, data.size())
                    .mapToObj(row -> data.text(row).orElse(""))
                    .toList();
            List<String> different = texts.stream().distinct().toList();
            Check.require(
                    different.size() > 1,
                    "%s has not several texts, which a split of %s needs; take random or last"
                            .formatted(data.name(), inWords()));
            int count = held(amount, different.size());
            requireParts(count, different.size(), this);
            int[] order =
                    Generator.NUNCHI.permutations(seed == null ? runSeed : seed).next(different.size());
            Set<String> held =
                    IntStream.of(order).limit(count).mapToObj(different::get).collect(Collectors.toSet());
            return new Cut(
                    IntStream.range(0, texts.size())
                            .filter(row -> !held.contains(texts.get(row)))
                            .toArray(),
                    IntStream.range(0, texts.size())
                            .filter(row -> held.contains(texts.get(row)))
                            .toArray());
        }

        @Override
        public String inWords() {
            String texts = amount == 1 ? "1 text" : words(amount).replace("rows", "different texts");
            return "the rows of %s, %s".formatted(texts, chosen(seed));
        }
    }

    /// One of several equal parts that share the rows among them, so that each row is held out once if every fold is
    /// run: scikit-learn's `KFold`, stratified its `StratifiedKFold`.
    ///
    /// @param folds      number of folds
    /// @param fold       fold that is held out, from 1 to `folds`
    /// @param stratified whether each fold has the classes in the same proportion (default: false)
    /// @param shuffle    whether the examples are shuffled before they are split (default: true)
    /// @param seed       random seed of the order; null for the seed of the run. Repetitions with several seeds need
    ///     one here, or their folds differ
    /// @param generator  random numbers of Nunchi or of NumPy; NumPy's give the folds of scikit-learn (default: nunchi)
    record KFold(
            int folds,
            int fold,
            boolean stratified,
            boolean shuffle,
            @Nullable Long seed,
            Generator generator) implements Splitter {
        public KFold {
            Check.require(folds >= 2, "folds is %d; it must be at least 2".formatted(folds));
            Check.require(fold >= 1 && fold <= folds, "fold is %d; it must be 1 to %d".formatted(fold, folds));
            Check.require(generator != null, "generator of a k-fold split is missing; it must be nunchi or numpy");
        }

        public KFold(int folds, int fold) {
            this(folds, fold, false, true, null, Generator.NUNCHI);
        }

        @Override
        public Cut cut(Dataset data, long runSeed) {
            int rows = data.size();
            Check.require(
                    folds <= rows,
                    "%d rows cannot be shared among %d folds; there must be at most %d".formatted(rows, folds, rows));
            Generator.Permutations random =
                    shuffle ? generator.permutations(seed == null ? runSeed : seed) : Generator.Permutations.NONE;
            int[] foldOf = stratified ? Strata.of(data, this).folds(folds, random) : inTurn(rows, random);
            return new Cut(
                    rowsWhere(rows, row -> foldOf[row] != fold - 1), rowsWhere(rows, row -> foldOf[row] == fold - 1));
        }

        /// The first `rows mod folds` folds have one row more.
        private int[] inTurn(int rows, Generator.Permutations random) {
            int[] order = random.next(rows);
            int[] foldOf = new int[rows];
            int position = 0;
            for (int part = 0; part < folds; part++) {
                int end = position + rows / folds + (part < rows % folds ? 1 : 0);
                while (position < end) {
                    foldOf[order[position++]] = part;
                }
            }
            return foldOf;
        }

        private static int[] rowsWhere(int rows, IntPredicate wanted) {
            return IntStream.range(0, rows).filter(wanted).toArray();
        }

        @Override
        public String inWords() {
            String how = (stratified ? " with the classes in proportion" : "")
                    + (shuffle ? ", shared out " + chosen(seed) : ", shared out in order");
            return "fold %d of %d".formatted(fold, folds)
                    + how
                    + (shuffle ? generator.like(stratified ? "StratifiedKFold" : "KFold") : "");
        }
    }

    private static int held(double amount, int rows) {
        return amount < 1 ? (int) Math.ceil(rows * amount) : (int) amount;
    }

    private static String chosen(@Nullable Long seed) {
        return seed == null ? "at random" : "at random with seed " + seed;
    }

    private static void requireAmount(double amount) {
        boolean whole = amount == Math.rint(amount) && amount <= Integer.MAX_VALUE;
        Check.require(
                amount > 0 && (amount < 1 || whole),
                "amount is %s; it must be a fraction of the rows above 0 and below 1, or a whole number of rows"
                        .formatted(amount));
    }

    private static void requireParts(int held, int rows, Splitter split) {
        Check.require(
                held > 0 && held < rows,
                "a split of %d rows (%s) would hold out %d and keep %d for training; neither may be empty"
                        .formatted(rows, split.inWords(), held, Math.max(0, rows - held)));
    }

    private static String words(double amount) {
        if (amount >= 1) {
            return (long) amount == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", (long) amount);
        }
        return String.format(Locale.ROOT, "%s %% of the rows", Math.round(amount * 1e6) / 1e4)
                .replace(".0 %", " %");
    }
}
