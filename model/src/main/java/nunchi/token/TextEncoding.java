package nunchi.token;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/// How a model reads texts: each becomes an example `[length]` of ids, padded with 0 at its end. It is learnt from the
/// training set alone, and stored with the model.
///
/// @param tokens        what texts are cut into
/// @param normalization what is done to texts before
/// @param vocabulary    known tokens and their ids
/// @param merges        of subwords; of other tokens none
/// @param length        number of tokens of an example
/// @param truncate      which end of a longer text is left out; null where longer texts are refused
/// @param reverse       whether the last token of a text comes first
/// @param skipLonger    whether examples with a longer text are left out of data
public record TextEncoding(
        Tokens tokens,
        Normalization normalization,
        Vocabulary vocabulary,
        Merges merges,
        int length,
        @Nullable Truncate truncate,
        boolean reverse,
        boolean skipLonger) {
    /// The key of the length of the texts that a model reads.
    static final String LENGTH = "data.length";

    public TextEncoding {
        Check.positive("length", length);
        Check.require(
                tokens instanceof Tokens.Subwords || merges.pairs().isEmpty(),
                "merges are given, but the tokens are no subwords; leave them out");
    }

    /// A token of a text, as the model sees it.
    ///
    /// @param text  of the token
    /// @param known whether the model knows it; of unknown tokens it sees that there is one
    public record Token(String text, boolean known) {}

    /// Learnt from the texts of a training set.
    ///
    /// @throws InvalidRequestException when no token is left for the vocabulary, or the settings of subwords do not fit
    public static TextEncoding learn(TextSettings settings, List<String> texts) {
        Normalization normalization = settings.normalization();
        Tokens tokens = settings.tokensOrWords();
        List<String> normalized = texts.stream().map(normalization::of).toList();
        MergeLearner.@Nullable Learnt learnt =
                tokens instanceof Tokens.Subwords subwords ? subwords(normalized, subwords) : null;
        Merges merges = learnt == null ? Merges.NONE : learnt.merges();
        Map<String, Long> counts = new HashMap<>();
        int longest = 1;
        for (String text : normalized) {
            List<String> cut = cut(tokens, merges, text);
            cut.forEach(token -> counts.merge(token, 1L, Long::sum));
            longest = Math.max(longest, cut.size());
        }
        // What was put into longer subwords everywhere may stand alone in other texts.
        if (learnt != null) {
            learnt.tokens().forEach(token -> counts.putIfAbsent(token, 0L));
        }
        Vocabulary vocabulary =
                learnt == null ? Vocabulary.of(counts, settings.vocabularyOrAll()) : Vocabulary.ofAll(counts);
        LengthSettings length = settings.lengthOrLongest();
        return new TextEncoding(
                tokens,
                normalization,
                vocabulary,
                merges,
                length.max() == null ? longest : length.max(),
                length.truncate(),
                settings.reverse(),
                length.skipLonger());
    }

    /// The number of tokens of a text, of tokens that are not learnt.
    static int count(TextSettings settings, String text) {
        return cut(
                        settings.tokensOrWords(),
                        Merges.NONE,
                        settings.normalization().of(text))
                .size();
    }

    /// A text put together from its tokens.
    static String joined(TextSettings settings, String text) {
        String normalized = settings.normalization().of(text);
        return settings.tokens() instanceof Tokens.Subwords
                ? normalized
                : joined(settings.tokensOrWords(), cut(settings.tokensOrWords(), Merges.NONE, normalized));
    }

    /// Whether a text is one of those that are left out of data, being too long.
    public boolean skips(String text) {
        return skipLonger && cut(tokens, merges, normalization.of(text)).size() > length;
    }

    /// The same with another number of tokens.
    TextEncoding withLength(int other) {
        return new TextEncoding(tokens, normalization, vocabulary, merges, other, truncate, reverse, skipLonger);
    }

    private static MergeLearner.Learnt subwords(List<String> texts, Tokens.Subwords settings) {
        Map<String, Long> pieces = texts.stream()
                .flatMap(text -> Merges.pieces(text).stream())
                .collect(Collectors.groupingBy(piece -> piece, Collectors.counting()));
        return MergeLearner.learn(pieces, settings.size());
    }

    static List<String> cut(Tokens tokens, Merges merges, String normalized) {
        return switch (tokens) {
            case Tokens.Characters() -> Splitting.characters(normalized);
            case Tokens.Jamo() -> Splitting.jamo(normalized);
            case Tokens.Words words -> Splitting.words(normalized, words.punctuation());
            case Tokens.Subwords _ -> merges.split(normalized);
        };
    }

    /// The shape of an example has this number of ids, and its values are below [Vocabulary#size()].
    ///
    /// @throws InvalidRequestException for a text without tokens, and for one that is too long
    public float[] example(String text) {
        float[] example = new float[length];
        List<String> cut = seen(text, LENGTH);
        for (int i = 0; i < cut.size(); i++) {
            example[i] = vocabulary.id(cut.get(i));
        }
        return example;
    }

    /// The ids of a text, without padding.
    ///
    /// @throws InvalidRequestException for a text without tokens, and for one that is too long
    public int[] ids(String text) {
        return ids(text, LENGTH);
    }

    /// @param key of the length in an experiment, which is told where the text is too long
    int[] ids(String text, String key) {
        return seen(text, key).stream().mapToInt(vocabulary::id).toArray();
    }

    /// The ids of a text that may be longer than an example.
    ///
    /// @throws InvalidRequestException for a text without tokens
    public List<Integer> idsOfAnyLength(String text) {
        return all(text).stream().map(vocabulary::id).toList();
    }

    /// The tokens of a text of any length that the vocabulary lacks, each once.
    ///
    /// @throws InvalidRequestException for a text without tokens
    public List<String> unknown(String text) {
        return all(text).stream()
                .filter(token -> vocabulary.id(token) == Vocabulary.UNKNOWN)
                .distinct()
                .toList();
    }

    /// However many there are, but not none.
    private List<String> all(String text) {
        List<String> found = cut(tokens, merges, normalization.of(text));
        Check.require(!found.isEmpty(), "the text is empty: it has no %s; write at least one".formatted(unit()));
        return found;
    }

    /// The tokens of a text as the model sees them.
    ///
    /// @throws InvalidRequestException for a text without tokens, and for one that is too long
    public List<Token> tokens(String text) {
        return seen(text, LENGTH).stream()
                .map(token -> new Token(token, vocabulary.id(token) != Vocabulary.UNKNOWN))
                .toList();
    }

    private List<String> seen(String text, String key) {
        List<String> kept = kept(text, key);
        return reverse ? kept.reversed() : kept;
    }

    private List<String> kept(String text, String key) {
        List<String> all = all(text);
        int spare = all.size() - length;
        if (spare <= 0) {
            return all;
        }
        if (truncate == null) {
            throw new InvalidRequestException(
                    ("the text '%s' has %,d %s, but an example has %,d; shorten it, or train with %s={max: %d}, "
                                    + "or with {max: %d, truncate: end}, which leaves the end of longer texts out")
                            .formatted(Check.excerpt(text), all.size(), units(), length, key, all.size(), length));
        }
        return truncate == Truncate.START ? all.subList(spare, all.size()) : all.subList(0, length);
    }

    private String unit() {
        return switch (tokens) {
            case Tokens.Characters() -> "character";
            case Tokens.Jamo() -> "letter";
            case Tokens.Words _ -> "word";
            case Tokens.Subwords _ -> "character";
        };
    }

    private String units() {
        return switch (tokens) {
            case Tokens.Characters() -> "characters";
            case Tokens.Jamo() -> "letters";
            case Tokens.Words _ -> "words";
            case Tokens.Subwords _ -> "subwords";
        };
    }

    /// The text of ids: padding is left out, and U+FFFD stands for unknown tokens. Words are put together with spaces.
    ///
    /// @throws InvalidRequestException when the vocabulary has no such id
    public String text(int... ids) {
        List<String> inOrder = IntStream.of(ids)
                .filter(id -> id != Vocabulary.PADDING)
                .mapToObj(vocabulary::token)
                .toList();
        return joined(tokens, reverse ? inOrder.reversed() : inOrder);
    }

    /// A text as it would be put together from its ids if the vocabulary had all its tokens: `it ' s` for `it's` where
    /// words are parted from punctuation.
    public String asPredicted(String text) {
        return joined(tokens, cut(tokens, merges, normalization.of(text)));
    }

    static String joined(Tokens tokens, List<String> texts) {
        return switch (tokens) {
            case Tokens.Words _ -> String.join(" ", texts);
            case Tokens.Jamo() -> Normalizer.normalize(String.join("", texts), Normalizer.Form.NFC);
            case Tokens.Characters(), Tokens.Subwords _ -> String.join("", texts);
        };
    }
}
