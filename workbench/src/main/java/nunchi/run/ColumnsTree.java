package nunchi.run;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.data.TableColumn;
import nunchi.data.TableColumns;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// The columns of a table as `table` in a run's `data.json`.
final class ColumnsTree {
    private static final String CATEGORIES = "categories";
    private static final String FILL = "fill";
    private static final String HEADER = "header";

    private ColumnsTree() {}

    static ObjectNode of(TableColumns table) {
        ObjectNode tree = Json.object().put("columns", table.count());
        put(tree, "features", "names", table.features());
        put(tree, "outputs", "outputNames", table.outputs());
        putEach(tree, CATEGORIES, table.features(), column -> column.categories() == null ? null : Json.texts(column.categories()));
        putEach(tree, FILL, table.features(), ColumnsTree::fill);
        if (table.header() != null) {
            tree.put(HEADER, table.header());
        }
        return tree;
    }

    /// A number, or one of the categories.
    private static JsonNode fill(TableColumn column) {
        return column.fill() == null ? null : column.categories() == null ? Json.number(Double.parseDouble(column.fill())) : StringNode.valueOf(column.fill());
    }

    /// One for each feature, null where it has none; nothing where none has one.
    private static void putEach(ObjectNode tree, String key, List<TableColumn> features, Function<TableColumn, JsonNode> part) {
        List<JsonNode> parts = features.stream().map(part).toList();
        if (parts.stream().anyMatch(Objects::nonNull)) {
            ArrayNode array = tree.putArray(key);
            parts.forEach(array::add);
        }
    }

    private static void put(ObjectNode tree, String positions, String names, List<TableColumn> columns) {
        columns.stream().map(TableColumn::position).forEach(tree.putArray(positions)::add);
        tree.set(names, Json.texts(columns.stream().map(TableColumn::name).filter(name -> !name.isEmpty()).toList()));
    }

    static TableColumns read(JsonNode tree) {
        List<TableColumn> features = columns(tree, "features", "names");
        boolean targets = !tree.path("outputs").isEmpty();
        Check.require(!targets || tree.path("names").isEmpty() == tree.path("outputNames").isEmpty(), "of features and targets only one kind has names");
        return new TableColumns(tree.required("columns").intValue(), IntStream.range(0, features.size()).mapToObj(i -> feature(features.get(i), i, tree)).toList(),
                columns(tree, "outputs", "outputNames"), tree.has(HEADER) ? tree.path(HEADER).booleanValue() : null);
    }

    private static TableColumn feature(TableColumn column, int place, JsonNode tree) {
        JsonNode categories = tree.path(CATEGORIES).path(place);
        JsonNode fill = tree.path(FILL).path(place);
        return new TableColumn(column.position(), column.name(), categories.isArray() ? categories.valueStream().map(JsonNode::asString).toList() : null,
                fill.isNumber() ? Float.toString(fill.floatValue()) : fill.isString() ? fill.stringValue() : null);
    }

    private static List<TableColumn> columns(JsonNode tree, String positions, String names) {
        List<Integer> at = tree.required(positions).valueStream().map(JsonNode::intValue).toList();
        List<String> named = tree.required(names).valueStream().map(JsonNode::asString).toList();
        Check.require(named.isEmpty() || named.size() == at.size(), "there are %d %s for %d %s".formatted(named.size(), names, at.size(), positions));
        return IntStream.range(0, at.size()).mapToObj(i -> new TableColumn(at.get(i), named.isEmpty() ? "" : named.get(i))).toList();
    }
}
