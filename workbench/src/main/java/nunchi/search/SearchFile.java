package nunchi.search;

import java.util.List;
import nunchi.data.Split;
import nunchi.record.StoredMetrics;
import nunchi.run.StoredResult;
import nunchi.statistics.MeanDifference;
import nunchi.statistics.Statistics;
import nunchi.train.Figures;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A search's `result.json`.
final class SearchFile {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SearchFile() {}

    static ObjectNode tree(SearchResult search, int planned) {
        ObjectNode tree = NODES.objectNode().put("kind", "search").put("name", search.experiment().name());
        tree.put("status", search.trials().size() == planned ? "finished" : "running").put("planned", planned);
        StoredMetrics.put(tree, search.experiment().train().metrics());
        ArrayNode trials = tree.putArray("trials");
        search.trials().forEach(trial -> trial(trials.addObject(), trial));
        List<Setting> settings = search.settings();
        ArrayNode rows = tree.putArray("settings");
        settings.forEach(setting -> setting(rows.addObject(), setting));
        search.best().ifPresent(best -> best(tree.putObject("best").put("setting", settings.indexOf(best)), best, search));
        ArrayNode comparisons = tree.putArray("comparisons");
        search.comparisons().forEach(comparison -> comparison(comparisons.addObject(), comparison));
        return tree;
    }

    private static void best(ObjectNode row, Setting best, SearchResult search) {
        row.put("by", search.choice().toString()).set("values", values(best));
        if (!search.choiceSeeds().isEmpty()) {
            ArrayNode seeds = row.putArray("seeds");
            search.choiceSeeds().forEach(seeds::add);
            number(row, "mean", best.statistics(search.choice(), search.choiceSeeds()).mean());
        }
    }

    private static ObjectNode values(Setting setting) {
        ObjectNode values = NODES.objectNode();
        setting.values().forEach(values::set);
        return values;
    }

    private static void trial(ObjectNode row, TrialOutcome trial) {
        row.put("folder", trial.trial().folder());
        ObjectNode values = row.putObject("values");
        trial.trial().values().forEach(values::set);
        StoredResult result = trial.result();
        row.put("seed", trial.trial().seed()).put("status", result.status());
        if (result.failed()) {
            row.put("reason", result.reason());
            return;
        }
        row.put("epochs", result.epochs());
        number(row, "seconds", result.seconds());
        number(row, "imagesPerSecond", result.imagesPerSecond());
        number(row, "millisecondsPerStep", result.millisecondsPerStep());
        figures(row, Split.TRAIN, result.train());
        figures(row, Split.VALIDATION, result.validation());
        figures(row, Split.TEST, result.test());
        row.put("weightsSha256", result.weightsSha256());
    }

    private static void figures(ObjectNode row, Split part, Figures figures) {
        if (figures == null) {
            return;
        }
        ObjectNode object = row.putObject(part.toString());
        number(object, "loss", figures.loss());
        if (figures.hasAccuracy()) {
            number(object, "accuracy", figures.accuracy());
        }
        figures.metrics().forEach((name, value) -> number(object, name, value));
    }

    private static void setting(ObjectNode row, Setting setting) {
        row.set("values", values(setting));
        row.put("runs", setting.finished().size()).put("failed", setting.trials().size() - setting.finished().size());
        for (Split part : Split.values()) {
            for (Measure measure : Measure.all(part, setting.trials().stream().map(TrialOutcome::result).toList())) {
                Statistics statistics = setting.statistics(measure);
                if (statistics != null) {
                    row.withObjectProperty(part.toString()).set(measure.quantity().name(), statistics(statistics));
                }
            }
        }
    }

    private static ObjectNode statistics(Statistics statistics) {
        ObjectNode tree = NODES.objectNode();
        number(tree, "mean", statistics.mean());
        number(tree, "deviation", statistics.deviation());
        number(tree, "confidence95", statistics.confidence95());
        number(tree, "minimum", statistics.minimum());
        number(tree, "maximum", statistics.maximum());
        return tree;
    }

    private static void comparison(ObjectNode row, SettingComparison comparison) {
        MeanDifference test = comparison.test();
        row.put("first", comparison.first()).put("second", comparison.second()).put("measure", comparison.measure().toString());
        row.put("test", test.paired() ? "paired t" : "Welch's t").put("runs", test.runs());
        number(row, "difference", test.difference());
        number(row, "confidence95", test.confidence95());
        number(row, "t", test.t());
        number(row, "degrees", test.degrees());
        number(row, "p", test.p());
    }

    private static void number(ObjectNode row, String key, double value) {
        if (Double.isFinite(value)) {
            row.put(key, value);
        } else {
            row.putNull(key);
        }
    }
}
