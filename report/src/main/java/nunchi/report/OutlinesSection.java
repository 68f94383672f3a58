package nunchi.report;

import nunchi.record.ModelRecord;
import nunchi.record.OutlineRecord;
import nunchi.report.Table.Cell;

/// The parameters of a lab's models that are not trained, side by side.
final class OutlinesSection implements ReportSection {
    @Override
    public String title() {
        return "Parameters";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        Table table = new Table("The models and their parameters")
                .column("Model")
                .number("Layers")
                .number("Parameters")
                .number("Operations of one example");
        LabMember.of(folder).stream()
                .filter(member -> member.folder().is(OutlineRecord.KIND))
                .forEach(member -> {
                    ModelRecord model = member.folder().model();
                    table.row(
                            Cell.text(member.title()),
                            Cell.count(model.layers().size()),
                            Cell.count(model.parameters()),
                            Cell.count(model.operations()));
                });
        return table.html();
    }
}
