package nunchi.codec;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/// In which line of a YAML text each key and each element of a list stands.
public final class YamlLines {
    private static final YAMLFactory FACTORY = new YAMLFactory();

    private YamlLines() {}

    /// Lines from 1 by paths as messages name them, `model.0.dense.units`, in the order of the text; of a text that is
    /// no YAML those before the place where it breaks off.
    public static SequencedMap<String, Integer> of(String text) {
        SequencedMap<String, Integer> lines = new LinkedHashMap<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                TokenStreamContext place = parser.streamReadContext();
                boolean opens = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
                String path = path(opens && place.getParent() != null ? place.getParent() : place);
                if (!path.isEmpty() && token != JsonToken.END_ARRAY && token != JsonToken.END_OBJECT) {
                    lines.putIfAbsent(path, parser.currentTokenLocation().getLineNr());
                }
            }
        } catch (JacksonException broken) {
            return lines;
        }
        return lines;
    }

    private static String path(TokenStreamContext place) {
        if (place.inRoot()) {
            return "";
        }
        String outer = path(place.getParent());
        String own = place.inArray() ? "" + place.getCurrentIndex() : place.currentName();
        return own == null ? outer : RecordReader.join(outer, own);
    }

    /// The line of the longest beginning of a path that the text has.
    ///
    /// @return from 1; 0 where the text has none of it
    public static int line(String text, String path) {
        SequencedMap<String, Integer> lines = of(text);
        for (String each = path; !each.isEmpty(); each = each.contains(".") ? each.replaceFirst("\\.[^.]*$", "") : "") {
            Integer line = lines.get(each);
            if (line != null) {
                return line;
            }
        }
        return 0;
    }
}
