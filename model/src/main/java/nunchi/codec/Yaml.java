package nunchi.codec;

import java.io.StringWriter;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// Text to tree and back; YAML includes JSON.
public final class Yaml {
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();
    private static final Pattern PLACE = Pattern.compile("in reader, line (\\d+), column (\\d+)");
    private static final Pattern CHARACTER = Pattern.compile("\\(0x([0-9A-F]+)\\) .*\\s+in \".*\", position (\\d+)");
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate Object property \"(.*)\"");

    /// What the parser says of common slips, and what it means.
    private static final Map<String, String> PLAIN_WORDS = Map.of(
            "\\t(TAB)",
            "a tab stands where a line is indented; YAML takes spaces alone",
            "mapping values are not allowed here",
            "a colon stands where no key can be; indent the keys of one level equally, and put a value with ': ' in it in quotes",
            "while scanning a quoted scalar",
            "a quotation mark is not closed",
            "Expected a property name",
            "a list or keys stand where a key must be",
            "Version{",
            "the file asks for another version of YAML than 1.2; leave its %YAML line out",
            "NumberFormatException",
            "what stands behind a backslash is not a character");

    private Yaml() {}

    /// @throws InvalidRequestException when the text is no YAML, or has aliases or tags, with line and column
    public static Tree parse(String text) {
        try {
            requirePlain(text);
            return tree(text);
        } catch (JacksonException unreadable) {
            throw new InvalidRequestException(complaint(text, unreadable), unreadable);
        }
    }

    private static Tree tree(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            Tree tree = Tokens.read(parser);
            if (parser.nextToken() != null) {
                throw new InvalidRequestException(place(parser.currentTokenLocation())
                        + ": something follows the end of the document; a file holds one experiment");
            }
            return tree;
        }
    }

    /// A tree has no place for an alias, whose name would be taken for a text, nor for a tag, which would be lost.
    private static void requirePlain(String text) {
        try (YAMLParser parser = (YAMLParser) FACTORY.createParser(ObjectReadContext.empty(), text)) {
            try {
                for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    requirePlain(parser);
                    if (token.isNumeric()) {
                        parser.getNumberValue();
                    }
                }
            } catch (StreamConstraintsException beyond) {
                throw new InvalidRequestException(
                        place(parser.currentLocation()) + ": " + bound(beyond.getOriginalMessage()), beyond);
            }
        }
    }

    private static void requirePlain(YAMLParser parser) {
        if (parser.isCurrentAlias()) {
            throw new InvalidRequestException(
                    "%s: the alias *%s is not read; write its value out, and put a text that begins with * in quotes"
                            .formatted(place(parser.currentTokenLocation()), parser.getString()));
        }
        Check.require(
                parser.getTypeId() == null,
                "%s: the tag %s is not read; leave it out, and put a text in quotes"
                        .formatted(place(parser.currentTokenLocation()), parser.getTypeId()));
    }

    private static String bound(String message) {
        if (message.contains("nesting depth")) {
            return "keys and lists are nested more than %d deep".formatted(StreamReadConstraints.DEFAULT_MAX_DEPTH);
        }
        return message.contains("Number value")
                ? "a number has more than %d digits".formatted(StreamReadConstraints.DEFAULT_MAX_NUM_LEN)
                : "a text is too long";
    }

    private static String place(TokenStreamLocation at) {
        return "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }

    private static String complaint(String text, JacksonException unreadable) {
        MatchResult character = CHARACTER
                .matcher(String.valueOf(unreadable.getCause()))
                .results()
                .findFirst()
                .orElse(null);
        if (character == null) {
            return place(unreadable) + ": " + problem(unreadable.getOriginalMessage());
        }
        String before = text.substring(0, text.offsetByCodePoints(0, Integer.parseInt(character.group(2))));
        return "line %d, column %d: YAML has no place for the character U+%04X"
                .formatted(
                        1 + before.chars().filter(each -> each == '\n').count(),
                        before.length() - before.lastIndexOf('\n'),
                        Integer.parseInt(character.group(1), 16));
    }

    /// The parser's own place is the construct's beginning; its message ends with the problem's.
    private static String place(JacksonException unreadable) {
        TokenStreamLocation begin = unreadable.getLocation();
        return PLACE.matcher(unreadable.getOriginalMessage())
                .results()
                .reduce((_, later) -> later)
                .map(found -> "line %s, column %s".formatted(found.group(1), found.group(2)))
                .orElseGet(() -> begin == null ? "not readable as YAML" : place(begin));
    }

    /// The message without its excerpts of the text, which are indented.
    private static String problem(String message) {
        MatchResult duplicate = DUPLICATE.matcher(message).results().findFirst().orElse(null);
        if (duplicate != null) {
            return "the key '%s' is given twice".formatted(Check.excerpt(duplicate.group(1)));
        }
        return PLAIN_WORDS.entrySet().stream()
                .filter(each -> message.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> message.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith(" "))
                        .collect(Collectors.joining(", ")));
    }

    /// As the text of a file.
    public static String write(Tree tree) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            Tokens.write(out, tree);
        }
        return text.toString();
    }
}
