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
/// @param reverse    whether the last token of a text comes first, as in Sutskever, Vinyals, Le: *Sequence to sequence
///     learning with neural networks*, 2014 (default: false)
/// @param startsWith beginnings of the texts that are taken, examples with others being left out of the data. A text
///     is compared as its tokens are put together again: normalized, words with one space between; empty for all texts
public record TextSettings(
        @Nullable Tokens tokens,
        @Nullable Normalization normalize,
        @Nullable VocabularySettings vocabulary,
        @Nullable LengthSettings length,
        boolean reverse,
        List<String> startsWith) {
    /// With nothing given.
    public static final TextSettings PLAIN = new TextSettings(null, null, null, null, false);

    /// @throws InvalidRequestException when a vocabulary is given beside subwords, which have their own, or a beginning
    ///                                 is blank
    public TextSettings {
        startsWith = Check.elements("startsWith", startsWith);
        Check.require(
                startsWith.stream().noneMatch(String::isBlank),
                "startsWith has a blank text; give the beginnings of texts, or leave it out for all");
        Check.require(
                !(tokens instanceof Tokens.Subwords) || vocabulary == null,
                "vocabulary is given, but the vocabulary of subwords has the size that tokens say; leave it out");
        Check.require(
                !(tokens instanceof Tokens.Subwords) || length == null || !length.skipLonger(),
                "length.skipLonger counts tokens before subwords are learnt; take truncate, or other tokens");
    }

    /// Of all texts.
    public TextSettings(
            @Nullable Tokens tokens,
            @Nullable Normalization normalize,
            @Nullable VocabularySettings vocabulary,
            @Nullable LengthSettings length,
            boolean reverse) {
        this(tokens, normalize, vocabulary, length, reverse, List.of());
    }

    /// Of texts from their beginning to their end.
    public TextSettings(
            @Nullable Tokens tokens,
            @Nullable Normalization normalize,
            @Nullable VocabularySettings vocabulary,
            @Nullable LengthSettings length) {
        this(tokens, normalize, vocabulary, length, false);
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
        if (reverse) {
            keys.add("reverse");
        }
        if (!startsWith.isEmpty()) {
            keys.add("startsWith");
        }
        return keys;
    }

    Tokens tokensOrWords() {
        return tokens == null ? new Tokens.Words() : tokens;
    }

    /// With the lower case of words.
    Normalization normalization() {
        Normalization own = Objects.requireNonNullElseGet(normalize, Normalization::new);
        boolean lower = tokens instanceof Tokens.Words words && words.lowercase();
        return own.orLowercase(lower);
    }

    VocabularySettings vocabularyOrAll() {
        return Objects.requireNonNullElseGet(vocabulary, VocabularySettings::new);
    }

    /// Whether a text is one of those that are left out, being longer than the length says.
    public boolean skips(String text) {
        return skipsLonger()
                && TextEncoding.count(this, text)
                        > Objects.requireNonNull(lengthOrLongest().max());
    }

    /// Whether examples with longer texts are left out.
    public boolean skipsLonger() {
        return lengthOrLongest().skipLonger();
    }

    /// Whether a text is one of those that are taken, by its beginning.
    public boolean takes(String text) {
        if (startsWith.isEmpty()) {
            return true;
        }
        String seen = TextEncoding.joined(this, text);
        return startsWith.stream().anyMatch(seen::startsWith);
    }

    /// Whether neither length nor beginning nor direction is given.
    public boolean takesAllInOrder() {
        return length == null && !reverse && startsWith.isEmpty();
    }

    LengthSettings lengthOrLongest() {
        return Objects.requireNonNullElseGet(length, LengthSettings::new);
    }
}
