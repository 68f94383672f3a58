package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.token.Normalization;
import nunchi.token.TextSettings;
import nunchi.token.Tokens;
import nunchi.token.UnicodeForm;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeTextTest {
    private static final TextSettings CHARACTERS = new TextSettings(new Tokens.Characters(), null, null, null);
    private static final String TEXT = "to be, or\nnot to be";

    @TempDir
    private Path folder;

    private Datasets read(byte[] content, @Nullable Integer window) throws IOException {
        Path file = Files.write(folder.resolve("play.txt"), content);
        return DataCatalogue.standard().load(file.toString(), Reading.PLAIN.withWindow(window));
    }

    private static Datasets inWindows(String text, int window, TextSettings settings) {
        return new Datasets(Dataset.ofText(text, window)).inWindows(settings);
    }

    private static List<String> texts(Dataset data) {
        return IntStream.range(0, data.size())
                .mapToObj(row -> data.text(row).orElseThrow() + "|"
                        + data.targetText(row).orElseThrow())
                .toList();
    }

    private static int[] target(Dataset data, int row) {
        float[] values = new float[data.target().size()];
        data.target(row, values, 0);
        return IntStream.range(0, values.length).map(i -> (int) values[i]).toArray();
    }

    @Test
    void eachTokenIsToBePredictedFromThoseBeforeIt() throws IOException {
        Datasets parts = read(TEXT.getBytes(StandardCharsets.UTF_8), 6).inWindows(CHARACTERS);
        assertThat(texts(parts.train())).containsExactly("to be,|o be, ", " or\nno|or\nnot", "t to b| to be");
        Dataset train = parts.encoded(CHARACTERS).train();
        assertThat(train.example().toString()).isEqualTo("[6]");
        for (int row = 0; row < train.size(); row++) {
            float[] example = train.example(row);
            int[] target = target(train, row);
            for (int step = 0; step < 5; step++) {
                assertThat(target[step]).isEqualTo((int) example[step + 1]).isGreaterThan(1);
            }
        }
        assertThat(train.checksums()).containsOnlyKeys("play.txt");
        assertThat(train.schema().target().next()).isTrue();
        assertThat(train.schema().target().text()).isEqualTo(train.schema().text());
    }

    /// The end that fills no example is left out: of 19 characters, 18 have one that follows.
    @Test
    void tokensAtTheEndThatFillNoExampleAreLeftOut() {
        assertThat(inWindows(TEXT, 18, CHARACTERS).train().size()).isEqualTo(1);
        assertThat(inWindows(TEXT, 9, CHARACTERS).train().size()).isEqualTo(2);
        assertThat(inWindows(TEXT, 10, CHARACTERS).train().size()).isEqualTo(1);
        assertThatThrownBy(() -> inWindows(TEXT, 19, CHARACTERS))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "data: the text has 19 tokens, but an example has 19 and the one that follows them; give a longer text, or a smaller window");
    }

    @Test
    void wordsAreCutWhereTheyStand() {
        assertThat(texts(inWindows(TEXT, 3, TextSettings.PLAIN).train()))
                .containsExactly("to be ,|be , or", "or not to|not to be");
        TextSettings lower =
                new TextSettings(new Tokens.Characters(), new Normalization(UnicodeForm.NFC, true), null, null);
        assertThat(texts(inWindows("E\u0301T\uD83D\uDE00A", 2, lower).train()))
                .as("code points of the normalized text")
                .containsExactly("\u00e9t|t\uD83D\uDE00");
    }

    /// Cut again by what was learnt, a text has the same ids.
    @Test
    void piecesAreReadAsTheWholeTextIs() {
        for (Tokens tokens : List.of(new Tokens.Characters(), new Tokens.Jamo(), new Tokens.Words())) {
            TextSettings settings = new TextSettings(tokens, null, null, null);
            String text = "눈치가 빠르다! It's e\u0301\u0323 late ... 값을\t정하다. ".repeat(4);
            Datasets parts = inWindows(text, 5, settings).encoded(settings);
            for (int row = 0; row + 1 < parts.train().size(); row++) {
                float[] next = parts.train().example(row + 1);
                assertThat(target(parts.train(), row)[4])
                        .as("%s, row %d", tokens, row)
                        .isEqualTo((int) next[0]);
            }
        }
    }

    @Test
    void theVocabularyIsThatOfTheTrainingSet() {
        Datasets parts = inWindows("abababababxyx", 2, CHARACTERS)
                .withTest(new Splitter.Last(2), 1)
                .encoded(CHARACTERS);
        assertThat(parts.train().card().text().vocabulary().tokens()).containsExactly("a", "b");
        assertThat(target(parts.test(), 1)).containsExactly(1, 1);
        assertThat(parts.test().unknownTokens()).hasValue(0.5);
    }

    @Test
    void otherTextsAreCutAsTheModelReads() throws IOException {
        Dataset train = inWindows(TEXT, 6, CHARACTERS).encoded(CHARACTERS).train();
        Path file = Files.writeString(folder.resolve("other.txt"), "be not bee");
        Dataset other = DataCatalogue.standard()
                .load(file.toString(), Reading.PLAIN, train.schema())
                .train();
        assertThat(texts(other)).containsExactly("be not|e not ");
        assertThat(other.schema()).isEqualTo(train.schema());
        assertThatThrownBy(() -> Dataset.ofText(TEXT, 4).matching(Digits.load().schema()))
                .hasMessage("data is one text, but the model did not learn to predict the next token of a text");
    }

    @Test
    void whatCannotBeCutIsRefused() throws IOException {
        assertThatThrownBy(() -> new Datasets(new WholeText(new DataCard("play"), TEXT, null)).inWindows(CHARACTERS))
                .hasMessage("play is one text; name the number of tokens of each example, such as data.window=64");
        assertThatThrownBy(() -> inWindows(TEXT, 4, new TextSettings(new Tokens.Subwords(20), null, null, null)))
                .hasMessageContaining("window counts tokens before subwords are learnt");
        assertThatThrownBy(() -> Dataset.ofText(TEXT, 1)).hasMessageStartingWith("window is 1; it must be at least 2");
        assertThatThrownBy(() -> Dataset.ofText(" \n", 4)).hasMessageStartingWith("the text is blank");
        assertThatThrownBy(() -> read(new byte[] {'a', (byte) 0xff, 'b'}, 2)).hasMessageContaining("play.txt");
        assertThatThrownBy(() -> read("\n\n".getBytes(StandardCharsets.UTF_8), 2))
                .hasMessageContaining("is empty");
        assertThatThrownBy(() -> Reading.PLAIN.withLabel("a").withWindow(2)).hasMessageContaining("leave text");
        Reading window = Reading.PLAIN.withWindow(4);
        assertThatThrownBy(() -> DataCatalogue.standard().load("digits", window))
                .hasMessageContaining("window means nothing");
        window.allow("play", "one text", Set.of("window"));
    }

    @Test
    void lineEndsAndNulsAreCharacters() throws IOException {
        Dataset data = read("a\r\nb\0c\rd".getBytes(StandardCharsets.UTF_8), 2)
                .inWindows(CHARACTERS)
                .train();
        assertThat(texts(data)).startsWith("a\r|\r\n");
    }
}
