package nunchi.run;

import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.data.TableColumn;
import nunchi.data.TableColumns;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The columns of a table as `table` in a run's `data.json`.
final class ColumnsTree {
    private ColumnsTree() {}

    static ObjectNode of(TableColumns table) {
        ObjectNode tree = Json.object().put("columns", table.count());
        put(tree, "features", "names", table.features());
        put(tree, "outputs", "outputNames", table.outputs());
        if (table.header() != null) {
            tree.put("header", table.header());
        }
        return tree;
    }

    private static void put(ObjectNode tree, String positions, String names, List<TableColumn> columns) {
        columns.stream().map(TableColumn::position).forEach(tree.putArray(positions)::add);
        tree.set(names, Json.texts(columns.stream().map(TableColumn::name).filter(name -> !name.isEmpty()).toList()));
    }

    static TableColumns read(JsonNode tree) {
        return new TableColumns(tree.path("columns").intValue(), columns(tree, "features", "names"), columns(tree, "outputs", "outputNames"),
                tree.has("header") ? tree.path("header").booleanValue() : null);
    }

    private static List<TableColumn> columns(JsonNode tree, String positions, String names) {
        List<Integer> at = tree.path(positions).valueStream().map(JsonNode::intValue).toList();
        List<String> named = tree.path(names).valueStream().map(JsonNode::asString).toList();
        Check.require(named.isEmpty() || named.size() == at.size(), "there are %d %s for %d %s".formatted(named.size(), names, at.size(), positions));
        return IntStream.range(0, at.size()).mapToObj(i -> new TableColumn(at.get(i), named.isEmpty() ? "" : named.get(i))).toList();
    }
}
