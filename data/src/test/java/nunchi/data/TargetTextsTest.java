package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.model.DataSchema;
import nunchi.token.LengthSettings;
import nunchi.token.TextSettings;
import nunchi.token.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TargetTextsTest {
    private static final TextSettings CHARACTERS = characters(null);
    private static final TextSettings SKIP = characters(new LengthSettings(2, null, true));

    @TempDir
    private Path folder;

    private static TextSettings characters(@Nullable LengthSettings length) {
        return new TextSettings(new Tokens.Characters(), null, null, length);
    }

    private static TargetText target(@Nullable String column, TextSettings texts) {
        return new TargetText(column, texts, false);
    }

    private static Reading reading(@Nullable String text, @Nullable String column) {
        return Reading.PLAIN.withText(text).withTargetText(target(column, TextSettings.PLAIN));
    }

    private static float[] wanted(Dataset data, int row) {
        float[] values = new float[data.target().size()];
        data.target(row, values, 0);
        return values;
    }

    private static List<String> pairs(Dataset data) {
        return IntStream.range(0, data.size())
                .mapToObj(row -> data.text(row).orElseThrow() + "|"
                        + data.targetText(row).orElseThrow())
                .toList();
    }

    private Dataset table(String content, Reading reading) throws IOException {
        return CsvFile.load(Files.writeString(folder.resolve("pairs.csv"), content), reading);
    }

    @Test
    void pairsBecomeExamplesAndTargets() {
        Dataset data = Dataset.ofTextPairs(List.of("ab", "b"), List.of("x", "xyx"));
        assertThat(data.classes()).isEmpty();
        assertThat(data.targetText(1)).contains("xyx");
        assertThatThrownBy(() -> data.target(0, new float[4], 0)).hasMessageContaining("DataSettings.cut makes them");
        Dataset ids =
                new Datasets(data).encoded(CHARACTERS, target(null, CHARACTERS)).train();
        assertThat(ids.example(0)).containsExactly(3, 2);
        assertThat(ids.example(1)).containsExactly(2, 0);
        assertThat(ids.target().toArray()).containsExactly(4);
        assertThat(wanted(ids, 0)).containsExactly(2, 0, -1, -1);
        assertThat(wanted(ids, 1)).containsExactly(2, 3, 2, 0);
        assertThat(wanted(new Subset(ids, 1), 0)).containsExactly(2, 3, 2, 0);
        assertThat(new Subset(ids, 1).targetText(0)).contains("xyx");
        assertThat(ids.schema().target()).isNotNull();
        assertThat(ids.schema().targetShape()).isEqualTo(ids.target());
        assertThat(Dataset.ofTexts(List.of("a"), List.of("x")).targetText(0)).isEmpty();
    }

    @Test
    void targetTextsAreWordsUnlessSaidOtherwiseAndTheirPaddingMayCount() {
        Datasets data = new Datasets(Dataset.ofTextPairs(List.of("a", "b"), List.of("one", "one two")));
        assertThat(wanted(data.encoded(CHARACTERS).train(), 0)).containsExactly(2, 0, -1);
        Dataset counted =
                data.encoded(CHARACTERS, new TargetText(null, CHARACTERS, true)).train();
        assertThat(wanted(counted, 0)).hasSize(8).endsWith(0, 0, 0, 0, 0);
    }

    @Test
    void pairsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> Dataset.ofTextPairs(List.of("a"), List.of("x", "y")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("has 1 texts, but 2 target texts; give one for each text");
        assertThatThrownBy(() -> Dataset.ofTextPairs(List.of(), List.of())).isInstanceOf(InvalidRequestException.class);
        Datasets blank = new Datasets(Dataset.ofTextPairs(List.of("a", "b"), List.of("x", " ")));
        assertThatThrownBy(() -> blank.encoded(CHARACTERS)).hasMessageContaining("row 1: the text is empty");
        Dataset data = Dataset.ofTextPairs(List.of("a", "b"), List.of("x", "xyz"));
        Datasets parts = new Datasets(new Subset(data, 0), null, new Subset(data, 1));
        assertThatThrownBy(() -> parts.encoded(CHARACTERS, target(null, CHARACTERS)))
                .hasMessageContaining("row 1: the text 'xyz' has 3 characters, but an example has 2");
        assertThatThrownBy(() -> new TargetText(null, new TextSettings(null, null, null, null, true), false))
                .hasMessageContaining("reverse is given for target texts");
        assertThatThrownBy(() -> target(" ", CHARACTERS)).hasMessageContaining("column is blank");
    }

    @Test
    void longerPairsAreLeftOutOfEveryPart() {
        Dataset data = Dataset.ofTextPairs(List.of("a", "ab", "abc", "b", "ba"), List.of("x", "xyz", "x", "yy", "y"));
        Datasets parts = new Datasets(new Subset(data, 3, 2, 1, 0), null, new Subset(data, 1, 4))
                .withoutLonger(SKIP, target(null, SKIP));
        assertThat(pairs(parts.train())).containsExactly("b|yy", "a|x");
        assertThat(pairs(parts.test())).containsExactly("ba|y");
        assertThat(pairs(new Datasets(data).withoutLonger(SKIP, null).train()))
                .containsExactly("a|x", "ab|xyz", "b|yy", "ba|y");
        assertThat(pairs(new Datasets(data)
                        .withoutLonger(CHARACTERS, target(null, SKIP))
                        .train()))
                .containsExactly("a|x", "abc|x", "b|yy", "ba|y");
        assertThat(new Datasets(data)
                        .withoutLonger(CHARACTERS, target(null, CHARACTERS))
                        .train())
                .isSameAs(data);
        Datasets longer = new Datasets(new Subset(data, 2));
        assertThatThrownBy(() -> longer.withoutLonger(SKIP, null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("all texts of data are longer than length.max; give a larger one");
    }

    @Test
    void pairsThatBeginOtherwiseAreLeftOutOfEveryPart() {
        TextSettings begun = new TextSettings(new Tokens.Characters(), null, null, null, false, List.of("b", "ab"));
        Dataset data = Dataset.ofTextPairs(List.of("a", "ab", "abc", "b", "ba"), List.of("x", "bz", "x", "yy", "abx"));
        Datasets parts = new Datasets(new Subset(data, 3, 2, 1, 0), null, new Subset(data, 1, 4));
        Datasets sources = parts.startingWith(begun, target(null, CHARACTERS));
        assertThat(pairs(sources.train())).containsExactly("b|yy", "abc|x", "ab|bz");
        assertThat(pairs(sources.test())).containsExactly("ab|bz", "ba|abx");
        Datasets targets = parts.startingWith(CHARACTERS, target(null, begun));
        assertThat(pairs(targets.train())).containsExactly("ab|bz");
        assertThat(pairs(targets.test())).containsExactly("ab|bz", "ba|abx");
        assertThat(parts.startingWith(CHARACTERS, null)).isSameAs(parts);
        Datasets none = new Datasets(new Subset(data, 0));
        assertThatThrownBy(() -> none.startingWith(begun, null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no text of data begins as startsWith says");
    }

    @Test
    void aModelTakesTheSameRowsOfOtherData() {
        Datasets parts = new Datasets(Dataset.ofTextPairs(List.of("a", "ab", "abc"), List.of("x", "xyz", "y")));
        DataSchema learnt = parts.withoutLonger(SKIP, target(null, SKIP))
                .encoded(SKIP, target(null, SKIP))
                .train()
                .schema();
        Dataset other = Dataset.ofTextPairs(List.of("abc", "ba", "c", "a"), List.of("x", "z", "xyx", "xx"))
                .matching(learnt);
        assertThat(pairs(other)).containsExactly("ba|z", "a|xx");
        assertThat(other.example(0)).containsExactly(1, 2);
        assertThat(wanted(other, 0)).containsExactly(1, 0);
        assertThat(wanted(other, 1)).containsExactly(2, 2);
    }

    @Test
    void targetsOfAnotherKindThanTheModelsAreRefused() {
        Datasets pairs = new Datasets(Dataset.ofTextPairs(List.of("a", "b"), List.of("x", "y")));
        Dataset encoded = pairs.encoded(CHARACTERS, target(null, CHARACTERS)).train();
        DataSchema ofOthers = new Datasets(Dataset.ofTextPairs(List.of("a", "b"), List.of("xy", "z")))
                .encoded(CHARACTERS, target(null, CHARACTERS))
                .train()
                .schema();
        assertThatThrownBy(() -> encoded.matching(ofOthers))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("target texts as ids of another vocabulary than the model's");
        DataSchema ofClasses = new Datasets(Dataset.ofTexts(List.of("a", "b"), List.of("x", "y")))
                .encoded(CHARACTERS)
                .train()
                .schema();
        assertThatThrownBy(() -> pairs.train().matching(ofClasses))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("has target texts, but the model predicts none");
    }

    @Test
    void columnsOfATableAreFoundByNameAndPosition() throws IOException {
        String content = "eng,fra,n\nhi,salut,1\nbye,\"au revoir, toi\",2\n";
        for (Reading reading : List.of(
                reading("fra", "eng"),
                reading("1", "0").withHeader(true),
                reading("fra", "-3").withHeader(true))) {
            assertThat(pairs(table(content, reading))).containsExactly("salut|hi", "au revoir, toi|bye");
        }
        assertThat(pairs(table("eng\tfra\nhi\tsalut\n", reading("eng", null).withHeader(true))))
                .as("the last column where none is named")
                .containsExactly("hi|salut");
        Dataset ids = new Datasets(table(content, reading("fra", "eng")))
                .encoded(TextSettings.PLAIN, target("eng", CHARACTERS))
                .train();
        assertThat(wanted(ids, 0)).hasSize(4).endsWith(0, -1);
    }

    @Test
    void columnsThatAreNotThereOrTheSameAreRefused() throws IOException {
        String content = "eng,fra\nhi,salut\n";
        assertThatThrownBy(() -> table(content, reading(null, "eng")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("pairs.csv: targetText names the texts to predict; name the column of the texts");
        assertThatThrownBy(() -> table(content, reading("ger", "eng"))).hasMessageContaining("has no column 'ger'");
        assertThatThrownBy(() -> table(content, reading("fra", "ger"))).hasMessageContaining("has no column 'ger'");
        assertThatThrownBy(() -> table(content, reading("fra", "fra")))
                .hasMessageContaining("is named by both text and targetText");
        assertThatThrownBy(() -> reading("fra", "eng").withLabel("eng"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("targetText is given beside label or target; a model predicts texts, classes or numbers");
        assertThatThrownBy(() -> reading("fra", "eng").withTarget("eng"))
                .hasMessageContaining("targetText is given beside label or target");
    }

    @Test
    void emptyCellsAreRefusedWithTheirLines() throws IOException {
        assertThatThrownBy(() -> table("eng,fra\nhi,salut\n,va\n", reading("fra", "eng")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("pairs.csv, line 3: column 'eng' has no text");
        assertThatThrownBy(() -> table("eng,fra\nhi,\ngo,va\n", reading("fra", "eng")))
                .hasMessageContaining("pairs.csv, line 2: column 'fra' has no text");
        Datasets blank = new Datasets(table("eng,fra\nhi,salut\n\u00a0,va\n", reading("fra", "eng")));
        assertThatThrownBy(() -> blank.encoded(TextSettings.PLAIN, target("eng", TextSettings.PLAIN)))
                .hasMessageContaining("pairs.csv, line 3: column 'eng': the text is empty");
    }
}
