package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import nunchi.report.Table.Cell;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The training loss of all trials in one chart, with what was published for it.
final class TrialCurvesSection implements ReportSection {
    @Override
    public String title() {
        return "Training";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<Curve> curves = new ArrayList<>();
        for (JsonNode trial : folder.result().path("trials")) {
            String name = trial.path("folder").asString("");
            Curve curve = name.isEmpty() ? null : Curve.of("seed " + trial.path("seed").asLong(0), "loss", folder.inner(name).epochs());
            if (curve != null) {
                curves.add(curve);
            }
        }
        return curves.isEmpty() ? Html.NOTHING : Html.join(chart(folder, chapter, curves), published(folder));
    }

    private static Html chart(Folder folder, Chapter chapter, List<Curve> curves) {
        ObjectNode values = JsonNodeFactory.instance.objectNode().put("measure", "loss").put("alike", true);
        double least = curves.stream().mapToDouble(Curve::least).min().orElseThrow();
        double greatest = curves.stream().mapToDouble(Curve::greatest).max().orElseThrow();
        values.put("logarithmic", least > 0 && greatest / least > 50);
        ArrayNode series = values.putArray("series");
        curves.forEach(curve -> series.add(curve.json()));
        ArrayNode points = values.putArray("published");
        losses(folder).forEach(entry -> points.addArray().add(entry.epoch()).add(entry.value()));
        double low = curves.stream().mapToDouble(Curve::last).min().orElseThrow();
        double high = curves.stream().mapToDouble(Curve::last).max().orElseThrow();
        String instead = "Training loss by epoch of %s; at the last epoch between %s and %s."
                .formatted(Numbers.count(curves.size(), "trial"), Numbers.loss(low), Numbers.loss(high));
        return new Chart("curves", "Training loss of every trial by epoch", instead, values).html(chapter);
    }

    private static List<Published> losses(Folder folder) {
        return Published.of(folder).stream().filter(entry -> entry.epoch() > 0 && entry.what().equals("loss")).toList();
    }

    /// The published losses beside the least, the middle and the greatest of the trials.
    private static Html published(Folder folder) {
        Table table = new Table("Published losses beside those of the trials").column("After epoch").number("Published").number("Least")
                .number("Median").number("Greatest");
        List<Folder> trials = new ArrayList<>();
        folder.result().path("trials").forEach(trial -> trials.add(folder.inner(trial.path("folder").asString("."))));
        for (Published entry : losses(folder)) {
            double[] ours = trials.stream().map(entry::ours).filter(JsonNode::isNumber).mapToDouble(JsonNode::asDouble).sorted().toArray();
            if (ours.length > 0) {
                double median = (ours[(ours.length - 1) / 2] + ours[ours.length / 2]) / 2;
                table.row(Cell.count(entry.epoch()), entry.cell(), Cell.loss(ours[0]), Cell.loss(median), Cell.loss(ours[ours.length - 1]));
            }
        }
        return table.html();
    }
}
