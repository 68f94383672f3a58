package nunchi.record;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.experiment.Inline;
import nunchi.train.Figures;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Makes records of trees that anyone may have changed since they were written: a value of another type than was
/// written is refused, since it would be read as if it were not there, and a class would be a number, or a seed 0.
final class RecordReader {
    private static final int MOST_SHOWN = 40;

    private RecordReader() {}

    /// @param type a record, or one with the types of its variables
    static Object object(JsonNode tree, Type type, String place) {
        Class<?> raw = raw(type);
        require(tree.isObject(), place, tree, "an object");
        RecordComponent[] components = raw.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = component(tree, components[i], argument(components[i].getGenericType(), type), place);
        }
        return Reflection.create(raw, values);
    }

    private static Object component(JsonNode tree, RecordComponent component, Type type, String place) {
        if (component.isAnnotationPresent(Inline.class)) {
            return object(tree, type, place);
        }
        String name = Reflection.key(component);
        String inner = place.isEmpty() ? name : place + "." + name;
        JsonNode node = tree.path(name);
        boolean absent = node.isMissingNode() || node.isNull() && component.isAnnotationPresent(OrNull.class);
        boolean needed = component.isAnnotationPresent(Required.class)
                || component.getType().isPrimitive() && component.getType() != double.class;
        Check.require(!absent || !needed, "it lacks the key %s".formatted(inner));
        return absent ? absent(type) : value(node, type, inner);
    }

    static Object empty(Type type) {
        return Reflection.create(
                raw(type),
                Stream.of(raw(type).getRecordComponents())
                        .map(component -> {
                            Type inner = argument(component.getGenericType(), type);
                            return component.isAnnotationPresent(Inline.class) ? empty(inner) : absent(inner);
                        })
                        .toArray());
    }

    private static Object absent(Type type) {
        Class<?> raw = raw(type);
        return raw == List.class
                ? List.of()
                : raw == SequencedMap.class
                        ? Collections.unmodifiableSequencedMap(new LinkedHashMap<>())
                        : raw == double.class ? Double.NaN : raw == JsonNode.class ? MissingNode.getInstance() : null;
    }

    static Object value(JsonNode node, Type type, String place) {
        Class<?> raw = raw(type);
        if (raw == JsonNode.class) {
            return node;
        }
        if (raw == String.class) {
            require(node.isString(), place, node, "a text");
            return node.stringValue();
        }
        if (raw == int.class || raw == Integer.class || raw == long.class || raw == Long.class) {
            return whole(node, raw, place);
        }
        if (raw == double.class || raw == Double.class) {
            require(node.isNumber() || node.isNull(), place, node, "a number");
            return node.isNull() ? Double.NaN : node.doubleValue();
        }
        if (raw == boolean.class || raw == Boolean.class) {
            require(node.isBoolean(), place, node, "true or false");
            return node.booleanValue();
        }
        if (raw == Object.class) {
            require(node.isNumber() || node.isString() || node.isNull(), place, node, "a number or a text");
            return node.isNull() ? null : node.isString() ? node.stringValue() : (Object) node.doubleValue();
        }
        return raw == List.class
                ? list(node, type, place)
                : raw == SequencedMap.class
                        ? map(node, arguments(type)[1], place)
                        : raw == Figures.class
                                ? figures(node, place)
                                : raw == Scores.class ? scores(node, place) : object(node, type, place);
    }

    private static Object whole(JsonNode node, Class<?> type, String place) {
        boolean small = type == int.class || type == Integer.class;
        require(
                node.canConvertToExactIntegral() && (small ? node.canConvertToInt() : node.canConvertToLong()),
                place,
                node,
                "a whole number");
        return small ? (Object) node.intValue() : (Object) node.longValue();
    }

    private static List<?> list(JsonNode node, Type type, String place) {
        Type element = arguments(type)[0];
        boolean texts = element == String.class;
        require(
                node.isArray() && (!texts || node.valueStream().allMatch(JsonNode::isString)),
                place,
                node,
                texts ? "a list of texts" : "a list");
        List<Object> values = new ArrayList<>(node.size());
        for (JsonNode each : node) {
            boolean nothing = each.isNull() && raw(element) == List.class;
            values.add(nothing ? null : value(each, element, place + "." + values.size()));
        }
        return Collections.unmodifiableList(values);
    }

    private static SequencedMap<String, ?> map(JsonNode node, Type element, String place) {
        require(node.isObject(), place, node, "an object");
        SequencedMap<String, Object> values = new LinkedHashMap<>();
        node.properties()
                .forEach(entry ->
                        values.put(entry.getKey(), value(entry.getValue(), element, place + "." + entry.getKey())));
        return Collections.unmodifiableSequencedMap(values);
    }

    /// A metric of a program's own may have any name.
    static Figures figures(JsonNode node, String place) {
        require(node.isObject(), place, node, "an object");
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> metrics.put(
                        entry.getKey(), (Double) value(entry.getValue(), double.class, place + "." + entry.getKey())));
        Double loss = metrics.remove("loss");
        Double accuracy = metrics.remove("accuracy");
        return new Figures(loss == null ? Double.NaN : loss, accuracy == null ? Double.NaN : accuracy, metrics);
    }

    private static Scores scores(JsonNode node, String place) {
        require(node.isContainer(), place, node, "a list");
        SequencedMap<Integer, Double> scores = new LinkedHashMap<>();
        if (node.isArray()) {
            node.forEach(each ->
                    scores.put(scores.size(), (Double) value(each, double.class, place + "." + scores.size())));
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            require(entry.getKey().matches("\\d{1,9}"), place, node, "a probability by the number of a class");
            scores.put(Integer.valueOf(entry.getKey()), (Double)
                    value(entry.getValue(), double.class, place + "." + entry.getKey()));
        }
        return new Scores(scores, node.isArray());
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType of ? (Class<?>) of.getRawType() : (Class<?>) type;
    }

    private static Type[] arguments(Type type) {
        return ((ParameterizedType) type).getActualTypeArguments();
    }

    /// The type that stands for a variable of a record's declaration.
    private static Type argument(Type declared, Type record) {
        if (!(declared instanceof TypeVariable<?> variable)) {
            return declared;
        }
        List<TypeVariable<?>> variables = List.of(raw(record).getTypeParameters());
        return arguments(record)[variables.indexOf(variable)];
    }

    static void require(boolean holds, String place, JsonNode value, String type) {
        if (!holds) {
            String text = value.toString();
            String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
            throw new InvalidRequestException(
                    "%s is %s, where %s was written".formatted(place.isEmpty() ? "it" : place, shown, type));
        }
    }
}
