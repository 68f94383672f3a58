package nunchi.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.clustering.ClusteringStudy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that were written to do harm, or by another program's rules: each is read as it stands, or refused by its name
/// and place in plain words.
final class HostileYamlTest {
    private static final String GOOD = """
            name: good
            data: {name: digits, batch: 10}
            model:
              - dense: {units: 10, activation: relu}
              - dense: 10
            loss: softmaxCrossEntropy
            optimizer: {sgd: 0.1}
            train: {epochs: 3}
            """;
    private static final List<String> PIECES = List.of(
            "&a ",
            "*a",
            "!!java.net.URL ",
            "!x ",
            "!!int ",
            "? ",
            "- ",
            ": ",
            "\t",
            "{",
            "[",
            "}",
            "]",
            "---\n",
            "...\n",
            "%YAML 9.9\n",
            "\u0007",
            "\u0000",
            "\uFEFF",
            "\uD800",
            "\"",
            "'",
            "|99\n",
            ">\n",
            "<<: *a\n",
            "\"\\UFFFFFFFF\"",
            "\"\\x4\"",
            "9".repeat(1200),
            "1e999",
            ".nan",
            "{a: ".repeat(600),
            "[".repeat(600),
            "\r",
            "\u2028",
            "#",
            "@",
            "`",
            ", ",
            "~",
            "-",
            "\\");
    private static final int TRIALS = 400;
    private static final String DEEP = ": keys and lists are nested more than 500 deep";
    private static final List<Arguments> TEXTS = List.of(
            arguments(
                    laughs() + GOOD,
                    "line 2, column 10: the alias *a0 is not read; write its value out, and put a text that begins with * in quotes"),
            arguments(in("name: good", "name: *good"), "line 1, column 7: the alias *good is not read"),
            arguments(
                    in("units: 10", "units: &u 10").replace("epochs: 3", "epochs: *u"),
                    "line 8, column 17: the alias *u is not read"),
            arguments(in("train: {epochs: 3}", "train:\n  <<: *base"), "line 9, column 7: the alias *base is not read"),
            arguments(
                    in("name: good", "name: !!javax.script.ScriptEngineManager [!!java.net.URL [x]]"),
                    "line 1, column 7: the tag tag:yaml.org,2002:javax.script.ScriptEngineManager is not read; leave it out, and put a text in quotes"),
            arguments(
                    in("units: 10", "units: !!int 10"), "line 4, column 20: the tag tag:yaml.org,2002:int is not read"),
            arguments(in("name: good", "name: !own good"), "line 1, column 7: the tag own is not read"),
            arguments(
                    in("name: good", "name: !!binary aGVsbG8="),
                    "line 1, column 7: the tag tag:yaml.org,2002:binary is not read"),
            arguments(GOOD + "loss: softmaxCrossEntropy\n", "line 9, column 5: the key 'loss' is given twice"),
            arguments(in("units: 10,", "units: 10, units: 11,"), "line 4, column 29: the key 'units' is given twice"),
            arguments(in("units: 10", "units: " + "[".repeat(100_000)), DEEP),
            arguments(in("units: 10", "units: " + "{a: ".repeat(600) + "1" + "}".repeat(600)), DEEP),
            arguments(in("train: {epochs: 3}", "train:\n" + "- ".repeat(20_000) + "1"), DEEP),
            arguments(
                    in("units: 10", "units: " + "9".repeat(500_000)),
                    "line 4, column 500020: a number has more than 1000 digits"),
            arguments(in("sgd: 0.1", "sgd: 0." + "1".repeat(500_000)), ": a number has more than 1000 digits"),
            arguments(in("sgd: 0.1", "sgd: 1e999999999"), "at optimizer.sgd: learning rate is Infinity"),
            arguments(
                    in("units: 10", "units: 1e999999999"),
                    "at model.0.dense.units: expected a whole number, but found Infinity"),
            arguments(
                    in("units: 10", "units: '16'"),
                    "at model.0.dense.units: expected a whole number, but found '16'; leave out the quotes, which make it a text"),
            arguments(in("sgd: 0.1", "sgd: .nan"), "at optimizer.sgd: learning rate is NaN"),
            arguments(
                    in("  - dense: 10", "\t- dense: 10"),
                    "line 5, column 1: a tab stands where a line is indented; YAML takes spaces alone"),
            arguments(GOOD + "---\n" + GOOD, "something follows the end of the document; a file holds one experiment"),
            arguments(
                    "%YAML 3.0\n---\n" + GOOD,
                    "the file asks for another version of YAML than 1.2; leave its %YAML line out"),
            arguments(
                    in("batch: 10", "batch: \u0007"), "line 2, column 29: YAML has no place for the character U+0007"),
            arguments("\u0000".repeat(1000), "line 1, column 1: YAML has no place for the character U+0000"),
            arguments(in("name: good", "name: \"\\UFFFFFFFF\""), "what stands behind a backslash is not a character"),
            arguments("? [a, b]\n: 1\n" + GOOD, "line 1, column 4: a list or keys stand where a key must be"),
            arguments("\"".repeat(100_001), "line 1, column 3: "),
            arguments(
                    in("name: good", "name: \"" + "long ".repeat(300_000) + "\""),
                    " is longer than 1024 KiB, which no experiment needs; name a YAML file"));

