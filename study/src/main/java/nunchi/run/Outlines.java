package nunchi.run;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.experiment.Experiment;
import nunchi.experiment.Outline;
import nunchi.record.OutlineRecord;
import nunchi.record.ReportWriter;
import nunchi.train.Summary;

/// Writes down models that are not trained.
public final class Outlines {
    private Outlines() {}

    /// The layers of a model with their sizes.
    ///
    /// @throws nunchi.check.InvalidRequestException when the data is not there, or the layers do not fit it, with the
    ///     layer's path
    public static Summary summary(Outline outline, RunOptions options) {
        return Summary.of(
                outline.layers(),
                Set.of(),
                options.whole(outline.data()).train().example());
    }

    /// The layers of an experiment's model with their sizes.
    ///
    /// @throws nunchi.check.InvalidRequestException as [#summary(Outline, RunOptions)]
    public static Summary summary(Experiment experiment, RunOptions options) {
        Datasets whole = options.whole(experiment);
        // How many tokens texts have is learnt from the training set.
        boolean texts = whole.train().text(0).isPresent();
        Dataset train = texts ? experiment.cut(whole).train() : whole.train();
        return Summary.of(experiment.forData(train.schema()), train.example());
    }

    /// Writes a folder with `experiment.yaml`, `model.json`, `result.json` (its kind is `outline`) and a report.
    ///
    /// @throws nunchi.check.InvalidRequestException as [#summary(Outline, RunOptions)]; then nothing is written
    public static RunFolder run(Outline outline, RunOptions options) {
        Datasets parts = options.whole(outline.data());
        Summary summary = Summary.of(outline.layers(), Set.of(), parts.train().example());
        return NewFolder.begin(
                options.out(), outline.name(), begun -> write(outline, summary, begun.folder(), options));
    }

    private static RunFolder write(Outline outline, Summary summary, RunFolder folder, RunOptions options) {
        folder.write(RunFolder.MODEL, ModelFile.of(summary, options.files()));
        folder.write(
                RunFolder.RESULT,
                new OutlineRecord(OutlineRecord.KIND, outline.name(), outline.title(), summary.parameters()));
        // the last: where it is, a kill took nothing but the report
        folder.write(RunFolder.EXPERIMENT, options.files().write(outline).getBytes(StandardCharsets.UTF_8));
        ReportWriter.report(folder.path());
        return folder;
    }
}
