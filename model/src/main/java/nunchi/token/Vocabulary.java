package nunchi.token;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;

/// The tokens that a model knows, and their numbers (ids): 0 is padding, 1 every token that is not known, and 2, 3, …
/// are the known ones, the most frequent of the training set first, of equally frequent ones the first in the order of
/// texts.
public final class Vocabulary {
    /// The id of padding.
    public static final int PADDING = 0;

    /// The id of every token that is not known.
    public static final int UNKNOWN = 1;

    /// The id of the first known token.
    public static final int FIRST = 2;

    private static final Comparator<Map.Entry<String, Long>> ORDER =
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    private final List<String> tokens;
    private final Map<String, Integer> ids;

    /// @param tokens known ones in the order of their ids
    /// @throws InvalidRequestException without any, and when one stands there twice or is empty
    public Vocabulary(List<String> tokens) {
        this.tokens = Check.elements("vocabulary", tokens);
        Check.require(!tokens.isEmpty(), "a vocabulary has no tokens; it needs at least one");
        this.ids = HashMap.newHashMap(tokens.size());
        for (String token : tokens) {
            Integer other = ids.put(token, FIRST + ids.size());
            Check.require(
                    other == null && !token.isEmpty(),
                    "a vocabulary has the token '%s' twice, or an empty one; each token has one id"
                            .formatted(Check.excerpt(token)));
        }
    }

    /// Of the tokens of a training set.
    ///
    /// @param counts how often each occurs
    /// @throws InvalidRequestException when none is left
    static Vocabulary of(Map<String, Long> counts, VocabularySettings settings) {
        Stream<String> frequent = counts.entrySet().stream()
                .filter(each -> each.getValue() >= settings.minCount())
                .sorted(ORDER)
                .map(Map.Entry::getKey);
        Integer size = settings.size();
        List<String> known = (size == null ? frequent : frequent.limit(size - FIRST)).toList();
        Check.require(
                !known.isEmpty(),
                "no token of the training set occurs %d times, so that the vocabulary would be empty; give vocabulary a smaller minCount"
                        .formatted(settings.minCount()));
        return new Vocabulary(known);
    }

    /// All of them, in order.
    static Vocabulary ofAll(Map<String, Long> counts) {
        return new Vocabulary(
                counts.entrySet().stream().sorted(ORDER).map(Map.Entry::getKey).toList());
    }

    /// The known tokens in the order of their ids, from 2 on.
    public List<String> tokens() {
        return tokens;
    }

    /// How many ids there are: the known tokens, padding and the unknown token.
    public int size() {
        return FIRST + tokens.size();
    }

    /// The id of a token; 1 where it is not known.
    public int id(String token) {
        return ids.getOrDefault(token, UNKNOWN);
    }

    /// The token of an id: nothing for padding, U+FFFD for the unknown token.
    ///
    /// @throws InvalidRequestException when there is no such id
    public String token(int id) {
        Check.require(
                id >= 0 && id < size(), "there is no token %d; the vocabulary has 0 to %d".formatted(id, size() - 1));
        return id == PADDING ? "" : id == UNKNOWN ? "\uFFFD" : tokens.get(id - FIRST);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vocabulary vocabulary && vocabulary.tokens.equals(tokens);
    }

    @Override
    public int hashCode() {
        return tokens.hashCode();
    }

    @Override
    public String toString() {
        return "Vocabulary[%d tokens]".formatted(size());
    }
}
