package nunchi.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Pairs that were learnt by a few lines of Python which count all pairs anew after each merge and take
/// `min(pairs, key=(-count, first, second))`.
final class SubwordsTest {
    /// The example of Sennrich, Haddow and Birch, with a space before each word in place of a sign after it.
    private static final List<String> WORDS = List.of(
            "low low low low low", "lower lower", "newest newest newest newest newest newest", "widest widest widest");

    private static final List<String> LETTERS = List.of(
            "cb aa ac a baa  aba  a ab a   ",
            "aba bc b a c ba  bca a a b   c",
            "   ccbbba c  c c aa  bcb  aa  ",
            "ccc    aac aac  c ca cb a abcb",
            "b   ab   cb  c c bbabbbba  bcc",
            "ab  c  cb  a      a  abab bac ",
            "aaa b ac aab  bcc c aa    caba",
            "cc b ab cb a cac cbcb   cb bb ",
            "bb  caac cb c ccabab bcb   a c",
            "aa b b ca   abbbab  b   cb  ba",
            "aa b bbacbc b cc  bac     b b ",
            " a b abbb  a ac    a abbcaa   ",
            "aa c    bc     b c b b a  cab ",
            "abcabcbcb ba  bbb   c bccacac ",
            "  a c  c aabaaccabcb c b    ca",
            "cab acaaca baca ac  c ba babca",
            "bbcc bc  bccacaaa  b  b a     ",
            "cbbcbb cabaac baa  c bca bbc a",
            "ccc cbacbcbac a c bb aacab  a ",
            "accba  b  c bc ba   b   a baaa");

    private static TextEncoding learn(int size, List<String> texts) {
        return TextEncoding.learn(new TextSettings(new Tokens.Subwords(size), null, null, null), texts);
    }

    private static String pairs(TextEncoding encoding) {
        return encoding.merges().pairs().stream()
                .map(pair -> pair.first() + "+" + pair.second())
                .collect(Collectors.joining("|"));
    }

    @Test
    void theMostFrequentPairsAreMerged() {
        TextEncoding encoding = learn(26, WORDS);
        assertThat(pairs(encoding))
                .isEqualTo("e+s|es+t|l+o|lo+w|e+w|ew+est|n+ewest| +low| +newest|d+est|i+dest|w+idest| +widest");
        assertThat(encoding.tokens("lower newest lowest").stream().map(TextEncoding.Token::text))
                .containsExactly("low", "e", "r", " newest", " low", "est");
    }

    @Test
    void equallyFrequentPairsAreMergedInTheOrderOfTexts() {
        assertThat(pairs(learn(30, LETTERS)))
                .isEqualTo(" +b| +a| +c|a+b|a+c|b+b| b+c|a+a| c+b|c+b| a+b|c+c| a+c| b+a| b+b| a+a| bc+c| c+a|ab+a"
                        + "|bb+b|c+ab| a+ac| b+aa| b+ac");
    }

    @Test
    void theOrderOfTheTextsDoesNotMatter() {
        List<String> turned = new ArrayList<>(LETTERS);
        Collections.shuffle(turned, new Random(3));
        assertThat(learn(30, turned)).isEqualTo(learn(30, LETTERS));
    }

    @Test
    void theVocabularyHasTheSizeAndEveryCharacter() {
        TextEncoding encoding = learn(26, WORDS);
        assertThat(encoding.vocabulary().size()).isEqualTo(26);
        assertThat(encoding.vocabulary().tokens())
                .contains(" ", "d", "e", "i", "l", "n", "o", "r", "s", "t", "w", " newest")
                .doesNotHaveDuplicates();
        assertThat(learn(1000, WORDS).vocabulary().size()).isLessThan(40);
        assertThatThrownBy(() -> learn(12, WORDS))
                .hasMessage(
                        "subwords have the size 12, but the training set has 11 different characters; give subwords a size of at least 13");
    }

    @Test
    void subwordsPutTogetherAreTheText() {
        TextEncoding encoding = learn(30, LETTERS);
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            String text = random.ints(1 + random.nextInt(25), 0, 4)
                    .mapToObj(letter -> "abc ".substring(letter, letter + 1))
                    .collect(Collectors.joining());
            assertThat(String.join(
                            "",
                            encoding.tokens(text).stream()
                                    .map(TextEncoding.Token::text)
                                    .toList()))
                    .isEqualTo(text);
            assertThat(encoding.text(encoding.ids(text))).isEqualTo(text);
        }
        assertThat(encoding.text(encoding.ids("ab\uD83D\uDE00"))).isEqualTo("ab\uFFFD");
    }

    @Test
    void aLongTextWithoutSpacesIsCutInReasonableTime() {
        String text = "ab".repeat(30_000);
        assertThat(learn(60, List.of(text)).text(learn(60, List.of(text)).ids(text)))
                .isEqualTo(text);
    }
}
