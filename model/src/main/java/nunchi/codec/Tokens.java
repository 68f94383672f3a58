package nunchi.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Trees from the tokens of a parser, and to those of a generator.
final class Tokens {
    private Tokens() {}

    /// The value that begins with the next token; absent where there is none.
    static Tree read(JsonParser parser) {
        JsonToken token = parser.nextToken();
        return token == null ? Tree.ABSENT : value(parser, token);
    }

    private static Tree value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> new Tree.Text(parser.getString());
            case VALUE_NUMBER_INT -> new Tree.Number(parser.getNumberValue());
            case VALUE_NUMBER_FLOAT -> new Tree.Number(parser.getDoubleValue());
            case VALUE_TRUE -> new Tree.Truth(true);
            case VALUE_FALSE -> new Tree.Truth(false);
            case VALUE_NULL -> Tree.NULL;
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("no value begins with " + token);
        };
    }

    private static Tree object(JsonParser parser) {
        SequencedMap<String, Tree> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            entries.put(parser.currentName(), value(parser, parser.nextToken()));
        }
        return new Tree.Fields(entries);
    }

    private static Tree list(JsonParser parser) {
        List<Tree> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(parser, token));
        }
        return new Tree.Sequence(elements);
    }

    static void write(JsonGenerator out, Tree tree) {
        switch (tree) {
            case Tree.Absent _, Tree.Null _ -> out.writeNull();
            case Tree.Truth(boolean value) -> out.writeBoolean(value);
            case Tree.Number(Number value) -> number(out, value);
            case Tree.Text(String value) -> out.writeString(value);
            case Tree.Sequence(List<Tree> elements) -> {
                out.writeStartArray();
                elements.forEach(each -> write(out, each));
                out.writeEndArray();
            }
            case Tree.Fields(SequencedMap<String, Tree> entries) -> {
                out.writeStartObject();
                entries.forEach((key, each) -> {
                    out.writeName(key);
                    write(out, each);
                });
                out.writeEndObject();
            }
        }
    }

    private static void number(JsonGenerator out, Number value) {
        switch (value) {
            case Long whole -> out.writeNumber(whole);
            case BigInteger whole -> out.writeNumber(whole);
            case BigDecimal number -> out.writeNumber(number);
            case Float number -> out.writeNumber(number);
            default -> out.writeNumber(value.doubleValue());
        }
    }
}
