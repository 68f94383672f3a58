package nunchi.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nunchi.report.Table.Cell;
import tools.jackson.databind.JsonNode;

/// The layers, drawn and listed, with the arithmetic behind every number of parameters.
final class NetworkSection implements ReportSection {
    @Override
    public String title() {
        return "Network";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        JsonNode model = folder.model();
        if (!model.path("layers").isArray() || model.path("layers").isEmpty()) {
            return Html.NOTHING;
        }
        return Html.join(NetworkDrawing.of(model), table(model), note(model));
    }

    private static Html table(JsonNode model) {
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
                Cell.text(extents(model.path("input"))),
                Cell.EMPTY,
                Cell.EMPTY,
                Cell.EMPTY,
                Cell.EMPTY);
        for (JsonNode layer : model.path("layers")) {
            row(
                    table,
                    model,
                    Cell.code(layer.path("path").asString("")),
                    Cell.text(kind(layer)),
                    Cell.text(extents(layer.path("output"))),
                    Cell.text(layer.path("formula").asString("")),
                    parameters(layer),
                    Cell.count(layer.path("operations")),
                    Cell.text(layer.path("receptiveField").asString("")));
        }
        table.total(cells(
                model,
                Cell.text("All layers"),
                Cell.EMPTY,
                Cell.EMPTY,
                Cell.EMPTY,
                Cell.count(model.path("parameters")),
                Cell.count(model.path("operations")),
                Cell.EMPTY));
        return table.html();
    }

    private static boolean hasFields(JsonNode model) {
        return model.path("layers").path(0).has("receptiveField");
    }

    private static void row(Table table, JsonNode model, Cell... cells) {
        table.row(cells(model, cells));
    }

    /// The last cell, the receptive field's, only where there are such fields.
    private static Cell[] cells(JsonNode model, Cell... cells) {
        return hasFields(model) ? cells : Arrays.copyOf(cells, cells.length - 1);
    }

    /// Statistics of preprocessing stand in brackets: they are not counted among the parameters.
    private static Cell parameters(JsonNode layer) {
        JsonNode parameters = layer.path("parameters");
        return parameters.asLong(0) > 0 && isPreprocessing(layer)
                ? Cell.text("(%s)".formatted(Numbers.count(parameters.asLong())))
                : Cell.count(parameters);
    }

    static boolean isPreprocessing(JsonNode layer) {
        return layer.path("path").asString("").startsWith("preprocess.");
    }

    private static Html note(JsonNode model) {
        List<String> sentences = new ArrayList<>();
        if (model.path("trainable").isNumber() && model.path("notTrainable").isNumber()) {
            long fixed = model.path("notTrainable").asLong();
            String trained = Numbers.count(model.path("trainable").asLong());
            sentences.add(
                    fixed == 0
                            ? "All parameters are trained."
                            : "%s of the parameters are trained, %s are not.".formatted(trained, Numbers.count(fixed)));
        }
        if (model.path("preprocessing").isNumber()
                && model.path("preprocessing").asLong() > 0) {
            sentences.add("Besides these, preprocessing keeps %s of the training examples, in brackets."
                    .formatted(Numbers.count(model.path("preprocessing").asLong(), "statistic")));
        }
        if (model.path("operations").isNumber()) {
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
    private static List<String> unflattened(JsonNode model) {
        List<String> sentences = new ArrayList<>();
        JsonNode input = model.path("input");
        for (JsonNode layer : model.path("layers")) {
            long values =
                    input.valueStream().mapToLong(extent -> extent.asLong(0)).reduce(1, (a, b) -> a * b);
            long features = input.path(input.size() - 1).asLong(0);
            long units =
                    layer.path("output").path(layer.path("output").size() - 1).asLong(0);
            if (layer.path("type").asString("").equals("dense") && input.size() > 1) {
                long bias = layer.path("description").path("bias").asBoolean(true) ? units : 0;
                sentences.add("""
                        %s is not preceded by a flatten and works on the last axis: the same %s weights at each of %s places. \
                        After a flatten it would have %s parameters.""".formatted(
                                layer.path("path").asString(""),
                                Numbers.count(features * units),
                                Numbers.count(values / features),
                                Numbers.count(values * units + bias)));
            }
            input = layer.path("output");
        }
        return sentences;
    }

    /// `dense, sigmoid`.
    static String kind(JsonNode layer) {
        String activation = activation(layer.path("description"));
        String type = layer.path("type").asString("");
        return activation.isEmpty() ? type : type + ", " + activation;
    }

    /// Of a layer's description; nothing where it is linear.
    static String activation(JsonNode description) {
        Named named =
                Named.of(description.has("function") ? description.path("function") : description.path("activation"));
        return named == null || named.name().equals("linear") ? "" : named.name();
    }

    /// `28 × 28 × 1`.
    static String extents(JsonNode shape) {
        List<String> extents = new ArrayList<>();
        shape.forEach(extent -> extents.add(Numbers.count(extent.asLong(0))));
        return String.join(" × ", extents);
    }
}
