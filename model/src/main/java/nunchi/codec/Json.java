package nunchi.codec;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// Text of JSON to trees and back.
public final class Json {
    private static final int MOST_FOREIGN_LEVELS = 50;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final JsonFactory FOREIGN = FACTORY.rebuild()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_FOREIGN_LEVELS)
                    .build())
            .build();
    private static final ObjectWriteContext INDENTED = new ObjectWriteContext.Base() {
        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }

        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
        }
    };

    private Json() {}

    /// A text that holds one value and no key twice; absent where it is blank.
    ///
    /// @throws MalformedException when it is none, or is nested too deeply
    public static Tree parse(String text) {
        return parse(FACTORY, text);
    }

    /// The same of a text that came from anywhere, such as a request to a server: at most 50 levels deep.
    ///
    /// @throws MalformedException as [#parse] does
    public static Tree parseForeign(String text) {
        return parse(FOREIGN, text);
    }

    private static Tree parse(JsonFactory factory, String text) {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            Tree tree = Tokens.read(parser);
            if (parser.nextToken() != null) {
                throw new MalformedException(place(parser.currentTokenLocation()) + "something follows its end", null);
            }
            return tree;
        } catch (StreamConstraintsException bound) {
            throw new MalformedException("it is nested too deeply, or a number or text in it is too long", bound);
        } catch (JacksonException unreadable) {
            throw new MalformedException(
                    place(unreadable.getLocation()) + problem(unreadable.getOriginalMessage()), unreadable);
        }
    }

    private static String place(TokenStreamLocation at) {
        return at == null ? "" : "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr());
    }

    private static String problem(String message) {
        return message.lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^Duplicate Object property \"(.*)\"$", "the key '$1' is given twice");
    }

    /// On one line, without its end.
    public static String line(Tree tree) {
        return write(tree, ObjectWriteContext.empty());
    }

    /// Indented, without the end of the last line.
    public static String indented(Tree tree) {
        return write(tree, INDENTED);
    }

    /// Indented, as the bytes of a file.
    public static byte[] page(Tree tree) {
        return (indented(tree) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String write(Tree tree, ObjectWriteContext form) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(form, text)) {
            Tokens.write(out, tree);
        }
        return text.toString();
    }
}
