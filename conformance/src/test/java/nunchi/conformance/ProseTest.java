package nunchi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What people read is in plain sentences and the field's own words.
class ProseTest {
    private static final int LONGEST_SENTENCE = 40;
    private static final int MEAN_SENTENCE = 18;
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    /// Literals that `+` joins, also with a value between them.
    private static final Pattern JOINED = Pattern.compile("LITERAL(?:\\s*\\+\\s*(?:[\\w.()]+\\s*\\+\\s*)?LITERAL)*"
            .replace("LITERAL", "\"(?:[^\"\\\\\n]++|\\\\.)*+\""));
    private static final Pattern JOINT = Pattern.compile("(?<!\\\\)\"\\s*\\+([^\"]*\\+)?\\s*\"");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?:;])\\s+(?=[\\p{Lu}`*\\[\"]|$)");

    /// Words that paraphrase a standard term, as regular expressions, with the word to write.
    private static final Map<String, String> EVERYWHERE = Map.ofEntries(
            Map.entry("unless given", "default: …"),
            Map.entry("likeliest", "most likely"),
            Map.entry("surest", "most confident"),
            Map.entry("(training|validation|test) parts?", "training, validation or test set"),
            Map.entry("shares? of", "fraction of"));

    /// The same for documents and for the texts of the program, not for comments.
    private static final Map<String, String> SHOWN = Map.ofEntries(
            Map.entry("by heart", "overfits"),
            Map.entry("the ways? on", "follow-up experiments, improvements"),
            Map.entry("groupings?", "clustering(s)"),
            Map.entry("hangs on", "depends on, is sensitive to"),
            Map.entry("is not taken", "is rejected"),
            Map.entry("[Tt]ells? of", "reports"),
            Map.entry("[Ss]ays? of", "says about"),
            Map.entry("makes? of", "outputs of"),
            Map.entry("told", "given, reported"),
            Map.entry("taken for", "predicted as, read as"),
            Map.entry("rightly", "correctly"),
            Map.entry("one's own", "your own"),
            Map.entry("figures?", "metrics, results, values"),
            Map.entry("mistakes", "misclassified examples, misclassifications"));

    private static final Map<String, String> MESSAGES = Map.of("[Ll]eave[^;.]* away", "omit …");

    @Test
    void documentsHaveTheFieldsWords() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path document : documents()) {
            String text = prose(Files.readString(document));
            complain(found, document, text, EVERYWHERE);
            complain(found, document, text, SHOWN);
        }
        assertThat(found).isEmpty();
    }

    @Test
    void sentencesOfDocumentsAreShort() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path document : documents()) {
            Path name = Repository.root().relativize(document);
            List<String> sentences = sentences(prose(Files.readString(document)));
            sentences.stream()
                    .filter(sentence -> words(sentence) > LONGEST_SENTENCE)
                    .forEach(sentence -> tooLong.add("%s: %d words: %s".formatted(name, words(sentence), sentence)));
            double mean = sentences.stream()
                    .mapToInt(ProseTest::words)
                    .filter(words -> words > 3)
                    .average()
                    .orElse(0);
            if (mean > MEAN_SENTENCE) {
                tooLong.add("%s: %.1f words a sentence".formatted(name, mean));
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void programAndCommentsHaveTheFieldsWords() throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> sources = sources();
        for (Path file : sources) {
            List<String> lines = Files.readAllLines(file);
            String comments = lines.stream()
                    .filter(line -> line.strip().startsWith("//"))
                    .map(line -> line.replaceAll("`[^`]*`|\\[[^\\]]*\\]", ""))
                    .collect(Collectors.joining("\n"));
            String literals = lines.stream()
                    .filter(line -> !line.strip().startsWith("//"))
                    .flatMap(line -> LITERAL.matcher(line).results())
                    .map(literal -> literal.group(1))
                    .filter(text -> text.contains(" "))
                    .collect(Collectors.joining("\n"));
            complain(found, file, comments, EVERYWHERE);
            complain(found, file, literals, EVERYWHERE);
            complain(found, file, literals, SHOWN);
        }
        assertThat(sources).hasSizeGreaterThan(600);
        assertThat(found).isEmpty();
    }

    @Test
    void sentencesOfMessagesAreShortAndPlain() throws IOException {
        List<String> wrong = new ArrayList<>();
        int messages = 0;
        for (Path file : sources()) {
            for (String message : messages(Files.readString(file))) {
                messages++;
                SENTENCE_END
                        .splitAsStream(message)
                        .filter(sentence -> words(sentence) > LONGEST_SENTENCE)
                        .forEach(sentence -> wrong.add("%s: %d words: %s"
                                .formatted(Repository.root().relativize(file), words(sentence), sentence)));
                complain(wrong, file, message, MESSAGES);
            }
        }
        assertThat(messages).isGreaterThan(2000);
        assertThat(wrong).isEmpty();
    }

    @Test
    void aMessageOverSeveralLinesIsOneText() {
        assertThat(messages("""
                throw refused("a b" + c.d() + "e f"
                        + "g", "h i".formatted(j), "k");
                """)).containsExactly("a bXe fg", "h i");
    }

    private static List<String> messages(String source) {
        String code = source.lines()
                .filter(line -> !line.strip().startsWith("//"))
                .map(line -> line.replace("'\"'", "' '").replace("\"\"\"", ""))
                .collect(Collectors.joining("\n"));
        return JOINED.matcher(code)
                .results()
                .map(found -> JOINT.matcher(
                                found.group().substring(1, found.group().length() - 1))
                        .replaceAll(joint -> joint.group(1) == null ? "" : "X"))
                .filter(text -> text.contains(" ") && !text.contains("\n"))
                .toList();
    }

    private static List<String> sentences(String prose) {
        return Arrays.stream(prose.split("\\n\\s*\\n|\\n(?=[-#|]|\\d+\\.)"))
                .flatMap(paragraph -> SENTENCE_END.splitAsStream(paragraph.replace('\n', ' ')))
                .map(String::strip)
                .toList();
    }

    private static int words(String sentence) {
        return sentence.isEmpty() ? 0 : sentence.split("\\s+").length;
    }

    private static void complain(List<String> found, Path file, String text, Map<String, String> words) {
        words.forEach((word, instead) -> {
            Matcher matcher = Pattern.compile("(?m)^.*(?<![\\w-])(" + word + ")(?![\\w/-]).*$")
                    .matcher(text);
            while (matcher.find()) {
                found.add("%s: '%s' (write: %s) in: %s"
                        .formatted(
                                Repository.root().relativize(file),
                                matcher.group(1),
                                instead,
                                matcher.group().strip()));
            }
        });
    }

    /// Without code, tables' rules, targets of links and pictures.
    private static String prose(String markdown) {
        return markdown.replaceAll("(?ms)^ *```.*?^ *```", "")
                .replaceAll("`[^`]*`", "X")
                .replaceAll("(?m)^\\|.*$", "")
                .replaceAll("\\]\\([^)]*\\)", "]");
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (String name :
                List.of("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "docs", "benchmarks", "examples")) {
            Path place = Repository.root().resolve(name);
            try (Stream<Path> files = Files.walk(place)) {
                files.filter(file -> file.toString().endsWith(".md"))
                        .filter(file -> !file.toString().contains("target"))
                        .sorted()
                        .forEach(documents::add);
            }
        }
        return documents;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(Repository.root())) {
            List<Path> sources = new ArrayList<>();
            for (Path main : modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(main)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                }
            }
            return sources;
        }
    }
}
