package nunchi.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.record.InspectionRecord;
import nunchi.record.StatesRecord;
import nunchi.record.StatesRecord.CellRecord;
import nunchi.record.StatesRecord.ReadRecord;
import nunchi.record.StatesRecord.ValuesRecord;
import nunchi.report.Table.Cell;
import nunchi.report.page.Chart;
import nunchi.text.Numbers;

/// What recurrent layers hold while they read single examples. Heat maps, since a mean over the units would hide that
/// few of them hold a value, and quartiles would hide which.
final class StatesSection implements ReportSection {
    private static final String READING =
            "Each heat map has a row for each unit and a column for each step: the stronger the colour, the larger the value; blue is positive, orange negative. The scale of a state ends where 99 %% of its values are; what is beyond has the strongest colour. A row is the same unit in all heat maps of a layer. The units are ordered by the mean of their %s.";
    private static final String LSTM =
            "Where the forget gate f is near 1 and the input gate i near 0, a unit of an LSTM keeps its cell state. A row of c that changes at a step and stays as it is from there on remembers that step.";
    private static final String GRU =
            "Where the update gate z is near 1, a unit of a GRU keeps its state. A row of h that changes at a step and stays as it is from there on remembers that step.";
    private static final String SIMPLE =
            "A simple recurrent layer has no gates: each step computes its whole state anew.";
    private static final String MARKS = " Dashed lines are at the steps where an input of zeros and ones is 1.";

    @Override
    public String title() {
        return "States over time";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        InspectionRecord inspection = folder.inspection();
        StatesRecord states = inspection.statesOverTime();
        if (states == null) {
            return Html.NOTHING;
        }
        List<StateDrawing> layers = drawings(states);
        if (layers.isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> charts = new ArrayList<>();
        for (StateDrawing layer : layers) {
            for (int number = 0; number < states.examples().size(); number++) {
                ReadRecord example = states.examples().get(number);
                String caption = caption(inspection, layer.layer(), example);
                charts.add(chart(layer, layer.chart(example, number, caption), chapter));
            }
        }
        boolean marked = layers.stream()
                .anyMatch(layer -> states.examples().stream()
                        .anyMatch(example -> !layer.marks(example).isEmpty()));
        return Html.join(
                Html.paragraph(READING.formatted(memory(layers)) + (marked ? MARKS : "")),
                explained(layers, "lstm", LSTM),
                explained(layers, "gru", GRU),
                explained(layers, "simpleRnn", SIMPLE),
                Html.join(charts),
                table(layers, states.examples()));
    }

    private static List<StateDrawing> drawings(StatesRecord states) {
        int examples = states.examples().size();
        return states.layers().stream()
                .filter(layer -> StateDrawing.drawable(layer, examples))
                .map(layer -> StateDrawing.of(layer, examples))
                .toList();
    }

    private static String memory(List<StateDrawing> layers) {
        List<String> names = layers.stream()
                .map(layer -> StateDrawing.title(layer.layer(), StateDrawing.memory(layer.layer())))
                .distinct()
                .toList();
        return String.join(" or ", names);
    }

    private static Html explained(List<StateDrawing> layers, String cell, String words) {
        return layers.stream().anyMatch(layer -> cell.equals(layer.layer().cell()))
                ? Html.paragraph(words)
                : Html.NOTHING;
    }

    private static Html chart(StateDrawing layer, Chart.Sequence chart, Chapter chapter) {
        String instead = "%s: heat maps of %s, by %s and %s."
                .formatted(
                        chart.caption(),
                        String.join(
                                ", ",
                                chart.panels().stream().map(Chart.Panel::name).toList()),
                        Numbers.count(layer.layer().units(), "unit"),
                        Numbers.count(chart.steps(), "step"));
        return chapter.chart(chart, instead);
    }

    private static String caption(InspectionRecord inspection, CellRecord layer, ReadRecord example) {
        String direction = Boolean.TRUE.equals(layer.reverse()) ? ", which it reads from the last on" : "";
        return "%s over the steps of %s%s%s"
                .formatted(layer.path(), named(inspection, example), direction, answer(inspection, example));
    }

    private static String named(InspectionRecord inspection, ReadRecord example) {
        String part = inspection.part() == null ? "" : inspection.part() + " ";
        return example.row() == null
                ? "a %sexample".formatted(part)
                : "%sexample %s".formatted(part, Numbers.count(example.row()));
    }

    /// What is told and what was to be told, where both are one class or one number.
    private static String answer(InspectionRecord inspection, ReadRecord example) {
        List<String> classes = inspection.classes();
        List<Double> prediction = example.prediction();
        if (example.target().size() != 1 || prediction.isEmpty()) {
            return "";
        }
        double target = example.target().getFirst();
        if (classes.isEmpty()) {
            return prediction.size() == 1
                    ? ": target %s, prediction %s".formatted(Numbers.loss(target), Numbers.loss(prediction.getFirst()))
                    : "";
        }
        int chosen = prediction.size() == 1
                ? (prediction.getFirst() > 0.5 ? 1 : 0)
                : IntStream.range(0, prediction.size())
                        .reduce(0, (best, i) -> prediction.get(i) > prediction.get(best) ? i : best);
        boolean known = target >= 0 && target < classes.size() && chosen < classes.size();
        return known ? ". True: %s, Pred: %s".formatted(classes.get((int) target), classes.get(chosen)) : "";
    }

    private static Html table(List<StateDrawing> layers, List<ReadRecord> examples) {
        Table table = new Table("Values over all units, steps and examples drawn")
                .column("Layer")
                .column("State or gate")
                .number("Minimum")
                .number("Lower quartile")
                .number("Median")
                .number("Upper quartile")
                .number("Largest");
        for (StateDrawing layer : layers) {
            for (ValuesRecord each : layer.layer().values()) {
                float[] values = layer.drawn(each.name(), examples);
                Arrays.sort(values);
                List<Cell> cells = new ArrayList<>();
                cells.add(Cell.code(layer.layer().path()));
                cells.add(Cell.text(StateDrawing.title(layer.layer(), each.name())));
                for (int quarter = 0; quarter <= 4; quarter++) {
                    cells.add(Cell.loss(values[Math.round((values.length - 1) * quarter / 4f)]));
                }
                table.row(cells);
            }
        }
        return table.html();
    }
}
