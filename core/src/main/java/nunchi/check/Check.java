package nunchi.check;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The checks that compact constructors share. Each throws an [InvalidRequestException] that names the value, what was
/// given and what is allowed.
public final class Check {
    /// A shorter word says too little to guess from.
    /// Words of Keras, PyTorch and scikit-learn, without underscores, with the word here.
    private static final Map<String, String> ELSEWHERE = Map.of(
            "lr", "learningRate",
            "learningrateinit", "learningRate",
            "batchsize", "batch",
            "kernelsize", "kernel",
            "poolsize", "size",
            "outchannels", "filters",
            "nepochs", "epochs",
            "nclusters", "k");

    private static final int LEAST_LETTERS = 3;

    private static final int EXCERPT = 60;
    private static final int LISTED = 12;

    private Check() {}

    /// What a message shows of a text that it quotes: its first 60 characters, on one line.
    public static String excerpt(String text) {
        int line = text.indexOf('\n');
        int end = Math.min(line < 0 ? text.length() : line, EXCERPT);
        boolean halved = end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        return end == text.length() ? text : text.substring(0, halved ? end - 1 : end) + "…";
    }

    /// The first twelve of some names, and how many more there are.
    public static String listed(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
        return names.size() > LISTED ? "%s and %d more".formatted(first, names.size() - LISTED) : first;
    }

    /// @return the value
    /// @throws InvalidRequestException when it is below 1, by its name
    public static int positive(String name, int value) {
        require(value > 0, "%s is %d; it must be at least 1".formatted(name, value));
        return value;
    }

    /// @return the value
    /// @throws InvalidRequestException when it is 0, below or not finite, by its name
    public static double positive(String name, double value) {
        require(value > 0 && Double.isFinite(value), "%s is %s; it must be a number above 0".formatted(name, value));
        return value;
    }

    /// @return the value
    /// @throws InvalidRequestException when it is below 0 or not finite, by its name
    public static double notNegative(String name, double value) {
        require(value >= 0 && Double.isFinite(value), "%s is %s; it must be 0 or more".formatted(name, value));
        return value;
    }

    /// A value of the half-open range [0, 1): dropout rates, momenta, decay rates.
    public static double fraction(String name, double value) {
        require(value >= 0 && value < 1, "%s is %s; it must be at least 0 and below 1".formatted(name, value));
        return value;
    }

    /// @return the value
    /// @throws InvalidRequestException when it is null, by its name
    public static <T> T given(String name, T value) {
        require(value != null, "%s is null; it must be given".formatted(name));
        return value;
    }

    /// @return a copy that cannot be changed
    /// @throws InvalidRequestException when the list or one of its elements is null, by its name
    public static <T> List<T> elements(String name, List<T> values) {
        given(name, values);
        for (int i = 0; i < values.size(); i++) {
            require(
                    values.get(i) != null,
                    "%s has null at position %d, counted from 0; give it a value or leave it out".formatted(name, i));
        }
        return List.copyOf(values);
    }

    /// The same of an array.
    public static <T> List<T> elements(String name, T[] values) {
        return elements(name, Arrays.asList(given(name, values)));
    }

    /// @param complaint one sentence for a person: what happened where, what was expected, how to mend it
    /// @throws InvalidRequestException with the complaint, unless it holds
    public static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new InvalidRequestException(complaint);
        }
    }

    /// @return what stands under the name
    /// @throws InvalidRequestException when nothing does, with the names that are known
    public static <V> V known(String kind, String name, Map<String, V> all) {
        V found = all.get(name);
        if (found == null) {
            throw unknown(kind, name, all.keySet());
        }
        return found;
    }

    /// `unknown layer 'dens'; did you mean 'dense'? Known: dense, dropout, …`
    public static InvalidRequestException unknown(String kind, String name, Collection<String> known) {
        String given = excerpt(name);
        String nearest = nearest(given, known);
        String hint = nearest == null ? "" : " Did you mean '" + nearest + "'?";
        return new InvalidRequestException(
                "unknown %s '%s'.%s Known: %s".formatted(kind, given, hint, String.join(", ", known)));
    }

    /// Whether a name is so like one of those that are known that it is likely to be meant.
    public static boolean isNear(String name, Collection<String> known) {
        return nearest(excerpt(name), known) != null;
    }

    private static @Nullable String nearest(String name, Collection<String> known) {
        String wanted = name.toLowerCase(Locale.ROOT);
        String elsewhere = ELSEWHERE.get(wanted.replace("_", ""));
        if (elsewhere != null && known.contains(elsewhere)) {
            return elsewhere;
        }
        return known.stream()
                .filter(candidate ->
                        distance(wanted, candidate.toLowerCase(Locale.ROOT)) <= Math.max(1, wanted.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(wanted, candidate.toLowerCase(Locale.ROOT))))
                .or(() -> known.stream()
                        .filter(candidate -> shortened(wanted, candidate.toLowerCase(Locale.ROOT)))
                        .findFirst())
                .orElse(null);
    }

    /// Whether all letters of a word are within another in their order, the first in its place: `val_acc` of
    /// `val_accuracy`, `conv` of `conv2d`.
    private static boolean shortened(String word, String whole) {
        int at = 0;
        for (int i = 0; i < whole.length() && at < word.length(); i++) {
            at += whole.charAt(i) == word.charAt(at) ? 1 : 0;
        }
        return at == word.length() && word.length() >= LEAST_LETTERS && whole.charAt(0) == word.charAt(0);
    }

    /// The optimal string alignment distance: the least number of insertions, deletions, replacements and exchanges of
    /// neighbours from `a` to `b`.
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], 1 + cost[i - 2][j - 2]);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
