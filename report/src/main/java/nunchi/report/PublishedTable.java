package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import nunchi.report.Table.Cell;

/// Published figures beside a run's own.
final class PublishedTable {
    private PublishedTable() {}

    static Html ofEpochs(Folder run) {
        List<Published> entries =
                Published.of(run).stream().filter(entry -> entry.epoch() > 0).toList();
        Table table = new Table("Published results beside this run's")
                .column("After epoch")
                .column("Metric");
        return fill(table, entries, run);
    }

    static Html ofResults(Folder run) {
        List<Published> entries =
                Published.of(run).stream().filter(entry -> entry.epoch() == 0).toList();
        return fill(new Table("Published results beside this run's").column("Metric"), entries, run);
    }

    private static Html fill(Table table, List<Published> entries, Folder run) {
        table.number("Published").number("This run").number("Compared");
        boolean sourced = entries.stream().anyMatch(entry -> !entry.source().isEmpty());
        if (sourced) {
            table.column("Source");
        }
        for (Published entry : entries) {
            double ours = entry.ours(run);
            List<Cell> row = new ArrayList<>();
            if (entry.epoch() > 0) {
                row.add(Cell.count(entry.epoch()));
            }
            row.addAll(List.of(Cell.text(entry.what()), entry.cell(), entry.cell(ours), entry.difference(ours)));
            if (sourced) {
                row.add(Cell.text(entry.source()));
            }
            table.row(row);
        }
        return table.html();
    }
}
