package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import nunchi.data.Split;
import nunchi.record.EnvironmentRecord.SystemRecord;
import nunchi.record.SearchRecord.TrialRecord;
import nunchi.record.SpeedRecord;
import nunchi.report.Table.Cell;

/// Every trial of a search with its figures.
final class TrialsSection implements ReportSection {
    private static final String UNKNOWN = "–";

    @Override
    public String title() {
        return "Trials";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        SearchSummary search = SearchSummary.of(folder);
        List<TrialRecord> trials = folder.search().trials();
        List<Figure> figures = figures(trials);
        List<String> hosts = hosts(folder, trials);
        Table table = table(search, figures, eventful(trials));
        if (!hosts.isEmpty()) {
            table.column("Host");
        }
        List<List<Published>> published = Stream.of("test loss", "test accuracy")
                .map(what -> Published.ofTrials(folder, what))
                .filter(entries -> !entries.isEmpty())
                .toList();
        published.forEach(
                entries -> table.number("Published " + entries.getFirst().what()));
        int number = 0;
        for (TrialRecord trial : trials) {
            number++;
            List<Cell> row = row(search, figures, trial, Integer.toString(number), eventful(trials));
            if (!hosts.isEmpty()) {
                row.add(Cell.text(hosts.get(number - 1)));
            }
            for (List<Published> entries : published) {
                row.add(ofTrial(entries, number));
            }
            table.row(row);
        }
        return table.isEmpty() ? Html.NOTHING : Html.join(table.html(), failures(trials), told(folder));
    }

    /// The machines of the trials where there are several; else a column that says so would be wasted.
    private static List<String> hosts(Folder folder, List<TrialRecord> trials) {
        List<String> hosts = trials.stream().map(trial -> host(folder, trial)).toList();
        return hosts.stream().filter(name -> !name.equals(UNKNOWN)).distinct().count() > 1 ? hosts : List.of();
    }

    /// None for a trial that was refused.
    private static String host(Folder folder, TrialRecord trial) {
        return Optional.ofNullable(trial.folder())
                .map(name -> folder.inner(name).environment().os())
                .map(SystemRecord::host)
                .orElse(UNKNOWN);
    }

    /// A column with a figure of each trial.
    private record Figure(String title, Function<TrialRecord, Cell> cell) {}

    /// Where no trial has an accuracy, as where numbers are predicted, there is no column for it.
    private static List<Figure> figures(List<TrialRecord> trials) {
        List<Split> parts = Stream.of(Split.values())
                .filter(part ->
                        trials.stream().anyMatch(trial -> trial.figures(part).isPresent()))
                .toList();
        List<Figure> figures = new ArrayList<>();
        for (Split part : parts) {
            String name = Words.capital(Words.part(part));
            figures.add(new Figure(name + " loss", trial -> Cell.loss(trial.loss(part))));
            if (trials.stream().anyMatch(trial -> !Double.isNaN(trial.accuracy(part)))) {
                figures.add(new Figure(name + " accuracy", trial -> Cell.percent(trial.accuracy(part))));
            }
        }
        return figures;
    }

    private static Table table(SearchSummary search, List<Figure> figures, boolean eventful) {
        Table table = new Table("Every trial").sortable().column("Trial");
        search.keys().forEach(key -> table.column(search.brief(key)));
        table.number("Seed");
        if (eventful) {
            table.column("Status");
        }
        table.number("Epochs").number("Time");
        figures.forEach(figure -> table.number(figure.title));
        return table;
    }

    /// Whether the trials ended in different ways; else a column that says so would be wasted.
    private static boolean eventful(List<TrialRecord> trials) {
        return trials.stream().map(TrialRecord::status).distinct().count() > 1;
    }

    private static List<Cell> row(
            SearchSummary search, List<Figure> figures, TrialRecord trial, String number, boolean withStatus) {
        List<Cell> row = new ArrayList<>(List.of(
                Cell.text(Objects.requireNonNullElse(trial.folder(), number).replace("trials/", ""))));
        search.keys().forEach(key -> row.add(Cell.text(SearchSummary.value(trial.value(key)))));
        row.add(Cell.text(Objects.toString(trial.seed(), UNKNOWN)));
        if (withStatus) {
            row.add(Cell.text(Objects.requireNonNullElse(trial.status(), UNKNOWN)));
        }
        row.add(Cell.count(trial.epochs()));
        SpeedRecord speed = trial.speed();
        row.add(Cell.seconds(speed == null ? Double.NaN : speed.seconds()));
        figures.forEach(figure -> row.add(figure.cell.apply(trial)));
        return row;
    }

    private static Cell ofTrial(List<Published> entries, int number) {
        return entries.stream()
                .filter(entry -> entry.trial() == number)
                .findFirst()
                .map(Published::cell)
                .orElse(Cell.text(UNKNOWN));
    }

    private static Html failures(List<TrialRecord> trials) {
        List<Html> items = trials.stream()
                .filter(trial -> trial.reason() != null)
                .map(trial -> Html.tag(
                        "li",
                        Html.text(
                                "%s %s: %s",
                                Objects.requireNonNullElse(trial.folder(), ""),
                                Objects.requireNonNullElse(trial.status(), "failed"),
                                trial.reason())))
                .toList();
        return items.isEmpty() ? Html.NOTHING : Html.tag("ul", Html.join(items));
    }

    private static Html told(Folder folder) {
        String name = folder.path()
                .relativize(SearchSummary.told(folder).path())
                .toString()
                .replace('\\', '/');
        Html command = Html.tag("code", Html.text("nunchi run experiment.yaml"));
        return name.isEmpty()
                ? Html.NOTHING
                : Html.tag(
                        "p",
                        command,
                        Html.text(" in this folder trains them all again. What follows is the report of %s%s."
                                .formatted(
                                        name,
                                        !SearchSummary.of(folder).hasSeveral()
                                                        || SearchSummary.of(folder)
                                                                .chosen()
                                                                .isEmpty()
                                                ? ""
                                                : ", the first of the chosen setting")));
    }
}
