package nunchi.run;

import nunchi.check.Check;
import nunchi.experiment.Records;
import nunchi.train.Summary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A run's `model.json`: the table of its layers, and the experiment that it is trained with.
final class ModelFile {
    /// The key of the experiment, as it is written to a file.
    static final String EXPERIMENT = "experiment";

    private ModelFile() {}

    static ObjectNode tree(Summary summary, Records records) {
        ObjectNode tree = Json.object();
        tree.set("input", Json.extents(summary.input()));
        ArrayNode layers = tree.putArray("layers");
        summary.rows().forEach(row -> layers.add(layer(row, summary.hasFields(), records)));
        return tree.put("parameters", summary.parameters())
                .put("trainable", summary.trainable())
                .put("notTrainable", summary.notTrainable())
                .put("preprocessing", summary.preprocessing())
                .put("operations", summary.operations());
    }

    /// @throws nunchi.check.InvalidRequestException where the shape of an example is not the one in `data.json`
    static void requireInput(RunFolder run) {
        JsonNode input = run.json(RunFolder.MODEL).path("input");
        JsonNode example = run.json(RunFolder.DATA).path("example");
        Check.require(input.isMissingNode() || example.isMissingNode() || input.equals(example),
                "%s says that an example has the shape %s, and %s that the model takes %s; bring the one that was changed back from a copy"
                        .formatted(run.file(RunFolder.DATA), example, run.file(RunFolder.MODEL), input));
    }

    private static ObjectNode layer(Summary.Row row, boolean withField, Records records) {
        ObjectNode layer = Json.object().put("path", row.path()).put("type", row.layer().name());
        layer.set("description", row.layer() instanceof Record record ? records.tree(record) : Json.object());
        layer.set("output", Json.extents(row.output()));
        if (withField) {
            layer.put("receptiveField", row.field().toString());
        }
        return layer.put("parameters", row.parameters())
                .put("trainable", row.trainable())
                .put("formula", row.formula())
                .put("operations", row.operations())
                .put("preprocessing", row.preprocessing());
    }
}
