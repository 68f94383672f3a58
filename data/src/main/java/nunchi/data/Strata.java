package nunchi.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.Check;

/// The rows of a data set by their classes, and the ways of scikit-learn 1.2 to share them out in proportion, with its
/// random numbers in its order.
///
/// @param rowsOf the rows of each class that has any, ascending, in the order of the class numbers
/// @param names  of the classes that have any
record Strata(int[][] rowsOf, List<String> names) {

    /// @param split for the refusal of a set without classes
    static Strata of(Dataset data, Splitter split) {
        Check.require(
                !data.classes().isEmpty(),
                "%s has no classes, which a split in proportion to them (%s) needs; take random or last"
                        .formatted(data.name(), split.inWords()));
        Check.require(
                data.hasLabels(),
                "examples of %s may have several classes, so that they cannot be split in proportion to them (%s); take random or last"
                        .formatted(data.name(), split.inWords()));
        int[] labels = IntStream.range(0, data.size()).map(data::label).toArray();
        int[] present = Arrays.stream(labels).distinct().sorted().toArray();
        return new Strata(
                Arrays.stream(present)
                        .mapToObj(label -> IntStream.range(0, labels.length)
                                .filter(row -> labels[row] == label)
                                .toArray())
                        .toArray(int[][]::new),
                Arrays.stream(present).mapToObj(data.classes()::get).toList());
    }

    /// `StratifiedShuffleSplit`: first how many of each class are kept, then how many of the rest are held, then an
    /// order of each class.
    Splitter.Cut cut(int held, Generator.Permutations random) {
        int[] counts = Arrays.stream(rowsOf).mapToInt(rows -> rows.length).toArray();
        int kept = Arrays.stream(counts).sum() - held;
        requireRows(counts, kept, held);
        int[] keptOf = proportional(counts, kept, random);
        int[] heldOf = proportional(
                IntStream.range(0, counts.length)
                        .map(i -> counts[i] - keptOf[i])
                        .toArray(),
                held,
                random);
        int[] keptRows = new int[kept];
        int[] heldRows = new int[held];
        int nextKept = 0;
        int nextHeld = 0;
        for (int i = 0; i < counts.length; i++) {
            int[] rows = taken(rowsOf[i], random.next(counts[i]));
            System.arraycopy(rows, 0, keptRows, nextKept, keptOf[i]);
            System.arraycopy(rows, keptOf[i], heldRows, nextHeld, heldOf[i]);
            nextKept += keptOf[i];
            nextHeld += heldOf[i];
        }
        return new Splitter.Cut(taken(keptRows, random.next(kept)), taken(heldRows, random.next(held)));
    }

    private void requireRows(int[] counts, int kept, int held) {
        IntStream.range(0, counts.length)
                .filter(i -> counts[i] < 2)
                .findFirst()
                .ifPresent(i -> Check.require(
                        false,
                        "the class %s has only 1 row, which cannot be in both sets of a stratified split; take random"
                                .formatted(names.get(i))));
        Check.require(
                Math.min(kept, held) >= counts.length,
                "a stratified split of %d classes would hold out %d rows and keep %d; each set must have at least one row of each class"
                        .formatted(counts.length, held, kept));
    }

    private static int[] taken(int[] rows, int[] order) {
        return Arrays.stream(order).map(position -> rows[position]).toArray();
    }

    /// `draws` shared out in proportion to the counts: whole parts first, the rest by largest remainders, equal ones by
    /// lot.
    private static int[] proportional(int[] counts, int draws, Generator.Permutations random) {
        double all = Arrays.stream(counts).sum();
        double[] shares =
                Arrays.stream(counts).mapToDouble(count -> count / all * draws).toArray();
        int[] whole =
                Arrays.stream(shares).mapToInt(share -> (int) Math.floor(share)).toArray();
        int left = draws - Arrays.stream(whole).sum();
        double[] remainders = IntStream.range(0, counts.length)
                .mapToDouble(i -> shares[i] - whole[i])
                .toArray();
        double[] largestLast = Arrays.stream(remainders).distinct().sorted().toArray();
        for (int next = largestLast.length - 1; left > 0 && next >= 0; next--) {
            double remainder = largestLast[next];
            int[] equal = IntStream.range(0, counts.length)
                    .filter(i -> remainders[i] == remainder)
                    .toArray();
            int[] order = random.next(equal.length);
            int added = Math.min(equal.length, left);
            for (int i = 0; i < added; i++) {
                whole[equal[order[i]]]++;
            }
            left -= added;
        }
        return whole;
    }

    /// `StratifiedKFold`: the fold, from 0, of each row. The classes count in the order of their first rows.
    int[] folds(int folds, Generator.Permutations random) {
        int[][] byOccurrence = Arrays.stream(rowsOf)
                .sorted((a, b) -> Integer.compare(a[0], b[0]))
                .toArray(int[][]::new);
        int most =
                Arrays.stream(byOccurrence).mapToInt(rows -> rows.length).max().orElseThrow();
        Check.require(
                most >= folds,
                "no class has the %d rows that as many stratified folds take; take at most %d".formatted(folds, most));
        int[] foldOf =
                new int[Arrays.stream(rowsOf).mapToInt(rows -> rows.length).sum()];
        int before = 0;
        for (int[] rows : byOccurrence) {
            int[] shared = shared(rows.length, before, folds);
            int[] order = random.next(rows.length);
            for (int i = 0; i < rows.length; i++) {
                foldOf[rows[i]] = shared[order[i]];
            }
            before += rows.length;
        }
        return foldOf;
    }

    /// The folds of a class, ascending, when rows sorted by class are dealt out in turn.
    private static int[] shared(int rows, int before, int folds) {
        return IntStream.range(before, before + rows)
                .map(position -> position % folds)
                .sorted()
                .toArray();
    }
}
