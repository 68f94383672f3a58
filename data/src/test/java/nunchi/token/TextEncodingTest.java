package nunchi.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import nunchi.check.InvalidRequestException;
import org.junit.jupiter.api.Test;

final class TextEncodingTest {
    private static final List<String> CORPUS = List.of("the cat saw the dog", "a dog saw a cat, the end", "no cat");
    private static final List<String> UNUSUAL = List.of(
            "e\u0301te\u0301 \u00e9t\u00e9",
            "\uD83D\uDE00 \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67!",
            "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
            "nul\0nul",
            "half \uD83D and \uDE00",
            "\ud55c\uad6d\uc5b4\ub97c",
            "fin\u00a0! \ufb01n\u202f?");

    private static TextEncoding characters(Normalization normalization, List<String> texts) {
        return TextEncoding.learn(new TextSettings(new Tokens.Characters(), normalization, null, null), texts);
    }

    private static TextEncoding words(VocabularySettings vocabulary, LengthSettings length) {
        return TextEncoding.learn(new TextSettings(new Tokens.Words(), null, vocabulary, length), CORPUS);
    }

    /// Counted by Python's `collections.Counter`, sorted by `(-count, text)`.
    @Test
    void theVocabularyHasTheMostFrequentTokensFirst() {
        TextEncoding all = words(null, null);
        assertThat(all.vocabulary().tokens()).containsExactly("cat", "the", "a", "dog", "saw", ",", "end", "no");
        assertThat(all.length()).isEqualTo(8);
        assertThat(words(new VocabularySettings(5, 1), null).vocabulary().tokens())
                .containsExactly("cat", "the", "a");
        assertThat(words(new VocabularySettings(null, 3), null).vocabulary().tokens())
                .containsExactly("cat", "the");
        assertThat(all.example("the black cat")).containsExactly(3, 1, 2, 0, 0, 0, 0, 0);
        assertThat(all.text(all.ids("the black cat"))).isEqualTo("the \uFFFD cat");
        assertThat(all.tokens("no, Cat"))
                .containsExactly(
                        new TextEncoding.Token("no", true),
                        new TextEncoding.Token(",", true),
                        new TextEncoding.Token("Cat", false));
    }

    @Test
    void charactersPutTogetherAreTheNormalizedText() {
        for (UnicodeForm form : UnicodeForm.values()) {
            for (boolean lowercase : List.of(true, false)) {
                requireWhole(new Normalization(form, lowercase));
                requireWhole(new Normalization(form, lowercase, true, null));
                requireWhole(new Normalization(form, lowercase, false, "!-~\u00a1-\uffff"));
            }
        }
    }

    private static void requireWhole(Normalization normalization) {
        TextEncoding encoding = characters(normalization, UNUSUAL);
        for (String text : UNUSUAL) {
            String normalized = normalization.of(text);
            assertThat(encoding.text(encoding.ids(text))).isEqualTo(normalized);
            assertThat(normalization.of(normalized)).isEqualTo(normalized);
            assertThat(encoding.ids(text)).hasSize(normalized.codePointCount(0, normalized.length()));
        }
    }

