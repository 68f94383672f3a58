package nunchi.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.model.TargetTextRecord;
import nunchi.model.TextRecord;
import org.junit.jupiter.api.Test;

final class TargetEncodingTest {
    private static final List<String> CORPUS = List.of("ab", "abc");

    private static TextSettings characters(LengthSettings length) {
        return new TextSettings(new Tokens.Characters(), null, null, length);
    }

    private static TargetEncoding learnt(LengthSettings length, boolean countPadding) {
        return TargetEncoding.learn(characters(length), countPadding, CORPUS);
    }

    @Test
    void theEndFollowsTheTextAndTheStepsAfterItDoNotCount() {
        TargetEncoding encoding = learnt(null, false);
        assertThat(encoding.length()).as("the longest text and its end").isEqualTo(4);
        assertThat(encoding.classes()).isEqualTo(5);
        assertThat(encoding.target("ab")).containsExactly(2, 3, 0, -1);
        assertThat(encoding.target("a")).containsExactly(2, 0, -1, -1);
        assertThat(encoding.target("abc")).containsExactly(2, 3, 4, 0);
    }

    @Test
    void paddingIsTheEndAgainWhereItCounts() {
        assertThat(learnt(null, true).target("a")).containsExactly(2, 0, 0, 0);
        assertThat(learnt(null, true).target("abc")).containsExactly(2, 3, 4, 0);
    }

