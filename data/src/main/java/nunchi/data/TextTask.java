package nunchi.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// Texts with texts or classes that follow from them by a rule, drawn with Nunchi's random numbers: what sequence
/// models are tried on. No text is there twice, so that no text of the test set was trained on.
///
/// | name | text | target |
/// |---|---|---|
/// | `addition` | `535+61` | `596`: sums of numbers of up to three digits, as in Keras' example `addition_rnn` |
/// | `copy` | `qfzhe` | `qfzhe`: 4 to 12 letters |
/// | `reverse` | `qfzhe` | `ehzfq` |
/// | `dates` | `5 March 1998`, `Mar 5, 1998`, `05.03.1998` | `1998-03-05` |
/// | `parity` | `100101` | class `odd`: whether the number of ones is even, of 4 to 20 bits |
final class TextTask implements MadeSource {
    /// All there are.
    static final List<DataSource> ALL = List.of(
            new TextTask(
                    "addition",
                    "sums of numbers of up to 3 digits, as texts (Keras' addition_rnn)",
                    45_000,
                    5_000,
                    TextTask::sum),
            new TextTask("copy", "words of random letters, to be repeated", 18_000, 2_000, key -> word(key, false)),
            new TextTask(
                    "reverse", "words of random letters, to be spelt backwards", 18_000, 2_000, key -> word(key, true)),
            new TextTask(
                    "dates",
                    "dates in five ways of writing, to be written as in ISO 8601",
                    18_000,
                    2_000,
                    TextTask::date),
            new TextTask(
                    "parity",
                    "sequences of bits, and whether the number of ones is odd",
                    18_000,
                    2_000,
                    TextTask::bits));
    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");
    private static final List<String> PARITIES = List.of("even", "odd");
    private static final int DIGITS = 3;
    private static final int FIRST_YEAR = 1950;
    private static final int YEARS = 100;
    private static final int SHORT = 3;
    private static final int DAYS = 28;

    private final String name;
    private final String description;
    private final int training;
    private final int test;
    private final Rule rule;

    private TextTask(String name, String description, int training, int test, Rule rule) {
        this.name = name;
        this.description = description;
        this.training = training;
        this.test = test;
        this.rule = rule;
    }

    /// @param text     to be read
    /// @param target   to be predicted
    /// @param identity what no other pair may have
    private record Pair(String text, String target, String identity) {
        Pair(String text, String target) {
            this(text, target, text);
        }
    }

    /// Draws a text.
    private interface Rule {
        Pair of(RandomKey key);
    }

    private static int uniform(RandomKey key, int position, int count) {
        return (int) (key.uniform(position) * count);
    }

    /// `12+5` is `5+12`.
    private static Pair sum(RandomKey key) {
        int first = number(key.with("first"));
        int second = number(key.with("second"));
        return new Pair(
                "%d+%d".formatted(first, second),
                Integer.toString(first + second),
                "%d+%d".formatted(Math.min(first, second), Math.max(first, second)));
    }

    private static int number(RandomKey key) {
        int digits = 1 + uniform(key, 0, DIGITS);
        return IntStream.rangeClosed(1, digits)
                .map(place -> uniform(key, place, 10))
                .reduce(0, (a, b) -> 10 * a + b);
    }

    private static Pair word(RandomKey key, boolean reversed) {
        int length = 4 + uniform(key, 0, 9);
        String word = IntStream.rangeClosed(1, length)
                .mapToObj(place -> String.valueOf((char) ('a' + uniform(key, place, 26))))
                .collect(Collectors.joining());
        return new Pair(word, reversed ? new StringBuilder(word).reverse().toString() : word);
    }

    private static Pair date(RandomKey key) {
        int year = FIRST_YEAR + uniform(key, 0, YEARS);
        int month = uniform(key, 1, MONTHS.size());
        int day = 1 + uniform(key, 2, DAYS);
        String name = MONTHS.get(month);
        String abbreviated = name.substring(0, SHORT);
        String text = switch (uniform(key, 3, 5)) {
            case 0 -> "%d %s %d".formatted(day, name, year);
            case 1 -> "%s %d, %d".formatted(name, day, year);
            case 2 -> "%d %s %d".formatted(day, abbreviated.toLowerCase(Locale.ROOT), year);
            case 3 -> "%s %d, %d".formatted(abbreviated, day, year);
            default -> "%02d.%02d.%d".formatted(day, month + 1, year);
        };
        return new Pair(text, "%d-%02d-%02d".formatted(year, month + 1, day));
    }

    private static Pair bits(RandomKey key) {
        int length = 4 + uniform(key, 0, 17);
        String bits = IntStream.rangeClosed(1, length)
                .mapToObj(place -> Integer.toString(uniform(key, place, 2)))
                .collect(Collectors.joining());
        return new Pair(
                bits, PARITIES.get((int) bits.chars().filter(bit -> bit == '1').count() % 2));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public List<Integer> rows() {
        return List.of(training, test);
    }

    @Override
    public Datasets make() {
        RandomKey key = RandomKey.of(1).with(name);
        Set<String> seen = new HashSet<>();
        List<Pair> pairs = new ArrayList<>(training + test);
        for (long drawn = 0; pairs.size() < training + test; drawn++) {
            Pair pair = rule.of(key.with(drawn));
            if (seen.add(pair.identity())) {
                pairs.add(pair);
            }
        }
        return new Datasets(part(pairs.subList(0, training)), null, part(pairs.subList(training, training + test)));
    }

    private Dataset part(List<Pair> pairs) {
        Texts texts = Texts.given(pairs.stream().map(Pair::text).toList());
        List<String> targets = pairs.stream().map(Pair::target).toList();
        if (!PARITIES.containsAll(targets)) {
            return new TextDataset(new DataCard(name), texts, Texts.given(targets));
        }
        float[] labels = new float[targets.size()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = PARITIES.indexOf(targets.get(row));
        }
        return new TextDataset(
                new DataCard(name).withClasses(PARITIES), texts, new Tensor(Shape.of(labels.length), labels));
    }
}
