package nunchi.record;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import nunchi.codec.RecordCodec;
import nunchi.codec.Tree;
import nunchi.train.MetricValues;

/// The values of a run folder's files whose keys are names of the data: of metrics, of classes.
final class FileForms {
    private FileForms() {}

    /// A metric of a program's own may have any name.
    static MetricValues figures(Tree node, String path) {
        SequencedMap<String, Double> metrics = numbers(node, path);
        Double loss = metrics.remove("loss");
        Double accuracy = metrics.remove("accuracy");
        return new MetricValues(loss == null ? Double.NaN : loss, accuracy == null ? Double.NaN : accuracy, metrics);
    }

    static Tree figures(MetricValues figures) {
        SequencedMap<String, Tree> entries = new LinkedHashMap<>();
        entries.put("loss", RecordCodec.number(figures.loss()));
        if (figures.hasAccuracy()) {
            entries.put("accuracy", RecordCodec.number(figures.accuracy()));
        }
        figures.metrics().forEach((name, value) -> entries.put(name, RecordCodec.number(value)));
        return Tree.of(entries);
    }

    /// Numbers by their names.
    static SequencedMap<String, Double> numbers(Tree node, String path) {
        RecordCodec.require(node instanceof Tree.Fields, "an object", node, path);
        SequencedMap<String, Double> numbers = new LinkedHashMap<>();
        node.entries()
                .forEach((key, value) ->
                        numbers.put(key, RecordCodec.number(value, path.isEmpty() ? key : path + "." + key)));
        return numbers;
    }

    static Scores scores(Tree node, String path) {
        RecordCodec.require(node.isContainer(), "a list", node, path);
        SequencedMap<Integer, Double> scores = new LinkedHashMap<>();
        node.elements()
                .forEach(each -> scores.put(scores.size(), RecordCodec.number(each, path + "." + scores.size())));
        node.entries().forEach((key, value) -> {
            RecordCodec.require(key.matches("\\d{1,9}"), "a probability by the number of a class", node, path);
            scores.put(Integer.valueOf(key), RecordCodec.number(value, path + "." + key));
        });
        return new Scores(scores, node instanceof Tree.Sequence);
    }

    static Tree scores(Scores scores) {
        if (scores.all()) {
            return Tree.of(
                    scores.byClass().values().stream().map(RecordCodec::number).toList());
        }
        SequencedMap<String, Tree> entries = new LinkedHashMap<>();
        scores.byClass().forEach((number, value) -> entries.put(Integer.toString(number), RecordCodec.number(value)));
        return Tree.of(entries);
    }
}
