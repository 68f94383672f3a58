package nunchi.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.metric.Quantity;
import nunchi.record.EpochRecord;
import nunchi.record.RunRecord.BestRecord;
import nunchi.report.Table.Cell;
import nunchi.report.page.Chart.Curves;
import nunchi.report.page.Chart.Measure;
import nunchi.report.page.Point;
import nunchi.text.Numbers;
import org.jspecify.annotations.Nullable;

/// Loss and accuracy over the epochs, beside what was published for them.
final class CurvesSection implements ReportSection {
    private static final int ROWS = 10;
    private static final String VALIDATION = "val_";
    private static final String TEST = "test_";
    private static final String RATE = "learning_rate";

    @Override
    public String title() {
        return "Training";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<EpochRecord> epochs = folder.epochs();
        if (epochs.isEmpty()) {
            return Html.NOTHING;
        }
        Html charts = Html.tag(
                "div",
                Attributes.of("class", "charts"),
                Html.join(measures(epochs).stream()
                        .map(measure -> chart(folder, chapter, measure))
                        .toList()));
        String overfits = Overfitting.sentence(epochs);
        return Html.join(
                best(folder),
                overfits.isEmpty() ? Html.NOTHING : Html.paragraph(overfits),
                convergence(folder),
                charts,
                ClassWeighting.note(folder),
                rate(epochs, chapter),
                PublishedTable.ofEpochs(folder),
                checkpoints(folder));
    }

    /// Loss, accuracy, and what else was measured after epochs.
    private static Set<String> measures(List<EpochRecord> epochs) {
        Set<String> measures = new LinkedHashSet<>(List.of("loss", "accuracy"));
        epochs.forEach(event -> event.values().keySet().stream()
                .filter(key -> key.startsWith(VALIDATION) || key.startsWith(TEST))
                .forEach(key -> measures.add(key.substring(key.indexOf('_') + 1))));
        return measures;
    }

    private static Html best(Folder folder) {
        BestRecord best = folder.run().best();
        if (best == null || best.epoch() == null || Double.isNaN(best.value())) {
            return Html.NOTHING;
        }
        String monitor = Objects.requireNonNullElse(best.monitor(), "");
        String value = Quantities.text(Quantities.of(folder).ofKey(monitor), best.value());
        boolean restored =
                folder.experiment().at("train", "earlyStopping", "restoreBest").truth(false);
        return Html.paragraph("The best epoch by %s was epoch %s, with %s. The final model has the weights of %s."
                .formatted(
                        Quantities.of(folder).inWords(monitor),
                        Numbers.count(best.epoch()),
                        value,
                        restored ? "that epoch, restored" : "the last epoch"));
    }

    /// Of accuracy where there is one, and of the loss.
    private static Html convergence(Folder folder) {
        List<ConvergencePoint> told = Stream.of("accuracy", "loss")
                .flatMap(measure -> ConvergencePoint.of(folder, measure).stream())
                .toList();
        if (told.isEmpty() || !told.getFirst().isKnown()) {
            return told.isEmpty()
                    ? Html.NOTHING
                    : Html.paragraph(told.getFirst().sentence());
        }
        String sentences = String.join(
                " ",
                told.stream()
                        .filter(ConvergencePoint::isKnown)
                        .map(ConvergencePoint::sentence)
                        .toList());
        return Html.join(
                Html.paragraph(sentences),
                Html.tag("p", Attributes.of("class", "note"), Html.text(ConvergencePoint.RULE)));
    }

    private static Html chart(Folder folder, Chapter chapter, String measure) {
        List<Curve> curves = Stream.of(
                        Curve.of("training", measure, folder.epochs()),
                        Curve.of("validation", VALIDATION + measure, folder.epochs()),
                        Curve.of("test", TEST + measure, folder.epochs()))
                .flatMap(Optional::stream)
                .toList();
        if (curves.isEmpty()) {
            return Html.NOTHING;
        }
        Quantity quantity = Quantities.of(folder).of(measure);
        Curves drawn = new Curves(
                quantity.words() + " by epoch",
                Quantities.axis(quantity, curves),
                false,
                curves.stream().map(Curve::line).toList(),
                points(folder, measure),
                marked(folder),
                ConvergencePoint.of(folder, measure)
                        .flatMap(ConvergencePoint::mark)
                        .orElse(null),
                null);
        return chapter.chart(drawn, measure + " by epoch. " + inWords(curves, quantity));
    }

