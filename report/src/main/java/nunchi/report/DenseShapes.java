package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import nunchi.report.Table.Cell;
import tools.jackson.databind.JsonNode;

/// The sizes that the arrays of dense layers really have in a run.
final class DenseShapes {
    private DenseShapes() {}

    static Html of(Folder folder) {
        String rows = batch(folder);
        Table table = new Table("Sizes of the arrays in the dense layers")
                .column("Layer")
                .number("X")
                .number("W")
                .number("b")
                .number("Z, Y");
        JsonNode input = folder.model().path("input");
        List<String> sentences = new ArrayList<>();
        for (JsonNode layer : folder.model().path("layers")) {
            JsonNode output = layer.path("output");
            if (layer.path("type").asString("").equals("dense") && input.size() > 0 && output.size() > 0) {
                String features = Numbers.count(input.path(input.size() - 1).asLong(0));
                String units = Numbers.count(output.path(output.size() - 1).asLong(0));
                boolean bias = layer.path("description").path("bias").asBoolean(true);
                table.row(
                        Cell.code(layer.path("path").asString("")),
                        Cell.text(rows(rows, input)),
                        Cell.text(features + " × " + units),
                        Cell.text(bias ? units : "none"),
                        Cell.text(rows(rows, output)));
                if (sentences.isEmpty()) {
                    sentences.add(first(layer.path("path").asString(""), rows, features, units));
                }
            }
            input = output;
        }
        return sentences.isEmpty() ? Html.NOTHING : Html.join(Html.paragraph(sentences.getFirst()), table.html());
    }

    private static String first(String path, String rows, String features, String units) {
        return """
                In %s every row of X holds the %s values of one example, and every column of W the %s weights of one of its %s units, \
                so X W has a row for each example and a column for each unit. The bias has one value per unit and is added to every \
                row. Backward, X transposed (%s × %s) times the derivative by Z (%s × %s) gives again %s × %s, the size of W.""".formatted(path, features, features, units, features, rows, rows, units, features, units);
    }

    private static String rows(String rows, JsonNode shape) {
        return rows + " × " + NetworkSection.extents(shape);
    }

    private static String batch(Folder folder) {
        JsonNode batch = folder.experiment().path("data").path("batch");
        return batch.isNumber() ? Numbers.count(batch.asLong()) : "n";
    }
}
