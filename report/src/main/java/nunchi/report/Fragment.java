package nunchi.report;

import java.nio.file.Path;
import java.util.List;
import nunchi.record.EpochRecord;
import nunchi.record.EvaluationFigures;
import nunchi.record.SearchRecord;
import nunchi.report.Table.Cell;
import nunchi.text.Numbers;
import nunchi.train.Evaluation;
import nunchi.train.Evaluation.ClassMetrics;
import nunchi.train.ResultView;
import nunchi.train.Trained;

/// Pieces of reports by themselves, without scripts: what a notebook shows of a result.
public final class Fragment implements ResultView {
    private static final List<ReportSection> RUN =
            List.of(new CurvesSection(), new ResultsSection(), new ConfusionSection());
    private static final List<ReportSection> SEARCH =
            List.of(new SettingsSection(), new DifferencesSection(), new TrialCurvesSection(), new TrialsSection());

    @Override
    public String html(Path path) {
        Folder folder = new Folder(path);
        Folder bare = folder.with(folder.read(folder::evaluation).withoutExamples());
        return of(bare.title(), sections(bare.is(SearchRecord.KIND) ? SEARCH : RUN, bare));
    }

    @Override
    public String html(Evaluation evaluation) {
        return html("Evaluation", evaluation, List.of());
    }

    @Override
    public String html(Trained trained) {
        return html(
                "Training",
                trained.evaluation(),
                trained.history().ended().stream().map(EpochRecord::of).toList());
    }

    private static String html(String title, Evaluation evaluation, List<EpochRecord> epochs) {
        Folder folder = new Folder(Path.of(""))
                .with(EvaluationFigures.of(null, evaluation, names(evaluation)))
                .with(epochs);
        Table table = new Table("Metrics of %s".formatted(Numbers.count(evaluation.rows(), "example")))
                .column("Metric")
                .number("Value");
        table.row(Cell.text("Loss"), Cell.loss(evaluation.metrics().loss()));
        if (evaluation.metrics().hasAccuracy()) {
            table.row(Cell.text("Accuracy"), Cell.percent(evaluation.metrics().accuracy()));
        }
        return of(title, Html.join(table.html(), sections(RUN, folder)));
    }

    private static List<String> names(Evaluation evaluation) {
        return evaluation.perClass().stream().map(ClassMetrics::name).toList();
    }

    private static Html sections(List<ReportSection> sections, Folder folder) {
        Chapter chapter = Chapter.still();
        return Html.join(sections.stream()
                .map(section -> {
                    Html body = folder.read(() -> section.body(folder, chapter));
                    return body.isEmpty() ? body : Html.join(Html.tag("h3", Html.text(section.title())), body);
                })
                .toList());
    }

    /// With its own style sheet, which touches nothing else on the page.
    static String of(String title, Html body) {
        return Html.tag(
                        "div",
                        Attributes.of("class", "nunchi"),
                        Html.tag("style", Html.trusted(Resource.text("fragment.css"))),
                        title.isEmpty() ? Html.NOTHING : Html.tag("h2", Html.text(title)),
                        body)
                .markup();
    }
}
