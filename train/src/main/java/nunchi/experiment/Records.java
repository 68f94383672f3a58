package nunchi.experiment;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nunchi.check.InvalidRequestException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes a tree of records, with every component spelled out: what [Binder] reads back as equal records.
public final class Records {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Catalogue catalogue;

    public Records(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// The keys and values of a record; null components are written as null.
    ///
    /// @throws InvalidRequestException when it holds something that could not be read back
    public ObjectNode tree(Record record) {
        RecordType type = RecordType.of(record.getClass());
        ObjectNode tree = NODES.objectNode();
        for (RecordComponent component : type.components()) {
            tree.set(component.getName(), value(RecordType.read(component, record), component.getGenericType()));
        }
        return tree;
    }

    /// A value of an open kind: `relu`, or `{dense: {units: 10, …}}`; a constant and explicit padding as their bare
    /// numbers.
    public JsonNode named(Record record) {
        RecordType type = RecordType.of(record.getClass());
        String name = Names.of(record.getClass());
        if (type.components().isEmpty()) {
            return NODES.stringNode(name);
        }
        List<Object> values = type.values(record);
        if (name.equals("constant") && values.size() == 1 && values.getFirst() instanceof Double number) {
            return NODES.numberNode(number);
        }
        if (type.isMap()) {
            return NODES.objectNode()
                    .set(
                            name,
                            value(
                                    values.getFirst(),
                                    type.components().getFirst().getGenericType()));
        }
        if (type.ofWholeNumbers()) {
            return name.equals("explicit")
                    ? wholeNumbers(type, record)
                    : NODES.objectNode().set(name, wholeNumbers(type, record));
        }
        return NODES.objectNode().set(name, tree(record));
    }

    private JsonNode value(Object value, Type type) {
        return switch (value) {
            case null -> NODES.nullNode();
            case JsonNode tree -> tree;
            case Map<?, ?> map -> map(map, ((ParameterizedType) type).getActualTypeArguments()[1]);
            case List<?> list -> list(list, ((ParameterizedType) type).getActualTypeArguments()[0]);
            case Object chosen
            when type instanceof Class<?> kind && catalogue.knows(kind) -> named(catalogue.registered(kind, chosen));
            case Record record -> plain(record);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            case Boolean truth -> NODES.booleanNode(truth);
            case Enum<?> constant -> NODES.stringNode(Scalars.spelling(constant));
            case String text -> NODES.stringNode(text);
            default ->
                throw new InvalidRequestException(
                        "a value of the type %s cannot be written to a run's files; components are numbers, texts, enums, records, and lists and maps of these"
                                .formatted(value.getClass().getSimpleName()));
        };
    }

    private JsonNode plain(Record record) {
        RecordType type = RecordType.of(record.getClass());
        if (type.ofText()) {
            return NODES.stringNode((String) type.values(record).getFirst());
        }
        return type.ofWholeNumbers() ? wholeNumbers(type, record) : tree(record);
    }

    /// `3` where one number says it all, else `[3, 5]`.
    private static JsonNode wholeNumbers(RecordType type, Record record) {
        int[] numbers =
                type.values(record).stream().mapToInt(value -> (int) value).toArray();
        if (type.create(new int[] {numbers[0]}).equals(record)) {
            return NODES.numberNode(numbers[0]);
        }
        ArrayNode array = NODES.arrayNode();
        Arrays.stream(numbers).forEach(array::add);
        return array;
    }

    private ArrayNode list(List<?> values, Type element) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(item -> array.add(value(item, element)));
        return array;
    }

    private ObjectNode map(Map<?, ?> values, Type element) {
        ObjectNode object = NODES.objectNode();
        values.forEach((key, value) -> object.set((String) key, value(value, element)));
        return object;
    }
}