    private static String inWords(List<Curve> curves, Quantity quantity) {
        return String.join(
                " ",
                curves.stream()
                        .map(curve -> "%s: from %s at the first epoch to %s at the last."
                                .formatted(
                                        curve.name(),
                                        Quantities.text(quantity, curve.first()),
                                        Quantities.text(quantity, curve.last())))
                        .toList());
    }

    /// The best epoch; null where it is the last.
    private static @Nullable Integer marked(Folder folder) {
        int best = folder.run().bestEpoch();
        return best > 0 && best < folder.epochs().getLast().epoch() ? best : null;
    }

    /// The learning rate of each epoch's last step.
    private static Html rate(List<EpochRecord> epochs, Chapter chapter) {
        return Curve.of("learning rate", RATE, epochs)
                .map(curve -> rate(curve, chapter))
                .orElse(Html.NOTHING);
    }

    private static Html rate(Curve curve, Chapter chapter) {
        String first = Numbers.plain(curve.first());
        if (curve.least() == curve.greatest()) {
            return Html.paragraph("The learning rate was %s in every epoch.".formatted(first));
        }
        String instead = "Learning rate of each epoch's last step: from %s at the first epoch to %s at the last."
                .formatted(first, Numbers.plain(curve.last()));
        Measure measure = new Measure("learning rate", false, false, Curve.areWide(List.of(curve), false));
        return chapter.chart(
                new Curves(
                        "Learning rate by epoch", measure, false, List.of(curve.line()), List.of(), null, null, null),
                instead);
    }

    private static List<Point> points(Folder folder, String measure) {
        return Published.of(folder).stream()
                .filter(entry -> entry.epoch() > 0 && entry.what().endsWith(measure))
                .map(entry -> new Point(entry.epoch(), entry.value()))
                .toList();
    }

    /// The curves' numbers at a few epochs, for those who cannot see them.
    private static Html checkpoints(Folder folder) {
        List<EpochRecord> epochs = folder.epochs();
        Set<Integer> positions = positions(epochs, named(folder));
        String caption = "Metrics of %s epochs".formatted(positions.size() == epochs.size() ? "all" : "some");
        List<String> keys = Stream.of("", VALIDATION, TEST)
                .flatMap(part -> measures(epochs).stream().map(measure -> part + measure))
                .filter(key -> epochs.stream().anyMatch(event -> !Double.isNaN(event.value(key))))
                .toList();
        Table table = new Table(caption).column("Epoch");
        Quantities quantities = Quantities.of(folder);
        keys.forEach(key -> table.number(Words.capital(quantities.inWords(key))));
        for (int position : positions) {
            EpochRecord event = epochs.get(position);
            List<Cell> row = new ArrayList<>(List.of(Cell.count(event.epoch())));
            keys.forEach(key -> row.add(Quantities.cell(quantities.ofKey(key), event.value(key))));
            table.row(row);
        }
        return Html.tag("details", Html.tag("summary", Html.text(caption + " as a table")), table.html());
    }

    /// The epochs of which the text above speaks.
    private static List<Long> named(Folder folder) {
        List<Long> named =
                new ArrayList<>(List.of((long) folder.run().bestEpoch(), Overfitting.epoch(folder.epochs())));
        Stream.of("accuracy", "loss")
                .flatMap(measure -> ConvergencePoint.of(folder, measure).stream())
                .forEach(converged -> named.add((long) converged.found().epoch()));
        return named;
    }

    /// Of the epochs nearest to each tenth of the training, and of those named where they are measured.
    private static Set<Integer> positions(List<EpochRecord> epochs, List<Long> named) {
        Set<Integer> positions = new TreeSet<>();
        IntStream.range(0, epochs.size())
                .filter(i -> named.contains((long) epochs.get(i).epoch()))
                .forEach(positions::add);
        for (int i = 0; i <= ROWS; i++) {
            double target = (double) epochs.getLast().epoch() * i / ROWS;
            positions.add(nearest(epochs, target));
        }
        return positions;
    }

    private static int nearest(List<EpochRecord> epochs, double target) {
        int nearest = 0;
        for (int i = 1; i < epochs.size(); i++) {
            if (distance(epochs.get(i), target) < distance(epochs.get(nearest), target)) {
                nearest = i;
            }
        }
        return nearest;
    }

    private static double distance(EpochRecord event, double epoch) {
        return Math.abs(event.epoch() - epoch);
    }
}
