package nunchi.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Numbers, texts, truth values and enums of a tree.
final class Scalars {
    /// `1e-3`, which YAML 1.1 takes for a text.
    private static final Pattern EXPONENT = Pattern.compile("[-+]?\\d+(\\.\\d*)?[eE][-+]?\\d+");

    private Scalars() {}

    static Object read(JsonNode node, Class<?> wanted, String path) {
        if (wanted.isEnum()) {
            return constant(node, wanted, path);
        }
        return switch (wanted.getSimpleName()) {
            case "int", "Integer" -> Math.toIntExact(whole(node, Integer.MIN_VALUE, Integer.MAX_VALUE, path));
            case "long", "Long" -> whole(node, Long.MIN_VALUE, Long.MAX_VALUE, path);
            case "double", "Double" -> number(node, path);
            case "boolean", "Boolean" -> truth(node, path);
            case "String" -> text(node, path);
            default -> throw new IllegalStateException("no way to read " + wanted + " from a file");
        };
    }

    private static long whole(JsonNode node, long low, long high, String path) {
        if (!node.isIntegralNumber()) {
            throw unexpected("a whole number", node, path);
        }
        if (!node.canConvertToLong() || node.longValue() < low || node.longValue() > high) {
            throw unexpected("a whole number from %d to %d".formatted(low, high), node, path);
        }
        return node.longValue();
    }

    private static double number(JsonNode node, String path) {
        if (node.isString() && EXPONENT.matcher(node.stringValue()).matches()) {
            return Double.parseDouble(node.stringValue());
        }
        if (!node.isNumber()) {
            throw unexpected("a number", node, path);
        }
        return node.doubleValue();
    }

    /// The tree with every text like `1e-3` as the number it is meant as.
    static JsonNode numeric(JsonNode node) {
        return switch (node) {
            case StringNode text
            when EXPONENT.matcher(text.stringValue()).matches() ->
                JsonNodeFactory.instance.numberNode(Double.parseDouble(text.stringValue()));
            case ArrayNode list ->
                JsonNodeFactory.instance
                        .arrayNode()
                        .addAll(list.valueStream().map(Scalars::numeric).toList());
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(entry -> copy.set(entry.getKey(), numeric(entry.getValue())));
                yield copy;
            }
            default -> node;
        };
    }

    private static boolean truth(JsonNode node, String path) {
        if (!node.isBoolean()) {
            throw unexpected("true or false", node, path);
        }
        return node.booleanValue();
    }

    private static String text(JsonNode node, String path) {
        if (!node.isValueNode()) {
            throw unexpected("a text", node, path);
        }
        return node.asString();
    }

    private static Object constant(JsonNode node, Class<?> type, String path) {
        List<?> constants = Arrays.asList(type.getEnumConstants());
        if (!node.isString()) {
            throw unexpected(
                    "one of "
                            + String.join(
                                    ", ",
                                    constants.stream().map(Scalars::spelling).toList()),
                    node,
                    path);
        }
        for (Object constant : constants) {
            if (Names.plain(spelling(constant)).equals(Names.plain(node.stringValue()))) {
                return constant;
            }
        }
        throw Check.unknown(
                        Names.of(type),
                        node.stringValue(),
                        constants.stream().map(Scalars::spelling).toList())
                .at(path);
    }

    /// An enum's constant in files: `keras`, `val_loss`.
    static String spelling(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }

    private static InvalidRequestException unexpected(String wanted, JsonNode node, String path) {
        return new InvalidRequestException("expected %s, but found %s".formatted(wanted, describe(node))).at(path);
    }

    /// As it is written within a line of YAML.
    static String inline(JsonNode node) {
        return node.isValueNode() ? Check.excerpt(node.asString()) : node.toString();
    }

    /// What a person sees there.
    static String describe(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "'" + Check.excerpt(node.stringValue()) + "'";
            case ARRAY -> "a list";
            case OBJECT ->
                node.isEmpty() ? "nothing" : "the keys " + Check.excerpt(String.join(", ", node.propertyNames()));
            case NULL, MISSING -> "nothing";
            default -> Check.excerpt(node.asString());
        };
    }
}
