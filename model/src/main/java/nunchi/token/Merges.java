package nunchi.token;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nunchi.check.Check;
import org.jspecify.annotations.Nullable;

/// Pairs of tokens that become one, in the order in which they were learnt: the rules of byte-pair encoding.
public final class Merges {
    /// No merges: every character is a token.
    public static final Merges NONE = new Merges(List.of());

    private final List<Pair> pairs;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final Map<Long, Rule> rules = new HashMap<>();

    /// Two tokens that become one.
    public record Pair(String first, String second) {
        public Pair {
            Check.require(
                    !first.isEmpty() && !second.isEmpty(),
                    "a merge has an empty token; it has two that are put together");
        }
    }

    /// @param rank position among the pairs, from 0
    /// @param made number of what the pair becomes
    private record Rule(int rank, int made) {}

    /// @param pairs in the order in which they were learnt
    public Merges(List<Pair> pairs) {
        this.pairs = Check.elements("merges", pairs);
        for (int rank = 0; rank < pairs.size(); rank++) {
            Pair pair = pairs.get(rank);
            long key = key(number(pair.first), number(pair.second));
            rules.putIfAbsent(key, new Rule(rank, number(pair.first + pair.second)));
        }
    }

    /// In the order in which they were learnt.
    public List<Pair> pairs() {
        return pairs;
    }

    private int number(String text) {
        return numbers.computeIfAbsent(text, _ -> {
            texts.add(text);
            return texts.size() - 1;
        });
    }

    static long key(int first, int second) {
        return (long) first << Integer.SIZE | second & 0xFFFF_FFFFL;
    }

    /// The tokens of a text, in their order: of the rules that fit neighbours, the one learnt first is applied first.
    ///
    /// @param text normalized
    List<String> split(String text) {
        List<String> tokens = new ArrayList<>();
        for (String piece : pieces(text)) {
            merge(piece, tokens);
        }
        return tokens;
    }

    private void merge(String piece, List<String> into) {
        // A character that no rule has is minus itself.
        int[] symbols = piece.codePoints()
                .map(point -> numbers.getOrDefault(Character.toString(point), ~point))
                .toArray();
        int length = symbols.length;
        for (Rule rule = first(symbols, length); rule != null; rule = first(symbols, length)) {
            length = apply(rule, symbols, length);
        }
        for (int i = 0; i < length; i++) {
            into.add(symbols[i] < 0 ? Character.toString(~symbols[i]) : texts.get(symbols[i]));
        }
    }

    private @Nullable Rule first(int[] symbols, int length) {
        Rule first = null;
        for (int i = 0; i + 1 < length; i++) {
            Rule rule = rules.get(key(symbols[i], symbols[i + 1]));
            first = rule != null && (first == null || rule.rank < first.rank) ? rule : first;
        }
        return first;
    }

    private int apply(Rule rule, int[] symbols, int length) {
        int to = 0;
        for (int from = 0; from < length; from++) {
            boolean pair = from + 1 < length && rule.equals(rules.get(key(symbols[from], symbols[from + 1])));
            symbols[to++] = pair ? rule.made : symbols[from];
            from += pair ? 1 : 0;
        }
        return to;
    }

    /// The parts of a text that no token reaches across: each space with the characters up to the next.
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            if (at > start && Splitting.isSpace(point)) {
                pieces.add(text.substring(start, at));
                start = at;
            }
            at += Character.charCount(point);
        }
        if (start < text.length()) {
            pieces.add(text.substring(start));
        }
        return pieces;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Merges merges && merges.pairs.equals(pairs);
    }

    @Override
    public int hashCode() {
        return pairs.hashCode();
    }

    @Override
    public String toString() {
        return "Merges[%d]".formatted(pairs.size());
    }
}
