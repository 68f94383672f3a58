package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nunchi.codec.Tree;
import nunchi.record.ModelRecord.LayerRecord;
import nunchi.report.Table.Cell;
import nunchi.text.Numbers;

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
        List<Integer> input = folder.model().input();
        List<String> sentences = new ArrayList<>();
        for (LayerRecord layer : folder.model().layers()) {
            List<Integer> output = layer.output();
            if (layer.is("dense") && !input.isEmpty() && !output.isEmpty()) {
                String features = Numbers.count(input.getLast());
                String units = Numbers.count(output.getLast());
                boolean bias = layer.description().at("bias").truth(true);
                table.row(
                        Cell.code(Objects.requireNonNullElse(layer.path(), "")),
                        Cell.text(rows(rows, input)),
                        Cell.text(features + " × " + units),
                        Cell.text(bias ? units : "none"),
                        Cell.text(rows(rows, output)));
                if (sentences.isEmpty()) {
                    sentences.add(first(Objects.requireNonNullElse(layer.path(), ""), rows, features, units));
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

    private static String rows(String rows, List<Integer> shape) {
        return rows + " × " + NetworkSection.extents(shape);
    }

    private static String batch(Folder folder) {
        Tree batch = folder.experiment().at("data", "batch");
        return batch.isNumber() ? Numbers.count((long) batch.number()) : "n";
    }
}
