package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.token.LengthSettings;
import nunchi.token.Normalization;
import nunchi.token.TextSettings;
import nunchi.token.Tokens;
import nunchi.token.Truncate;
import nunchi.token.UnicodeForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sentences with a token and its tag on each line.
final class TaggedFileTest {
    private static final Reading SENTENCES = Reading.PLAIN.withSentences(Sentences.BLANK_LINE);
    private static final String PLAIN = "The DET\n\"big\" ADJ\ndog NOUN\n\n\n. PUNCT\nGo! VERB\n";

    @TempDir
    private Path folder;

    private Datasets load(String content, Reading reading) throws IOException {
        Path file = folder.resolve("tagged.tsv");
        Files.writeString(file, content);
        return DataCatalogue.standard().load(file.toString(), reading);
    }

    private static TextSettings settings(LengthSettings length) {
        return new TextSettings(null, null, null, length);
    }

    private static List<Float> target(Dataset data, int row) {
        float[] target = new float[data.target().size()];
        data.target(row, target, 0);
        return IntStream.range(0, target.length).mapToObj(step -> target[step]).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void sentencesArePartedByBlankLines(String end) throws IOException {
        Dataset data = load(PLAIN.replace("\n", end), SENTENCES)
                .encoded(TextSettings.PLAIN)
                .train();
        assertThat(data.size()).isEqualTo(2);
        assertThat(data.text(0)).contains("The \"big\" dog");
        assertThat(data.targetText(1)).contains("PUNCT VERB");
        assertThat(data.schema().target().names()).containsExactly("ADJ", "DET", "NOUN", "PUNCT", "VERB");
        assertThat(data.schema().target().classes()).isEqualTo(5);
        assertThat(target(data, 0)).containsExactly(1f, 0f, 2f);
        assertThat(target(data, 1)).containsExactly(3f, 4f, -1f);
        assertThat(data.example(1)[2]).isZero();
        assertThat(data.checksums()).containsOnlyKeys("tagged.tsv");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            token | tag
            0 | 2
            token | -1
            -3 | tag
            """)
    void columnsAreFoundByNameOrPosition(String text, String label) throws IOException {
        Dataset data = load(
                        "\ntoken\tlemma\ttag\n\nDogs\tdog\tNOUN\nrun\trun\tVERB\n",
                        SENTENCES.withText(text).withLabel(label).withHeader(true))
                .train();
        assertThat(data.size()).isEqualTo(1);
        assertThat(data.text(0)).contains("Dogs run");
        assertThat(data.targetText(0)).contains("NOUN VERB");
    }

    @Test
    void namesAskForAHeaderAndPositionsForNone() throws IOException {
        assertThat(load("token\ttag\na\tX\n", SENTENCES.withText("token").withLabel("tag"))
                        .train()
                        .text(0))
                .contains("a");
        assertThat(load(
                                "EU NNP I-NP B-ORG\nrejects VBZ I-VP O\n",
                                SENTENCES.withText("0").withLabel("3"))
                        .train()
                        .targetText(0))
                .contains("B-ORG O");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The\\tDET\\ndog\\n | tagged.tsv, line 2: 'dog' has no tag; write both into each line, parted by a tab
            The DET\\n\\ndog\\n | tagged.tsv, line 3: 'dog' has no tag; write both into each line, parted by a space
            The\\tDET\\ndog\\t\\n | tagged.tsv, line 2 has no tag; fill it in, or remove the line
            The\\tDET\\n\\tNOUN\\n | tagged.tsv, line 2 has no token; fill it in, or remove the line
            New York\\tNOUN\\n | tagged.tsv, line 1: the token 'New York' has a space; write each token into a line of its own
            The\\n | tagged.tsv has one column alone; write a token and its tag into each line, parted by a tab, and a blank line after each sentence
            \\n\\n | tagged.tsv is empty; write a token and its tag into each line, parted by a tab, and a blank line after each sentence
            '' | tagged.tsv is empty; write a token and its tag into each line, parted by a tab, and a blank line after each sentence
            """)
    void faultsAreToldWithTheirLine(String content, String complaint) {
        assertThatThrownBy(() -> load(content.replace("\\n", "\n").replace("\\t", "\t"), SENTENCES))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageEndingWith(complaint);
    }

    @Test
    void columnsThatAreNotThereAreRefused() {
        assertThatThrownBy(() -> load("token\ttag\na\tX\n", SENTENCES.withText("word")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageEndingWith("tagged.tsv has no column 'word'; it has token, tag");
        assertThatThrownBy(() -> load(PLAIN, SENTENCES.withLabel("2")))
                .hasMessageEndingWith("tagged.tsv has no column '2'; it has 2 columns without names");
        assertThatThrownBy(() -> load(PLAIN, SENTENCES.withLabel("0")))
                .hasMessageEndingWith("name the same column of " + folder.resolve("tagged.tsv") + "; name two");
        assertThatThrownBy(() -> load("token\ttag\n", SENTENCES.withText("token")))
                .hasMessageContaining("tagged.tsv has no sentences besides its header");
        assertThatThrownBy(() -> SENTENCES.withWindow(3)).hasMessageContaining("sentences is given");
    }

    @Test
    void longSentencesAreRefusedCutOrLeftOut() throws IOException {
        Datasets whole = load(PLAIN, SENTENCES);
        assertThatThrownBy(() -> whole.encoded(settings(new LengthSettings(2, null))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(
                        "tagged.tsv, line 1: the text 'The \"big\" dog' has 3 words, but an example has 2");
        Dataset cut =
                whole.encoded(settings(new LengthSettings(2, Truncate.START))).train();
        assertThat(target(cut, 0)).containsExactly(0f, 2f);
        TextSettings skipping = settings(new LengthSettings(2, null, true));
        Dataset left = whole.withoutLonger(skipping, null).encoded(skipping).train();
        assertThat(left.size()).isEqualTo(1);
        assertThat(target(left, 0)).containsExactly(0f, 1f);
    }

    @Test
    void tagsThatTheTrainingSetLacksAreRefused() throws IOException {
        Datasets whole = load(PLAIN, SENTENCES);
        Dataset all = whole.train();
        assertThatThrownBy(() -> new Datasets(new Subset(all, 0), null, new Subset(all, 1)).encoded(TextSettings.PLAIN))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(
                        "tagged.tsv, line 6: the tag 'PUNCT' is none of the training set, which has ADJ, DET, NOUN; mend it, or put a sentence with it into the training set");
    }

    @Test
    void tokensAreThoseOfTheLines() throws IOException {
        Datasets whole = load(PLAIN, SENTENCES);
        assertThatThrownBy(() -> whole.encoded(new TextSettings(new Tokens.Characters(), null, null, null)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("data.tokens says what texts are cut into");
        assertThatThrownBy(() -> whole.encoded(new TextSettings(null, null, null, null, true)))
                .hasMessageContaining("data.reverse is given");
        Datasets spaced = load("a\u00b4s X\nb Y\n", SENTENCES);
        TextSettings parting = new TextSettings(null, new Normalization(UnicodeForm.NFKC, false), null, null);
        assertThatThrownBy(() -> spaced.encoded(parting))
                .hasMessageContaining("tagged.tsv, line 1 has 3 tokens, but 2 tags");
    }

    @Test
    void sentencesOfAProgramHaveATagForEachToken() {
        List<List<String>> sentences = List.of(List.of("a", "b"), List.of("c"));
        Dataset data = Dataset.ofTagged(sentences, List.of(List.of("X", "Y"), List.of("X")));
        assertThat(target(new Datasets(data).encoded(TextSettings.PLAIN).train(), 0))
                .containsExactly(0f, 1f);
        Dataset lacking = Dataset.ofTagged(sentences, List.of(List.of("X"), List.of("X")));
        assertThatThrownBy(() -> new Datasets(lacking).encoded(TextSettings.PLAIN))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("row 0 has 2 tokens, but 1 tags");
        assertThatThrownBy(() -> Dataset.ofTagged(sentences, List.of(List.of("X", "Y"))))
                .hasMessageContaining("has 2 texts, but 1 sequences of tags");
    }
}
