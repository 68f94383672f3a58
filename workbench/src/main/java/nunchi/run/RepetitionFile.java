package nunchi.run;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import nunchi.experiment.Experiment;
import nunchi.train.Figures;
import nunchi.train.Status;
import nunchi.train.Trained;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A repetition's `result.json`.
final class RepetitionFile {
    private static final Map<String, Function<Trained, Figures>> PARTS =
            Map.of("train", Trained::train, "validation", Trained::validation, "test", Trained::test);

    private RepetitionFile() {}

    static ObjectNode tree(Experiment experiment, List<Repetition.Trial> trials) {
        ObjectNode tree = Json.object().put("kind", "repeat").put("name", experiment.name());
        ArrayNode rows = tree.putArray("trials");
        trials.forEach(trial -> rows.add(row(trial)));
        List<Trained> trained = trials.stream().filter(trial -> trial.result() != null).map(trial -> trial.result().trained()).toList();
        ObjectNode setting = tree.putArray("settings").addObject();
        setting.putObject("values");
        setting.put("runs", trained.size());
        for (String part : List.of("train", "validation", "test")) {
            put(setting, part, trained.stream().map(PARTS.get(part)).filter(Objects::nonNull).toList());
        }
        return tree;
    }

    private static ObjectNode row(Repetition.Trial trial) {
        ObjectNode row = Json.object().put("folder", trial.folder());
        row.putObject("values");
        row.put("seed", trial.seed());
        if (trial.result() == null) {
            return row.put("status", Status.FAILED.toString()).put("reason", trial.failure());
        }
        Trained trained = trial.result().trained();
        row.put("status", trained.status().toString()).put("epochs", trained.epochs()).put("seconds", trained.seconds());
        ResultFile.putFigures(row, trained);
        return row.put("weightsSha256", trial.result().weightsSha256());
    }

    private static void put(ObjectNode setting, String part, List<Figures> figures) {
        if (figures.isEmpty()) {
            return;
        }
        ObjectNode object = setting.putObject(part);
        if (figures.getFirst().hasAccuracy()) {
            object.set("accuracy", statistics(Statistics.of(figures.stream().mapToDouble(Figures::accuracy).toArray())));
        }
        object.set("loss", statistics(Statistics.of(figures.stream().mapToDouble(Figures::loss).toArray())));
    }

    private static ObjectNode statistics(Statistics statistics) {
        ObjectNode tree = Json.object();
        tree.set("mean", Json.number(statistics.mean()));
        tree.set("deviation", Json.number(statistics.deviation()));
        tree.set("confidence95", Json.number(statistics.confidence95()));
        tree.set("minimum", Json.number(statistics.minimum()));
        tree.set("maximum", Json.number(statistics.maximum()));
        return tree;
    }
}
