package nunchi.run;

import java.util.List;
import nunchi.check.Check;
import nunchi.codec.Tree;
import nunchi.experiment.ExperimentFile;
import nunchi.record.DataRecord;
import nunchi.record.Decimal;
import nunchi.record.ModelRecord;
import nunchi.record.ModelRecord.LayerRecord;
import nunchi.train.Summary;

/// A run's `model.json`: the table of its layers, and the experiment that it is trained with.
final class ModelFile {
    private ModelFile() {}

    static ModelRecord of(Summary summary, ExperimentFile files) {
        return new ModelRecord(
                Decimal.list(summary.input()),
                summary.rows().stream()
                        .map(row -> layer(row, summary.hasFields(), files))
                        .toList(),
                summary.parameters(),
                summary.trainable(),
                summary.notTrainable(),
                summary.preprocessing(),
                summary.operations(),
                Tree.ABSENT);
    }

    /// @throws nunchi.check.InvalidRequestException where the shape of an example is not the one in `data.json`
    static void requireInput(RunFolder run) {
        List<Integer> input = run.model().map(ModelRecord::input).orElse(List.of());
        List<Integer> example = run.data().map(DataRecord::example).orElse(List.of());
        Check.require(
                input.isEmpty() || example.isEmpty() || input.equals(example),
                "%s says that an example has the shape %s, and %s that the model takes %s; bring the one that was changed back from a copy"
                        .formatted(run.file(RunFolder.DATA), example, run.file(RunFolder.MODEL), input));
    }

    private static LayerRecord layer(Summary.Row row, boolean withField, ExperimentFile files) {
        Tree description = row.layer() instanceof Record record ? files.tree(record) : new Tree.Fields();
        return new LayerRecord(
                row.path(),
                row.layer().name(),
                description,
                Decimal.list(row.output()),
                withField ? row.field().toString() : null,
                row.parameters().count(),
                row.parameters().trainable(),
                row.parameters().formula(),
                row.operations(),
                row.preprocessing());
    }
}