    /// Expected values are those of Python: `unicodedata.normalize('NFD', …)` without category Mn, then
    /// `re.sub('[^a-z!?]+', ' ', …).strip()`.
    @Test
    void accentsAndCharactersOutsideOfTheAlphabetAreLeftOut() {
        Normalization ascii = new Normalization(UnicodeForm.NFC, true, true, "a-z!?");
        assertThat(ascii.of("\u00c7a c'est l'\u0152uvre du 3\u1d49 No\u00ebl\u202f!"))
                .isEqualTo("ca c est l uvre du noel !");
        assertThat(new Normalization(UnicodeForm.NFC, false, true, null).of("\u00c9t\u00e9 \ud55c\uad6d \u0457"))
                .as("syllables are put together again")
                .isEqualTo("Ete \ud55c\uad6d \u0456");
        assertThat(new Normalization(UnicodeForm.NFC, false, false, "-a0-9").of(" 3-4 = a--b"))
                .as("a minus at an end is itself")
                .isEqualTo("3-4 a--");
        assertThat(new Normalization(UnicodeForm.NFC, false, false, "\u00e9-").of("-\u00e9e\u0301x-"))
                .isEqualTo("-\u00e9\u00e9 -");
        assertThatThrownBy(() -> new Normalization(UnicodeForm.NFC, false, false, ""))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("alphabet is empty; name the characters that stay, such as 'a-z!?'");
        assertThatThrownBy(() -> new Normalization(UnicodeForm.NFC, false, false, "xz-a"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("alphabet has the range z-a, but a comes before z; write a-z");
    }

    @Test
    void aPairOfSurrogatesIsOneTokenAndHalfOfOneIsReplaced() {
        TextEncoding encoding = characters(new Normalization(), List.of("\uD83D\uDE00\uD83D"));
        assertThat(encoding.tokens("\uD83D\uDE00\uD83D").stream().map(TextEncoding.Token::text))
                .containsExactly("\uD83D\uDE00", "\uFFFD");
    }

    @Test
    void jamoAreTheLettersOfSyllables() {
        List<String> texts = List.of("\ud55c\uad6d\uc5b4", "\u00e9");
        TextEncoding encoding = TextEncoding.learn(new TextSettings(new Tokens.Jamo(), null, null, null), texts);
        assertThat(encoding.ids("\ud55c\uad6d\uc5b4")).hasSize(3 + 3 + 2);
        assertThat(encoding.tokens("\u00e9").stream().map(TextEncoding.Token::text))
                .containsExactly("e", "\u0301");
        texts.forEach(text -> assertThat(encoding.text(encoding.ids(text))).isEqualTo(text));
    }

    @Test
    void spacesWithoutABreakPartWordsAndNfkcMakesThemSpaces() {
        String text = "Fin\u00a0: l'\u00e9t\u00e9\u202f!";
        TextEncoding words = TextEncoding.learn(new TextSettings(null, null, null, null), List.of(text));
        assertThat(words.tokens(text).stream().map(TextEncoding.Token::text))
                .containsExactly("Fin", ":", "l", "'", "\u00e9t\u00e9", "!");
        assertThat(new Normalization().of(text)).isEqualTo(text);
        assertThat(new Normalization(UnicodeForm.NFKC, true).of(text)).isEqualTo("fin : l'\u00e9t\u00e9 !");
    }

    @Test
    void punctuationIsSeparatedKeptOrRemoved() {
        String text = "Well, 3.5 times!";
        assertThat(cut(text, Punctuation.SEPARATE)).containsExactly("well", ",", "3", ".", "5", "times", "!");
        assertThat(cut(text, Punctuation.KEEP)).containsExactly("well,", "3.5", "times!");
        assertThat(cut(text, Punctuation.REMOVE)).containsExactly("well", "3", "5", "times");
    }

    private static List<String> cut(String text, Punctuation punctuation) {
        TextSettings settings = new TextSettings(new Tokens.Words(true, punctuation), null, null, null);
        return TextEncoding.learn(settings, List.of(text)).tokens(text).stream()
                .map(TextEncoding.Token::text)
                .toList();
    }

    @Test
    void longerTextsAreCutAtTheEndThatIsNamed() {
        LengthSettings start = new LengthSettings(3, Truncate.START);
        LengthSettings end = new LengthSettings(3, Truncate.END);
        assertThat(words(null, start).text(words(null, start).ids("the cat saw the dog")))
                .isEqualTo("saw the dog");
        assertThat(words(null, end).text(words(null, end).ids("the cat saw the dog")))
                .isEqualTo("the cat saw");
        assertThatThrownBy(() -> words(null, new LengthSettings(3, null)).ids("the cat saw the dog"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "the text 'the cat saw the dog' has 5 words, but an example has 3; shorten it, or train with data.length={max: 5}, or with {max: 3, truncate: end}, which leaves the end of longer texts out");
    }

    @Test
    void whatHasNoTokensIsRefused() {
        assertThatThrownBy(() -> words(null, null).ids(" \u00a0\n")).hasMessageContaining("the text is empty");
        assertThatThrownBy(() -> words(new VocabularySettings(null, 9), null))
                .hasMessageContaining("no token of the training set occurs 9 times");
        assertThatThrownBy(() -> new Vocabulary(List.of("a", "a"))).hasMessageContaining("twice");
        assertThatThrownBy(() -> words(null, null).text(99)).hasMessageContaining("there is no token 99");
        assertThatThrownBy(() -> new TextSettings(new Tokens.Subwords(9), null, new VocabularySettings(), null))
                .hasMessageContaining("leave it out");
    }

    @Test
    void anyTextIsReadOrRefused() {
        TextEncoding encoding = characters(new Normalization(), UNUSUAL);
        Random random = new Random(5);
        for (int i = 0; i < 1000; i++) {
            String text = random.ints(1 + random.nextInt(12), 0, 0x10000)
                    .mapToObj(unit -> Character.toString((char) unit))
                    .collect(Collectors.joining());
            String normalized = encoding.normalization().of(text);
            assertThat(normalized).isEqualTo(Normalizer.normalize(normalized, Normalizer.Form.NFC));
            if (normalized.codePointCount(0, normalized.length()) <= encoding.length()) {
                assertThat(encoding.example(text)).hasSize(encoding.length());
            }
        }
    }
}
