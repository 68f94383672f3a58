package nunchi.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.TargetText;
import nunchi.loss.OutputKind;
import nunchi.token.TextSettings;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// The numbers of the cases in `text-metrics.txt` are those of NLTK and Python (`src/golden/text_metric_cases.py`).
final class TextMetricsTest {
    private static final Offset<Double> CLOSE = within(1e-12);

    /// A case as it is read line by line.
    private static final class Case {
        private final List<String> predicted = new ArrayList<>();
        private final List<List<String>> references = new ArrayList<>();
        private String name = "";

        private void text(String[] cells) {
            assertThat(Words13a.of(cells[1])).as(cells[1]).containsExactly(cells[2].split(" "));
            if ("predicted".equals(cells[0])) {
                predicted.add(cells[1]);
                references.add(new ArrayList<>());
            } else {
                references.getLast().add(cells[1]);
            }
        }

        private void value(double actual, String expected) {
            assertThat(actual).as(name).isCloseTo(Double.parseDouble(expected), CLOSE);
        }
    }

    @Test
    void bleuIsNltksAndChrfSacrebleus() throws IOException {
        Case read = new Case();
        int values = 0;
        try (InputStream file = TextMetricsTest.class.getResourceAsStream("text-metrics.txt")) {
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String[] cells = line.split("\t");
                switch (cells[0]) {
                    case "case" -> {
                        read = new Case();
                        read.name = cells[1];
                    }
                    case "bleu" -> read.value(Bleu.of(read.predicted, read.references), cells[1]);
                    case "chrf" -> read.value(Chrf.of(read.predicted, read.references), cells[1]);
                    default -> read.text(cells);
                }
                values += cells[0].equals("bleu") || cells[0].equals("chrf") ? 1 : 0;
            }
        }
        assertThat(values).isEqualTo(8);
    }

    @Test
    void punctuationStandsAloneButForNumbers() {
        assertThat(Words13a.of("Hello, world! 3.14 and 1,000-2"))
                .containsExactly("Hello", ",", "world", "!", "3.14", "and", "1,000", "-", "2");
        assertThat(Words13a.of("It's in the U.S., 5."))
                .containsExactly("It's", "in", "the", "U", ".", "S", ".", ",", "5", ".");
        assertThat(Words13a.of("a &amp; b &lt;c&gt; &quot;d<skipped>&quot;"))
                .containsExactly("a", "&", "b", "<", "c", ">", "\"", "d", "\"");
        assertThat(Words13a.of("well-\nknown\nword")).containsExactly("wellknown", "word");
        assertThat(Words13a.of("Va\u202f! \u00ab\u00a0oui\u00a0\u00bb"))
                .containsExactly("Va", "!", "\u00ab", "oui", "\u00bb");
        assertThat(Words13a.of(" \u00a0\n")).isEmpty();
    }

    /// sacrebleu's `tok:char` puts a blank between all characters.
    @Test
    void bleuOfCharactersIsThatOfWordsOfOneCharacterEach() {
        List<String> predicted = List.of("나는 춥다.", "그는 행복하다", "오다");
        List<List<String>> references = List.of(List.of("나는 추워.", "나 춥다"), List.of("그는 행복해."), List.of("이리 와"));
        List<String> spaced = predicted.stream().map(TextMetricsTest::spaced).toList();
        List<List<String>> spacedReferences = references.stream()
                .map(all -> all.stream().map(TextMetricsTest::spaced).toList())
                .toList();
        assertThat(CharacterBleu.of(predicted, references))
                .isEqualTo(Bleu.of(spaced, spacedReferences))
                .as("counted by hand")
                .isCloseTo(Math.pow(9 / 13.0 * 5 / 10 * 2 / 7 / 5, 0.25) * Math.exp(-1 / 13.0), CLOSE);
        assertThat(CharacterBleu.of(List.of("ab cd"), List.of(List.of("abcde"))))
                .as("blanks do not count")
                .isCloseTo(Math.exp(-1 / 4.0), CLOSE);
        assertThat(CharacterBleu.of(List.of("\uD83D\uDE42abc"), List.of(List.of("\uD83D\uDE42abc"))))
                .as("four code points")
                .isEqualTo(1);
    }

    private static String spaced(String text) {
        return text.replaceAll("(.)", "$1 ");
    }

    private static double bleu(String predicted, String... references) {
        return Bleu.of(List.of(predicted), List.of(List.of(references)));
    }

    @Test
    void shorterTextsThanTheReferenceArePenalized() {
        assertThat(bleu("a b c d", "a b c d e")).isCloseTo(Math.exp(-1 / 4.0), CLOSE);
        assertThat(bleu("a b c d e", "a b c d"))
                .as("longer ones by their words")
                .isCloseTo(Math.pow(4 / 5.0 * 3 / 4 * 2 / 3 * 1 / 2, 1 / 4.0), CLOSE);
        assertThat(bleu("a b c d", "a b c d")).isEqualTo(1);
        assertThat(bleu("A b c d", "a b c d")).as("case counts").isLessThan(1);
    }

    /// Orders 2 to 4 have none of 3, 2 and 1 phrases.
    @Test
    void ordersWithoutAMatchAreHalvedOnceMoreEach() {
        double orders = Math.pow(2 / 4.0 * 1 / (2 * 3) * 1 / (4 * 2) * 1 / (8 * 1), 1 / 4.0);
        assertThat(bleu("a x b y", "a b c d")).isCloseTo(orders, CLOSE);
        assertThat(bleu("a x b y", "a b c d e")).isCloseTo(Math.exp(-1 / 4.0) * orders, CLOSE);
        assertThat(bleu("x y z w", "a b c d")).as("no match at all").isZero();
        assertThat(bleu("a b c", "a b c")).as("too short for four words").isZero();
    }

    @Test
    void ofSeveralReferencesTheClosestLengthAndTheGreatestCountsAreTaken() {
        assertThat(bleu("a b c d", "a b c d e", "a b c"))
                .as("of equally close ones the shorter")
                .isEqualTo(1);
        assertThat(bleu("a b c d", "a b c d e", "a b c d e f g h")).isCloseTo(Math.exp(-1 / 4.0), CLOSE);
        assertThat(bleu("the the the the", "the cat the", "the"))
                .isCloseTo(Math.pow(2 / 4.0 * 1 / (2 * 3) * 1 / (4 * 2) * 1 / (8 * 1), 1 / 4.0), CLOSE);
    }

    @Test
    void anEmptyPredictionIsShort() {
        assertThat(bleu("", "a b")).isZero();
        assertThat(Bleu.of(List.of("", "a b c d"), List.of(List.of("e f"), List.of("a b c d"))))
                .isCloseTo(Math.exp(1 - 6 / 4.0), CLOSE);
        assertThat(Chrf.of(List.of(""), List.of(List.of("ab")))).isZero();
    }

    private static double chrf(String predicted, String... references) {
        return Chrf.of(List.of(predicted), List.of(List.of(references)));
    }

    @Test
    void sequencesOfCharactersAreCountedWithoutBlanks() {
        assertThat(chrf("ab", "a b")).isEqualTo(1);
        assertThat(chrf("Va\u202f!", "Va!")).isEqualTo(1);
        assertThat(chrf("abc", "abd")).isCloseTo((2 / 3.0 + 1 / 2.0 + 0) / 3, CLOSE);
        double precision = (2 / 4.0 + 1 / 3.0) / 2;
        assertThat(chrf("abcd", "ab"))
                .as("recall counts four times")
                .isCloseTo(5 * precision / (4 * precision + 1), CLOSE);
        assertThat(chrf("abc", "xyz", "abd", "abc")).as("the best reference").isEqualTo(1);
        assertThat(chrf("\uD83D\uDE00", "\uD83D\uDE01")).as("code points").isZero();
    }

    private static Predictions predictions(List<String> texts, List<String> targets, int[]... tokens) {
        Dataset data = new Datasets(Dataset.ofTextPairs(texts, targets))
                .encoded(TextSettings.PLAIN, new TargetText())
                .train();
        int steps = data.target().size();
        float[] values = new float[tokens.length * steps];
        for (int row = 0; row < tokens.length; row++) {
            for (int step = 0; step < steps; step++) {
                values[row * steps + step] = step < tokens[row].length ? tokens[row][step] : 0;
            }
        }
        return new Predictions(data, OutputKind.CLASS_LOGITS, steps, values, values, 0.5);
    }

    /// Words: 2 is `b`, 3 is `a`, 4 is `c`.
    @Test
    void aTextIsRightUpToItsEnd() {
        List<String> texts = List.of("s", "t", "s", "u");
        List<String> targets = List.of("a b", "b", "b c", "b a b");
        Predictions right = predictions(
                texts, targets, new int[] {3, 2, 0, 4}, new int[] {2}, new int[] {2, 4}, new int[] {2, 3, 2});
        assertThat(new ExactMatch().value(right)).isEqualTo(1);
        Predictions wrong =
                predictions(texts, targets, new int[] {3, 2, 4}, new int[] {2}, new int[] {2}, new int[] {2, 3, 2, 2});
        assertThat(new ExactMatch().value(wrong)).isEqualTo(1 / 4.0);
        assertThat(right.text(0)).isEqualTo("a b");
        assertThat(new Perplexity().value(right)).isCloseTo(Math.exp(0.5), CLOSE);
    }

    /// With their ends the targets have 3, 2, 3 and 4 tokens. The last prediction has no end: it fills all 4 steps.
    @Test
    void tokensAreComparedPlaceByPlaceUpToTheLongerText() {
        List<String> texts = List.of("s", "t", "s", "u");
        List<String> targets = List.of("a b", "b", "b c", "b a b");
        Predictions right = predictions(
                texts, targets, new int[] {3, 2, 0, 4}, new int[] {2}, new int[] {2, 4}, new int[] {2, 3, 2});
        assertThat(new TokenAccuracy().value(right)).isEqualTo(1);
        Predictions wrong =
                predictions(texts, targets, new int[] {3, 2, 4}, new int[] {2}, new int[] {2}, new int[] {3, 2, 2, 2});
        int own = 2 + 2 + 1 + 1;
        assertThat(new TokenAccuracy().value(wrong))
                .as("of 4, 2, 3 and 4 places")
                .isEqualTo(own / (4.0 + 2 + 3 + 4));
    }

    /// Texts of 1, 2 and 3 words, each as often as it is said; the model says `b` to all, and `b` is right.
    private static List<LengthBin> bins(int... counts) {
        List<String> texts = new ArrayList<>();
        for (int words = 1; words <= counts.length; words++) {
            for (int i = 0; i < counts[words - 1]; i++) {
                texts.add(String.join(" ", Collections.nCopies(words, "w")));
            }
        }
        List<String> targets =
                texts.stream().map(text -> text.equals("w") ? "b" : "b a c d").toList();
        int[][] tokens = new int[texts.size()][];
        Arrays.fill(tokens, new int[] {2});
        return LengthBin.of(predictions(texts, targets, tokens));
    }

    @Test
    void textsAreMeasuredByTheirLength() {
        assertThat(bins(20, 12, 15))
                .extracting(LengthBin::from, LengthBin::to, LengthBin::rows, LengthBin::exactMatch)
                .containsExactly(tuple(1, 1, 20, 1.0), tuple(2, 2, 12, 0.0), tuple(3, 3, 15, 0.0));
        assertThat(bins(20, 12, 15)).extracting(LengthBin::tokenAccuracy).containsExactly(1.0, 0.2, 0.2);
    }

    @Test
    void binsOfFewTextsAreJoined() {
        assertThat(bins(20, 3, 15))
                .extracting(LengthBin::from, LengthBin::to, LengthBin::rows)
                .containsExactly(tuple(1, 1, 20), tuple(2, 3, 18));
        assertThat(bins(20, 15, 3))
                .extracting(LengthBin::from, LengthBin::to, LengthBin::rows)
                .containsExactly(tuple(1, 1, 20), tuple(2, 3, 18));
        assertThat(bins(2, 3, 1)).extracting(LengthBin::rows).containsExactly(6);
        assertThat(bins(400, 19, 20)).extracting(LengthBin::rows).containsExactly(400, 39);
    }

    @Test
    void allTargetsOfATextAreItsReferences() {
        Predictions predictions = predictions(
                List.of("s", "t", "s"), List.of("a b", "b", "b c"), new int[] {3, 2}, new int[] {2}, new int[] {4});
        References references = References.of(predictions);
        assertThat(references.predicted()).containsExactly("a b", "b");
        assertThat(references.references()).containsExactly(List.of("a b", "b c"), List.of("b"));
    }

    /// What words are put together to is not how a person writes: `it ' s`.
    @Test
    void aModelWithoutMistakesHasAllOfEachMetric() {
        List<String> targets = List.of("it's late, isn't it?", "don't go,  please");
        Dataset data = new Datasets(Dataset.ofTextPairs(List.of("s", "t"), targets))
                .encoded(TextSettings.PLAIN, new TargetText())
                .train();
        int[][] tokens = new int[2][];
        for (int row = 0; row < 2; row++) {
            tokens[row] = data.card().target().target(targets.get(row));
        }
        Predictions predictions = predictions(List.of("s", "t"), targets, tokens);
        assertThat(new ExactMatch().value(predictions)).isEqualTo(1);
        assertThat(new Bleu().value(predictions)).isEqualTo(1);
        assertThat(new CharacterBleu().value(predictions)).isEqualTo(1);
        assertThat(new Chrf().value(predictions)).isEqualTo(1);
    }
}