    @Test
    void aTextThatFillsAllStepsHasNoEnd() {
        TargetEncoding encoding = learnt(new LengthSettings(3, null), false);
        assertThat(encoding.length()).isEqualTo(3);
        assertThat(encoding.target("abc")).containsExactly(2, 3, 4);
        assertThat(encoding.text(2, 3, 4)).isEqualTo("abc");
        assertThat(TargetEncoding.end(2, 3, 4)).isEqualTo(3);
        assertThatThrownBy(() -> encoding.target("abca"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("the text 'abca' has 4 characters, but an example has 3");
        TargetEncoding cut = learnt(new LengthSettings(3, Truncate.END), false);
        assertThat(cut.target("abca")).containsExactly(2, 3, 4);
    }

    @Test
    void theTextOfATargetIsTheText() {
        for (boolean countPadding : List.of(false, true)) {
            TargetEncoding encoding = learnt(null, countPadding);
            for (String text : List.of("a", "ab", "abc", "cab")) {
                assertThat(encoding.text(encoding.target(text))).isEqualTo(text);
            }
        }
        assertThat(learnt(null, false).text(3, 0, 2, 4)).as("up to the end").isEqualTo("b");
        assertThat(learnt(null, false).text(0, 0, 0, 0)).isEmpty();
        TargetEncoding words = TargetEncoding.learn(TextSettings.PLAIN, false, List.of("it's late", "late"));
        assertThat(words.text(words.target("it's late"))).isEqualTo("it ' s late");
        assertThat(words.text().asPredicted("it's too  late!")).isEqualTo("it ' s too late !");
    }

    @Test
    void unknownTokensAreOneClass() {
        TargetEncoding encoding = learnt(null, false);
        assertThat(encoding.target("axz")).containsExactly(2, 1, 1, 0);
        assertThat(encoding.text(encoding.target("axz"))).isEqualTo("a\uFFFD\uFFFD");
        assertThat(encoding.text(2, 5, 0)).as("of a model with more units").isEqualTo("a\uFFFD");
    }

    @Test
    void textsWithoutTokensAreRefused() {
        assertThatThrownBy(() -> learnt(null, false).target("")).hasMessageContaining("the text is empty");
        assertThatThrownBy(() -> TargetEncoding.learn(characters(null), false, List.of("")))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void aTextThatIsTooLongNamesTheLengthOfTargetTexts() {
        TargetEncoding two = TargetEncoding.learn(characters(new LengthSettings(2, null)), false, CORPUS);
        assertThatThrownBy(() -> two.target("abc"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "the text 'abc' has 3 characters, but an example has 2; shorten it, or train with data.targetText.length={max: 3}, or with {max: 2, truncate: end}, which leaves the end of longer texts out");
        assertThatThrownBy(() -> TargetEncoding.ofNext(two.text()).target("abc"))
                .hasMessageContaining("train with data.length={max: 3}");
    }

    @Test
    void theLastTokenComesFirstInReverse() {
        TextSettings reverse = new TextSettings(new Tokens.Characters(), null, null, null, true);
        TextEncoding encoding = TextEncoding.learn(reverse, CORPUS);
        assertThat(encoding.ids("abc")).containsExactly(4, 3, 2);
        assertThat(encoding.example("ab")).containsExactly(3, 2, 0);
        assertThat(encoding.text(encoding.ids("abc"))).isEqualTo("abc");
        assertThat(encoding.text(4, 3, 0)).isEqualTo("bc");
        assertThat(encoding.tokens("ab").stream().map(TextEncoding.Token::text)).containsExactly("b", "a");
        TextSettings cut =
                new TextSettings(new Tokens.Characters(), null, null, new LengthSettings(2, Truncate.END, false), true);
        assertThat(TextEncoding.learn(cut, CORPUS).ids("abc"))
                .as("the end is left out, whatever comes first")
                .containsExactly(3, 2);
        assertThat(reverse.given()).containsExactly("tokens", "reverse");
    }

    @Test
    void longerTextsAreLeftOutByTheNumberOfTheirTokens() {
        TextSettings two = characters(new LengthSettings(2, null, true));
        assertThat(two.skips("ab")).isFalse();
        assertThat(two.skips("abc")).isTrue();
        assertThat(two.skips("e\u0301a")).as("of the normalized text").isFalse();
        assertThat(TextEncoding.learn(two, CORPUS).skips("abc")).isTrue();
        assertThat(TextEncoding.learn(characters(new LengthSettings(2, null)), CORPUS)
                        .skips("abc"))
                .isFalse();
    }

    @Test
    void textsAreTakenByTheirBeginning() {
        Normalization letters = new Normalization(UnicodeForm.NFC, true, true, "a-z!?");
        TextSettings words = new TextSettings(null, letters, null, null, false, List.of("i m ", "he is"));
        assertThat(words.takes("I'm here.")).isTrue();
        assertThat(words.takes("\u201cH\u00e9 \u2013 isn't he?"))
                .as("the beginning of a word")
                .isTrue();
        assertThat(words.takes("I'm.")).as("no word follows").isFalse();
        assertThat(words.takes("Then he is here.")).isFalse();
        assertThat(TextSettings.PLAIN.takes("x")).isTrue();
        for (Tokens tokens : List.of(new Tokens.Characters(), new Tokens.Jamo(), new Tokens.Subwords(9))) {
            TextSettings settings = new TextSettings(tokens, null, null, null, false, List.of("I'm \ud55c"));
            assertThat(settings.takes("I'm \ud55c\uad6d")).as("%s", tokens).isTrue();
            assertThat(settings.takes("i'm \ud55c\uad6d")).isFalse();
        }
        assertThat(words.given()).containsExactly("normalize", "startsWith");
        assertThatThrownBy(() -> new TextSettings(null, null, null, null, false, List.of("a", " ")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("startsWith has a blank text");
    }

    @Test
    void leavingOutNeedsALengthAndTokensThatAreKnown() {
        assertThatThrownBy(() -> new LengthSettings(null, null, true))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("give max, and leave truncate out");
        assertThatThrownBy(() -> new LengthSettings(3, Truncate.END, true)).hasMessageContaining("leave truncate out");
        assertThatThrownBy(
                        () -> new TextSettings(new Tokens.Subwords(9), null, null, new LengthSettings(3, null, true)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("length.skipLonger counts tokens before subwords are learnt");
    }

    @Test
    void recordsGiveTheEncodingBack() {
        TextSettings settings =
                new TextSettings(new Tokens.Characters(), null, null, new LengthSettings(3, null, true), true);
        TextEncoding encoding = TextEncoding.learn(settings, CORPUS);
        assertThat(TextRecord.of(encoding).encoding()).isEqualTo(encoding);
        assertThat(TextRecord.of(TextEncoding.learn(TextSettings.PLAIN, CORPUS)))
                .extracting(TextRecord::reverse, TextRecord::skipLonger, TextRecord::stripAccents, TextRecord::alphabet)
                .as("absent where they are not given")
                .containsExactly(null, null, null, null);
        Normalization letters = new Normalization(UnicodeForm.NFD, true, true, "a-z");
        TextEncoding plain = TextEncoding.learn(new TextSettings(new Tokens.Characters(), letters, null, null), CORPUS);
        assertThat(TextRecord.of(plain).encoding()).isEqualTo(plain);
        for (boolean countPadding : List.of(false, true)) {
            TargetEncoding target = learnt(new LengthSettings(3, null, true), countPadding);
            assertThat(TargetTextRecord.of(target).encoding()).isEqualTo(target);
        }
    }
}
