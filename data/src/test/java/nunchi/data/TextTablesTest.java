package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.token.LengthSettings;
import nunchi.token.TextSettings;
import nunchi.token.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TextTablesTest {
    private static final Reading WORDS = Reading.PLAIN.withText("text").withLabel("label");
    private static final TextSettings CHARACTERS = new TextSettings(new Tokens.Characters(), null, null, null);

    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static Datasets encoded(Dataset data, TextSettings settings) {
        return new Datasets(data).encoded(settings);
    }

    @Test
    void aColumnOfTextsBecomesIds() throws IOException {
        Path file = file("a.csv", "\uFEFFid,text,label\r\n1,\"a, b\",x\n2,bb,y\r3,\"a\nb\",x\n");
        Dataset data = CsvFile.load(file, WORDS);
        assertThat(data.classes()).containsExactly("x", "y");
        assertThat(data.text(0)).contains("a, b");
        assertThatThrownBy(() -> data.example(0)).hasMessageContaining("DataSettings.cut makes them");
        Dataset ids = encoded(data, CHARACTERS).train();
        assertThat(ids.example().toArray()).containsExactly(4);
        assertThat(ids.card().text().vocabulary().tokens()).containsExactly("b", "a", "\n", " ", ",");
        assertThat(ids.example(0)).containsExactly(3, 6, 5, 2);
        assertThat(ids.example(1)).containsExactly(2, 2, 0, 0);
        assertThat(ids.example(2)).containsExactly(3, 4, 2, 0);
        assertThat(ids.label(1)).isEqualTo(1);
    }

    @Test
    void theVocabularyIsOfTheTrainingSetAlone() throws IOException {
        String rows = IntStream.range(0, 8)
                .mapToObj(i -> (i < 6 ? "ab" : "xyz") + ",x")
                .collect(Collectors.joining("\n"));
        Dataset data = CsvFile.load(file("a.csv", "text,label\n" + rows), WORDS);
        Datasets parts = new Datasets(new Subset(data, 0, 1, 2), new Subset(data, 3, 6), new Subset(data, 7))
                .encoded(new TextSettings(new Tokens.Characters(), null, null, new LengthSettings(3, null)));
        assertThat(parts.train().card().text().vocabulary().tokens()).containsExactly("a", "b");
        assertThat(parts.test().example(0)).containsExactly(1, 1, 1);
        assertThat(parts.train().unknownTokens()).hasValue(0);
        assertThat(parts.validation().unknownTokens()).hasValue(3.0 / 5);
        assertThat(parts.test().unknownTokens()).hasValue(1);
        assertThat(parts.validation().matching(parts.train().schema()).example(1))
                .containsExactly(1, 1, 1);
    }

    @Test
    void aTextThatIsTooLongIsRefusedWithItsLine() throws IOException {
        Dataset data = CsvFile.load(file("a.csv", "text,label\nab,x\nabc,x\n"), WORDS);
        Datasets parts = new Datasets(new Subset(data, 0), null, new Subset(data, 1));
        assertThatThrownBy(() -> parts.encoded(CHARACTERS))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(
                        "a.csv, line 3: column 'text': the text 'abc' has 3 characters, but an example has 2");
    }

    @Test
    void emptyTextsAreRefusedWithTheirLines() throws IOException {
        assertThatThrownBy(() -> CsvFile.load(file("a.csv", "text,label\nab,x\n,x\n"), WORDS))
                .hasMessageContaining("a.csv, line 3: column 'text' has no text");
        Dataset blank = CsvFile.load(file("b.csv", "text,label\nab,x\n\u00a0,x\n"), WORDS);
        assertThatThrownBy(() -> encoded(blank, TextSettings.PLAIN))
                .hasMessageContaining("b.csv, line 3: column 'text': the text is empty: it has no word");
    }

    @Test
    void aFileInAnotherEncodingIsRefusedWithItsPlace() throws IOException {
        Path file = folder.resolve("latin.csv");
        Files.write(file, "text,label\nabc,x\n\u00e9t\u00e9,y\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> CsvFile.load(file, WORDS))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(
                        "latin.csv is not text in UTF-8: line 3, byte 18 of the file (0xE9), is no part of a character; a table is a CSV file in UTF-8: save it so, or convert it");
    }

    @Test
    void aRowThatDoesNotEndIsRefused() throws IOException {
        Path line = folder.resolve("line.csv");
        Path quote = folder.resolve("quote.csv");
        try (Writer out = Files.newBufferedWriter(line);
                Writer other = Files.newBufferedWriter(quote)) {
            out.write("text,label\nab,x\n");
            other.write("text,label\nab,x\n\"");
            for (int i = 0; i < 1700; i++) {
                out.write("0123456789".repeat(1000));
                other.write("012345678\n".repeat(1000));
            }
        }
        assertThatThrownBy(() -> CsvFile.load(line, WORDS))
                .hasMessageContaining("line.csv, line 3: the row has more than");
        assertThatThrownBy(() -> CsvFile.load(quote, WORDS))
                .hasMessageContaining("quote.csv, line 3: the row has more than 16,777,216 characters");
    }

    @Test
    void textsInTabsKeepTheirCommas() throws IOException {
        Dataset data = CsvFile.load(
                file("a.tsv", "well, well, well, so\tx\nyes, no\ty\n"),
                Reading.PLAIN.withText("0").withLabel("1").withHeader(false));
        assertThat(data.text(0)).contains("well, well, well, so");
        assertThat(data.size()).isEqualTo(2);
    }

    @Test
    void whetherThereIsAHeaderIsAskedWhereItCannotBeSeen() throws IOException {
        Path file = file("a.csv", "hello,x\nworld,y\n");
        assertThatThrownBy(() -> CsvFile.load(file, Reading.PLAIN.withText("0")))
                .hasMessageContaining("the first line may be a header or a row");
        assertThatThrownBy(() -> CsvFile.load(file, Reading.PLAIN.withText("word")))
                .hasMessageContaining("has no column 'word'");
        assertThatThrownBy(() -> CsvFile.load(file, Reading.PLAIN.withText("-1").withHeader(false)))
                .hasMessageContaining("is named by both text and label");
        assertThatThrownBy(() -> Reading.PLAIN.withText("text").withIgnore("label"))
                .hasMessageContaining("leave them out");
    }

    @Test
    void aModelReadsOtherTablesByTheNameOfTheColumn() throws IOException {
        Dataset train = encoded(CsvFile.load(file("a.csv", "text,label\nab,x\nba,y\n"), WORDS), CHARACTERS)
                .train();
        Path other = file("b.csv", "n,label,text\n1,y,abz\n");
        assertThat(CsvFile.texts(other, train.card().table())).containsExactly("abz");
        assertThatThrownBy(
                        () -> CsvFile.load(other, WORDS, train.card().table()).matching(train.schema()))
                .hasMessageContaining("b.csv, line 2: column 'text': the text 'abz' has 3 characters");
        Dataset two = CsvFile.load(
                        file("c.csv", "label,text\ny,bz\n"), WORDS, train.card().table())
                .matching(train.schema());
        assertThat(two.example(0)).containsExactly(3, 1);
        assertThat(two.label(0)).isEqualTo(1);
    }

    @Test
    void textsOfAProgramAreEncodedAlike() {
        Dataset data = Dataset.ofTexts(List.of("one two", "two"), List.of("b", "a"));
        assertThat(data.classes()).containsExactly("a", "b");
        Dataset ids = encoded(data, TextSettings.PLAIN).train();
        assertThat(ids.example(0)).containsExactly(3, 2);
        assertThat(ids.label(0)).isEqualTo(1);
        assertThatThrownBy(() -> Dataset.ofTexts(List.of("one"), List.of("b", "a")))
                .hasMessageContaining("has 1 texts, but 2 labels");
    }

    @Test
    void damagedTablesAreReadOrRefused() throws IOException {
        byte[] content = "text,label\n\"a, b\",x\n\uD83D\uDE00 c,y\n\"q\"\"q\",x\n".getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("damaged.csv");
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 1000; i++) {
            Files.write(file, Damaged.copy(content, random));
            try {
                Dataset data = encoded(CsvFile.load(file, WORDS), CHARACTERS).train();
                assertThat(data.size()).isPositive();
            } catch (InvalidRequestException refused) {
                assertThat(refused.getMessage()).contains("damaged.csv");
            }
        }
    }
}
