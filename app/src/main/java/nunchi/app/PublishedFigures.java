package nunchi.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nunchi.experiment.Published;
import nunchi.train.Figures;
import nunchi.train.Trained;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingListener;

/// Sets what others published beside what this training gave. It hears of the epochs for which there is a published figure.
final class PublishedFigures implements TrainingListener {
    private final List<Published> published;
    private final Map<Integer, TrainingEvent.EpochEnded> epochs = new HashMap<>();

    PublishedFigures(List<Published> published) {
        this.published = published;
    }

    @Override
    public void on(TrainingEvent event) {
        if (event instanceof TrainingEvent.EpochEnded ended && published.stream().anyMatch(each -> each.epoch() != null && each.epoch() == ended.epoch())) {
            epochs.put(ended.epoch(), ended);
        }
    }

    /// One row for each published figure; a dash where this training has no such.
    String table(Trained trained) {
        TextTable table = new TextTable("lrr").row("", "published", "here");
        for (Published each : published) {
            boolean accuracy = each.what().endsWith("accuracy");
            Figures figures = figures(each, trained);
            double ours = figures == null ? Double.NaN : accuracy ? figures.accuracy() : figures.loss();
            String name = each.epoch() == null ? each.what() : "%s after epoch %,d".formatted(each.what(), each.epoch());
            table.row(name, format(accuracy, each.value()), format(accuracy, ours));
        }
        return table.toString();
    }

    /// Without a part it is training's; without an epoch it is the end's.
    private Figures figures(Published wanted, Trained trained) {
        boolean test = wanted.what().startsWith("test");
        boolean validation = wanted.what().startsWith("val");
        if (wanted.epoch() == null) {
            return test ? trained.test() : validation ? trained.validation() : trained.train();
        }
        TrainingEvent.EpochEnded ended = epochs.get(wanted.epoch());
        if (ended == null) {
            return null;
        }
        return test ? ended.test() : validation ? ended.validation() : ended.running();
    }

    private static String format(boolean accuracy, double value) {
        return accuracy ? Numbers.percent(value) : Numbers.loss(value);
    }
}
