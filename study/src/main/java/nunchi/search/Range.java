package nunchi.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Tree;
import nunchi.random.RandomKey;

/// What a random search draws a value from; see [nunchi.experiment.RandomSettings].
sealed interface Range {
    Tree draw(RandomKey key);

    /// @param key the searched one, for complaints
    /// @throws InvalidRequestException when it is no range
    static Range of(String key, Tree node) {
        if (node instanceof Tree.Sequence(List<Tree> values)) {
            Check.require(!values.isEmpty(), "%s has no values to draw from".formatted(key));
            return new Choice(values);
        }
        String name = node.entries().size() == 1 ? node.entries().firstEntry().getKey() : "";
        Tree bounds = node.path(name);
        Kind kind = List.of(Kind.values()).stream()
                .filter(each -> each.spelling.equals(name))
                .findFirst()
                .orElse(null);
        if (kind == null
                || bounds.size() != 2
                || !(bounds.path(0) instanceof Tree.Number(Number from))
                || !(bounds.path(1) instanceof Tree.Number(Number to))) {
            throw new InvalidRequestException(
                    "%s is drawn from %s; write {uniform: [low, high]}, {log: [low, high]}, {int: [low, high]}, {logInt: [low, high]}"
                                    .formatted(key, node)
                            + " or a list of values");
        }
        return interval(key, kind, from.doubleValue(), to.doubleValue());
    }

    private static Interval interval(String key, Kind kind, double low, double high) {
        Check.require(
                low <= high && Double.isFinite(high - low),
                "%s is drawn from %s to %s; the lower end comes first".formatted(key, low, high));
        Check.require(
                !kind.logarithmic || low > 0,
                "%s is drawn from %s on a logarithmic scale; both ends must be above 0".formatted(key, low));
        Check.require(
                !kind.whole
                        || low == Math.rint(low)
                                && high == Math.rint(high)
                                && Math.abs(high) < 1e9
                                && Math.abs(low) < 1e9,
                "%s is drawn from the whole numbers %s to %s; both ends must be whole".formatted(key, low, high));
        return new Interval(kind, low, high);
    }

    /// How the numbers between two ends are spread.
    enum Kind {
        UNIFORM("uniform", false, false),
        LOG("log", true, false),
        INT("int", false, true),
        LOG_INT("logInt", true, true);

        private final String spelling;
        private final boolean logarithmic;
        private final boolean whole;

        Kind(String spelling, boolean logarithmic, boolean whole) {
            this.spelling = spelling;
            this.logarithmic = logarithmic;
            this.whole = whole;
        }
    }

    /// Numbers between two ends.
    record Interval(Kind kind, double low, double high) implements Range {
        private static final MathContext DIGITS = new MathContext(4);

        @Override
        public Tree draw(RandomKey key) {
            double share = key.uniform(0);
            if (kind == Kind.INT) {
                return Tree.of((int) (low + Math.floor(share * (high - low + 1))));
            }
            double value = kind.logarithmic
                    ? StrictMath.exp(StrictMath.log(low) + share * (StrictMath.log(high) - StrictMath.log(low)))
                    : low + share * (high - low);
            double rounded = kind.whole
                    ? Math.rint(value)
                    : new BigDecimal(value).round(DIGITS).doubleValue();
            double inside = Math.clamp(rounded, low, high);
            return kind.whole ? Tree.of((int) inside) : Tree.of(inside);
        }
    }

    /// One of some values, each equally likely.
    record Choice(List<Tree> values) implements Range {
        @Override
        public Tree draw(RandomKey key) {
            return values.get((int) (key.uniform(0) * values.size()));
        }
    }

    /// What a key is drawn to in each of some trials.
    static List<Tree> draws(String key, Tree range, int trials, RandomKey random) {
        Range drawn = of(key, range);
        return IntStream.range(0, trials)
                .mapToObj(trial -> drawn.draw(random.with(key).with(trial)))
                .toList();
    }
}
