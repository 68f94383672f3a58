package nunchi.model;

import java.util.ArrayList;
import java.util.List;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Names;
import nunchi.codec.Required;
import nunchi.token.Merges;
import nunchi.token.Normalization;
import nunchi.token.Punctuation;
import nunchi.token.TextEncoding;
import nunchi.token.Tokens;
import nunchi.token.Truncate;
import nunchi.token.UnicodeForm;
import nunchi.token.Vocabulary;
import org.jspecify.annotations.Nullable;

/// How a model reads texts, as it is stored with the model.
///
/// @param tokens       what texts are cut into: characters, jamo, words or subwords
/// @param unicode      form of Unicode that texts are brought to
/// @param lowercase    whether texts are written in lower case
/// @param length       number of tokens of an example
/// @param vocabulary   known tokens in the order of their ids, from 2 on; 0 is padding and 1 every unknown token
/// @param punctuation  what becomes of punctuation between words; absent where tokens are no words
/// @param truncate     end of a longer text that is left out; absent where longer texts are refused
/// @param merges       pairs of subwords in the order in which they are put together, each pair side by side; absent
///     where tokens are no subwords
/// @param reverse      whether the last token of a text comes first; absent where the first does
/// @param skipLonger   whether examples with a longer text are left out of data; absent where they are not
/// @param stripAccents whether accents are left out; absent where they are not
/// @param alphabet     characters that stay, a space standing for all others; absent where all do
public record TextRecord(
        @Required String tokens,
        @Required UnicodeForm unicode,
        boolean lowercase,
        int length,
        @Required List<String> vocabulary,
        @Nullable Punctuation punctuation,
        @Nullable Truncate truncate,
        @Nullable List<String> merges,
        @Nullable Boolean reverse,
        @Nullable Boolean skipLonger,
        @Nullable Boolean stripAccents,
        @Nullable String alphabet) {
    private static final String WORDS = "words";
    private static final String SUBWORDS = "subwords";

    /// Of tokens that are no words and no subwords, where longer texts are refused.
    public TextRecord(String tokens, UnicodeForm unicode, boolean lowercase, int length, List<String> vocabulary) {
        this(tokens, unicode, lowercase, length, vocabulary, null, null, null, null, null, null, null);
    }

    /// As it is written.
    public static TextRecord of(TextEncoding encoding) {
        return new TextRecord(
                Names.of(encoding.tokens().getClass()),
                encoding.normalization().unicode(),
                encoding.normalization().lowercase(),
                encoding.length(),
                encoding.vocabulary().tokens(),
                encoding.tokens() instanceof Tokens.Words words ? words.punctuation() : null,
                encoding.truncate(),
                encoding.tokens() instanceof Tokens.Subwords ? texts(encoding.merges()) : null,
                encoding.reverse() ? true : null,
                encoding.skipLonger() ? true : null,
                encoding.normalization().stripAccents() ? true : null,
                encoding.normalization().alphabet());
    }

    private static List<String> texts(Merges merges) {
        List<String> texts = new ArrayList<>();
        for (Merges.Pair pair : merges.pairs()) {
            texts.add(pair.first());
            texts.add(pair.second());
        }
        return texts;
    }

    /// As it was before.
    ///
    /// @throws nunchi.check.InvalidRequestException when the record contradicts itself
    public TextEncoding encoding() {
        Vocabulary known = new Vocabulary(vocabulary);
        return new TextEncoding(
                kind(known.size()),
                new Normalization(unicode, lowercase, Boolean.TRUE.equals(stripAccents), alphabet),
                known,
                pairs(),
                length,
                truncate,
                Boolean.TRUE.equals(reverse),
                Boolean.TRUE.equals(skipLonger));
    }

    private Tokens kind(int size) {
        return switch (tokens) {
            case "characters" -> new Tokens.Characters();
            case "jamo" -> new Tokens.Jamo();
            case WORDS -> new Tokens.Words(lowercase, marks());
            case SUBWORDS -> new Tokens.Subwords(size);
            default -> throw Check.unknown("kind of tokens", tokens, List.of("characters", "jamo", WORDS, SUBWORDS));
        };
    }

    private Punctuation marks() {
        if (punctuation == null) {
            throw new InvalidRequestException("it lacks the key text.punctuation");
        }
        return punctuation;
    }

    private Merges pairs() {
        List<String> texts = merges == null ? List.of() : merges;
        Check.require(
                texts.size() % 2 == 0, "text.merges has %d tokens; it has two for each pair".formatted(texts.size()));
        List<Merges.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < texts.size(); i += 2) {
            pairs.add(new Merges.Pair(texts.get(i), texts.get(i + 1)));
        }
        return new Merges(pairs);
    }
}
