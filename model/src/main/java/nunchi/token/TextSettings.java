package nunchi.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/// How texts become numbers.
///
/// @param tokens     what texts are cut into: characters, jamo (letters of Korean syllables), words or subwords; null
///     for words with each punctuation mark a token
/// @param normalize  what is done to texts before; null for the Unicode form nfc
/// @param vocabulary tokens that the model knows, all others being unknown; null for all of the training set
/// @param length     number of tokens of an example; null for those of the longest text of the training set
public record TextSettings(
        @Nullable Tokens tokens,
        @Nullable Normalization normalize,
        @Nullable VocabularySettings vocabulary,
        @Nullable LengthSettings length) {
    /// With nothing given.
    public static final TextSettings PLAIN = new TextSettings(null, null, null, null);

    /// @throws InvalidRequestException when a vocabulary is given beside subwords, which have their own
    public TextSettings {
        Check.require(
                !(tokens instanceof Tokens.Subwords) || vocabulary == null,
                "vocabulary is given, but the vocabulary of subwords has the size that tokens say; leave it out");
    }

    /// The keys that are given.
    public List<String> given() {
        List<String> keys = new ArrayList<>();
        if (tokens != null) {
            keys.add("tokens");
        }
        if (normalize != null) {
            keys.add("normalize");
        }
        if (vocabulary != null) {
            keys.add("vocabulary");
        }
        if (length != null) {
            keys.add("length");
        }
        return keys;
    }

    Tokens tokensOrWords() {
        return tokens == null ? new Tokens.Words() : tokens;
    }

    /// With the lower case of words.
    Normalization normalization() {
        Normalization own = Objects.requireNonNullElseGet(normalize, Normalization::new);
        boolean lower = own.lowercase() || tokens instanceof Tokens.Words words && words.lowercase();
        return new Normalization(own.unicode(), lower);
    }

    VocabularySettings vocabularyOrAll() {
        return Objects.requireNonNullElseGet(vocabulary, VocabularySettings::new);
    }

    LengthSettings lengthOrLongest() {
        return Objects.requireNonNullElseGet(length, LengthSettings::new);
    }
}