    @TempDir
    private Path folder;

    private final ExperimentFile files = new ExperimentFile();

    private static String in(String good, String bad) {
        assertThat(GOOD).contains(good);
        return GOOD.replace(good, bad);
    }

    private static String laughs() {
        return "a0: &a0 [ha, ha]\n"
                + IntStream.range(1, 30)
                        .mapToObj(i -> "a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1))
                        .collect(Collectors.joining());
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void isRefusedByItsNameAndPlace(String text, String complaint) throws IOException {
        Path file = Files.writeString(folder.resolve("hostile.yaml"), text);
        assertThatThrownBy(() -> files.read(file))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(complaint)
                .satisfies(HostileYamlTest::hasPlainWords);
    }

    /// A parser's own words and names of classes help nobody.
    private static void hasPlainWords(Throwable refused) {
        assertThat(refused.getMessage())
                .doesNotContain("Exception", "jackson", "StreamReadConstraints", "java.lang", "snakeyaml");
    }

    @Test
    void anAliasInASettingIsRefusedByItsPath() {
        assertThatThrownBy(() -> files.with(files.parse(GOOD), List.of("train.epochs=*u")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("train.epochs")
                .hasMessageContaining("the alias *u is not read");
    }

    @Test
    void anAnchorThatNobodyAsksForAndTextsInQuotesAreRead() {
        assertThat(files.parse(in("name: good", "name: &n good")).name()).isEqualTo("good");
        assertThat(files.parse(in("name: good", "name: '*good'")).name()).isEqualTo("*good");
        assertThat(files.parse(in("name: good", "name: \"!!java\"")).name()).isEqualTo("!!java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkIsNoPartOfTheText(String charset) throws IOException {
        Path file = Files.write(folder.resolve("marked.yaml"), ("\uFEFF" + GOOD).getBytes(Charset.forName(charset)));
        assertThat(files.read(file)).isEqualTo(files.parse(GOOD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-32"})
    void anotherEncodingIsRefusedByTheFilesName(String charset) throws IOException {
        Path file = Files.write(
                folder.resolve("old.yaml"), in("name: good", "name: größe").getBytes(Charset.forName(charset)));
        assertThatThrownBy(() -> files.read(file))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(file.toString());
    }

    @Test
    void aStudyOfClustersIsReadByTheSameRules() throws IOException {
        Path file = Files.writeString(
                folder.resolve("clusters.yaml"),
                "name: &n a\npoints: [{name: *n}]\nkmeans: {clusters: [2]}\n",
                StandardCharsets.UTF_8);
        assertThatThrownBy(() -> files.read(file, ClusteringStudy.class))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(file + ": line 2, column 17: the alias *n is not read");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aMixedUpFileIsReadOrRefusedInPlainWords(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int refusals = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            StringBuilder text = new StringBuilder(GOOD);
            for (int piece = 0; piece <= random.nextInt(3); piece++) {
                text.insert(random.nextInt(text.length() + 1), PIECES.get(random.nextInt(PIECES.size())));
            }
            try {
                files.parse(text.toString());
            } catch (InvalidRequestException refused) {
                hasPlainWords(refused);
                refusals++;
            }
        }
        assertThat(refusals).isBetween(TRIALS / 2, TRIALS - 1);
    }
}
