package nunchi.record;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import nunchi.experiment.Inline;
import nunchi.train.Figures;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes trees of records.
final class RecordWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final BigDecimal BEYOND = new BigDecimal("1E+999");

    private RecordWriter() {}

    static ObjectNode object(Record record) {
        ObjectNode tree = NODES.objectNode();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = Reflection.read(component, record);
            boolean there = value != null && !(value instanceof JsonNode node && node.isMissingNode());
            if (there && component.isAnnotationPresent(Inline.class)) {
                tree.setAll(object((Record) value));
            } else if (there || component.isAnnotationPresent(OrNull.class)) {
                tree.set(Reflection.key(component), value(value));
            }
        }
        return tree;
    }

    static JsonNode value(Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case JsonNode tree -> tree;
            case String text -> NODES.stringNode(text);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Double number -> number(number);
            case Boolean truth -> NODES.booleanNode(truth);
            case List<?> list -> list(list);
            case Map<?, ?> map -> map(map);
            case Figures figures -> figures(figures);
            case Scores scores ->
                scores.all() ? list(List.copyOf(scores.byClass().values())) : map(scores.byClass());
            case Record record -> object(record);
            default ->
                throw new IllegalArgumentException("%s is of no type that a file holds".formatted(value.getClass()));
        };
    }

    private static JsonNode number(double value) {
        if (Double.isNaN(value)) {
            return NODES.nullNode();
        }
        return Double.isInfinite(value)
                ? NODES.numberNode(value > 0 ? BEYOND : BEYOND.negate())
                : NODES.numberNode(value);
    }

    static ArrayNode list(List<?> values) {
        ArrayNode array = NODES.arrayNode(values.size());
        values.forEach(each -> array.add(value(each)));
        return array;
    }

    static ObjectNode map(Map<?, ?> values) {
        ObjectNode object = NODES.objectNode();
        values.forEach((key, each) -> object.set(key.toString(), value(each)));
        return object;
    }

    private static ObjectNode figures(Figures figures) {
        ObjectNode object = NODES.objectNode();
        object.set("loss", number(figures.loss()));
        if (figures.hasAccuracy()) {
            object.set("accuracy", number(figures.accuracy()));
        }
        figures.metrics().forEach((name, value) -> object.set(name, number(value)));
        return object;
    }
}
