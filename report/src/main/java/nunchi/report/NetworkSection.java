package nunchi.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import nunchi.codec.Tree;
import nunchi.record.ModelRecord;
import nunchi.record.ModelRecord.LayerRecord;
import nunchi.report.Table.Cell;
import nunchi.text.Numbers;

/// The layers, drawn and listed, with the arithmetic behind every number of parameters.
final class NetworkSection implements ReportSection {
    @Override
    public String title() {
        return "Network";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        ModelRecord model = folder.model();
        if (model.layers().isEmpty()) {
            return Html.NOTHING;
        }
        return Html.join(NetworkDrawing.of(model), table(model), note(model));
    }

    private static void row(Table table, ModelRecord model, LayerRecord layer) {
        row(
                table,
                model,
                Cell.code(path(layer)),
                Cell.text(kind(layer)),
                Cell.text(extents(layer.output())),
                Cell.text(Objects.requireNonNullElse(layer.formula(), "")),
                parameters(layer),
                Cell.count(layer.operations()),
                Cell.text(Objects.requireNonNullElse(layer.receptiveField(), "")));
    }

    private static Html table(ModelRecord model) {
        Table table = new Table("Layers, from the input to the output")
                .column("Layer")
                .column("Kind")
                .number("Output of one example")
                .column("Formula")
                .number("Parameters")
                .number("Operations");
        if (hasFields(model)) {
            table.number("Receptive field");
        }
        row(
                table,
                model,
                Cell.text("input"),
                Cell.EMPTY,
                Cell.text(extents(model.input())),
                Cell.EMPTY,
                Cell.EMPTY,
                Cell.EMPTY,
                Cell.EMPTY);
        model.layers().forEach(layer -> row(table, model, layer));
        return table.total(all(model)).html();
    }

    private static Cell[] all(ModelRecord model) {
        return cells(
                model,
                Cell.text("All layers"),
                Cell.EMPTY,
                Cell.EMPTY,
                Cell.EMPTY,
                Cell.count(model.parameters()),
                Cell.count(model.operations()),
                Cell.EMPTY);
    }

    private static boolean hasFields(ModelRecord model) {
        return !model.layers().isEmpty() && model.layers().getFirst().receptiveField() != null;
    }

    private static void row(Table table, ModelRecord model, Cell... cells) {
        table.row(cells(model, cells));
    }

    /// The last cell, the receptive field's, only where there are such fields.
    private static Cell[] cells(ModelRecord model, Cell... cells) {
        return hasFields(model) ? cells : Arrays.copyOf(cells, cells.length - 1);
    }

    /// Statistics of preprocessing stand in brackets: they are not counted among the parameters.
    private static Cell parameters(LayerRecord layer) {
        return layer.count() > 0 && isPreprocessing(layer)
                ? Cell.text("(%s)".formatted(Numbers.count(layer.count())))
                : Cell.count(layer.parameters());
    }

    static boolean isPreprocessing(LayerRecord layer) {
        return path(layer).startsWith("preprocess.");
    }

    private static String path(LayerRecord layer) {
        return Objects.requireNonNullElse(layer.path(), "");
    }

    private static Html note(ModelRecord model) {
        List<String> sentences = new ArrayList<>();
        if (model.trainable() != null && model.notTrainable() != null) {
            long fixed = model.notTrainable();
            String trained = Numbers.count(model.trainable());
            sentences.add(
                    fixed == 0
                            ? "All parameters are trained."
                            : "%s of the parameters are trained, %s are not.".formatted(trained, Numbers.count(fixed)));
        }
        if (model.preprocessing() != null && model.preprocessing() > 0) {
            sentences.add("Besides these, preprocessing keeps %s of the training examples, in brackets."
                    .formatted(Numbers.count(model.preprocessing(), "statistic")));
        }
        if (model.operations() != null) {
            sentences.add(
                    "Operations are the multiplications and additions of one example's way from the input to the output.");
        }
        if (hasFields(model)) {
            sentences.add(
                    "The receptive field is the part of the input image, in rows and columns, that one value of the output can see.");
        }
        sentences.addAll(unflattened(model));
        return sentences.isEmpty() ? Html.NOTHING : Html.paragraph(String.join(" ", sentences));
    }

    /// Of dense layers that meet more than one axis, which may not be what was meant.
    private static List<String> unflattened(ModelRecord model) {
        List<String> sentences = new ArrayList<>();
        List<Integer> input = model.input();
        for (LayerRecord layer : model.layers()) {
            if (layer.is("dense") && input.size() > 1 && !layer.output().isEmpty()) {
                long values = input.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
                long features = input.getLast();
                long units = layer.output().getLast();
                long bias = layer.description().at("bias").truth(true) ? units : 0;
                sentences.add("""
                        %s is not preceded by a flatten and works on the last axis: the same %s weights at each of %s places. \
                        After a flatten it would have %s parameters.""".formatted(
                                path(layer),
                                Numbers.count(features * units),
                                Numbers.count(values / features),
                                Numbers.count(values * units + bias)));
            }
            input = layer.output();
        }
        return sentences;
    }

    /// `dense, sigmoid`.
    static String kind(LayerRecord layer) {
        String activation = activation(layer.description());
        String type = Objects.requireNonNullElse(layer.type(), "");
        return activation.isEmpty() ? type : type + ", " + activation;
    }

    /// Of a layer's description; nothing where it is linear.
    static String activation(Tree description) {
        return function(description)
                .map(NamedValue::name)
                .filter(name -> !name.equals("linear"))
                .orElse("");
    }

    /// The activation of a layer, or that it is.
    static Optional<NamedValue> function(Tree description) {
        return NamedValue.of(description.at(description.has("function") ? "function" : "activation"));
    }

    /// `28 × 28 × 1`.
    static String extents(List<Integer> shape) {
        return shape.stream().map(extent -> Numbers.count(extent)).collect(Collectors.joining(" × "));
    }
}
