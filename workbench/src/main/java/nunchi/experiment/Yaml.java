package nunchi.experiment;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nunchi.check.InvalidRequestException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// Text to tree and back; YAML includes JSON.
final class Yaml {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();
    private static final Pattern PLACE = Pattern.compile("in reader, line (\\d+), column (\\d+)");
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate Object property \"(.*)\"");

    private Yaml() {}

    /// @throws InvalidRequestException when the text is no YAML, with line and column
    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException unreadable) {
            throw new InvalidRequestException(place(unreadable) + ": " + problem(unreadable.getOriginalMessage()), unreadable);
        }
    }

    /// The parser's own place is the construct's beginning; its message ends with the problem's.
    private static String place(JacksonException unreadable) {
        TokenStreamLocation begin = unreadable.getLocation();
        String fallback = begin == null ? "not readable as YAML" : "line %d, column %d".formatted(begin.getLineNr(), begin.getColumnNr());
        return PLACE.matcher(unreadable.getOriginalMessage()).results()
                .reduce((_, later) -> later)
                .map(found -> "line %s, column %s".formatted(found.group(1), found.group(2)))
                .orElse(fallback);
    }

    /// The message without its excerpts of the text, which are indented.
    private static String problem(String message) {
        MatchResult duplicate = DUPLICATE.matcher(message).results().findFirst().orElse(null);
        if (duplicate != null) {
            return "the key '%s' is given twice".formatted(duplicate.group(1));
        }
        if (message.startsWith("Trailing token")) {
            return "something follows the end of the document; a file holds one experiment";
        }
        if (message.contains("\\t(TAB)")) {
            return "a tab stands where a line is indented; YAML takes spaces alone";
        }
        if (message.contains("mapping values are not allowed here")) {
            return "a colon stands where no key can be; indent the keys of one level equally, and put a value with ': ' in it in quotes";
        }
        if (message.contains("while scanning a quoted scalar")) {
            return "a quotation mark is not closed";
        }
        return message.lines().filter(line -> !line.isBlank() && !line.startsWith(" ")).collect(Collectors.joining(", "));
    }

    static String write(JsonNode tree) {
        return MAPPER.writeValueAsString(tree);
    }
}
