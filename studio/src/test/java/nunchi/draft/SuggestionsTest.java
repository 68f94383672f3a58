package nunchi.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nunchi.codec.Catalogue;
import nunchi.codec.Names;
import nunchi.data.DataCatalogue;
import nunchi.draft.Suggestions.Suggestion;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SuggestionsTest {
    private static final Pattern KEY = Pattern.compile("(?<![^\\s{\\[(,])([A-Za-z][A-Za-z0-9]*):(?=\\s)");
    private static final Suggestions SUGGESTIONS = new Suggestions(Catalogue.standard(), DataCatalogue.standard());

    /// @param text with the caret at `|`
    private static List<String> at(String text) {
        String before = text.substring(0, text.indexOf('|'));
        return SUGGESTIONS.at(CaretPlace.of(text.replace("|", ""), before.length())).stream()
                .map(Suggestion::written)
                .toList();
    }

    static Stream<Path> studies() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../labs"))) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("lab.yaml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /// Every key of every file of the labs is suggested at its place when its first letter is written.
    @ParameterizedTest
    @MethodSource("studies")
    void everyKeyOfAFileIsSuggestedAtItsPlace(Path file) throws IOException {
        String text = Files.readString(file);
        if (!new ExperimentFile().looksLike(text, Experiment.class)) {
            return;
        }
        String plain = withoutTexts(text);
        int count = 0;
        // the values of a grid may be anything
        int end = plain.contains("\n  grid:") ? plain.indexOf("\n  grid:") : plain.length();
        for (Matcher key = KEY.matcher(plain).region(0, end); key.find(); count++) {
            List<Suggestion> suggested = SUGGESTIONS.at(CaretPlace.of(text, key.start(1) + 1));
            assertThat(suggested)
                    .as(
                            "%s in %s",
                            key.group(1),
                            text.substring(0, key.end(1)).lines().toList().getLast())
                    .anyMatch(each -> Names.plain(each.text()).equals(Names.plain(key.group(1))));
        }
        assertThat(count).isGreaterThan(8);
    }

    /// Descriptions and quoted texts, in which a colon follows no key, as blanks.
    private static String withoutTexts(String text) {
        Matcher texts = Pattern.compile(
                        "(?m)>-\\n(?:  +.*\\n|\\n)+|\"[^\"\\n]*\"|#.*|(?:source|title|what|name): [^{}\\n,]*")
                .matcher(text);
        return texts.replaceAll(found -> found.group().replaceAll("[^\\n](?<!^\\w{1,9})", " "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "lo|; loss: ",
                "\"name: x\ndata:\n  na|\"; name: ",
                "\"name: x\ndata: {na|\"; name: ",
                "data: fash|; fashion-mnist",
                "data: {name: cifar-10|; cifar-10",
                "\"model:\n  - den|\"; dense: ",
                "\"model:\n- den|\"; dense: ",
                "model: [{den|; dense: ",
                "\"model:\n  - dense: {units: 3, act|\"; activation: ",
                "\"model:\n  - dense: {units: 3, activation: rel|\"; relu",
                "\"model:\n  - dense:\n      units: 3\n      activation: rel|\"; relu",
                "\"model:\n  - conv2d: {filters: 3,\n      kern|\"; kernel: ",
                "\"data:\n  shuffle: t|\"; true",
                "optimizer: ad|; adam",
                "\"optimizer:\n  ad|\"; adam: ",
                "\"optimizer: {adam: {learn|\"; learningRate: ",
                "train: {metrics: [f|; f1",
                "\"train:\n  earlyStopping:\n    mon|\"; monitor: "
            })
    void theFirstSuggestionIs(String text, String first) {
        assertThat(at(text).getFirst().strip()).isEqualTo(first.strip());
    }

    @Test
    void whatIsThereAlreadyIsNotSuggestedAgain() {
        assertThat(at("name: x\n|")).contains("data: ", "model: ").doesNotContain("name: ");
        assertThat(at("data: {name: digits, |")).contains("batch: ").doesNotContain("name: ");
        assertThat(at("model:\n  - dense:\n      units: 3\n      |"))
                .contains("activation: ")
                .doesNotContain("units: ");
    }

    @Test
    void nothingIsSuggestedWhereNothingIsKnown() {
        for (String text : List.of(
                "# na|",
                "name: x # lo|",
                "description: >-\n  lo|",
                "unknown:\n  lo|",
                "seed: 1|",
                "name: {a: {|",
                "model: ]}|",
                "a: [[[|",
                "\"model: |",
                "- - - |",
                "? |",
                "model: {dense: {units: \"na|")) {
            assertThat(at(text)).as(text).isEmpty();
        }
    }

    /// Whatever is written, at whatever place of it.
    @Test
    void noTextMakesItFail() throws IOException {
        for (Path file : studies().toList()) {
            String text = Files.readString(file);
            for (int caret = 0; caret <= text.length(); caret += 7) {
                assertThat(SUGGESTIONS.at(CaretPlace.of(text, caret))).isNotNull();
                assertThat(SUGGESTIONS.at(CaretPlace.of(text.substring(caret), text.length() - caret)))
                        .isNotNull();
            }
        }
    }
}
