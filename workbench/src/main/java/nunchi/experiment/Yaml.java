package nunchi.experiment;

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
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .build();

    private Yaml() {}

    /// @throws InvalidRequestException when the text is no YAML, with line and column
    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException unreadable) {
            TokenStreamLocation place = unreadable.getLocation();
            String where = place == null || place.getLineNr() < 1 ? "" : "line %d, column %d: ".formatted(place.getLineNr(), place.getColumnNr());
            throw new InvalidRequestException(where + firstLine(unreadable.getOriginalMessage()), unreadable);
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("not readable as YAML").strip();
    }

    static String write(JsonNode tree) {
        return MAPPER.writeValueAsString(tree);
    }
}
