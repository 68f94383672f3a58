package nunchi.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import nunchi.loss.OutputKind;

/// Several metrics of the same predictions.
public final class Metrics {
    private static final List<Metric> OF_NUMBERS = List.of(new MeanAbsoluteError(), new RootMeanSquaredError(), new R2());
    private static final List<Metric> OF_CLASSES = List.of(new Precision(), new Recall(), new F1(), new Precision(Average.WEIGHTED),
            new Recall(Average.WEIGHTED), new F1(Average.WEIGHTED), new Auc(), new LogLoss());
    private static final TopK TOP = new TopK();

    private Metrics() {}

    /// What every pass measures: those asked for, and of numbers to be predicted the usual three.
    public static List<Metric> ofPass(TargetType type, List<Metric> wanted) {
        return type == TargetType.VALUES ? Stream.concat(OF_NUMBERS.stream(), wanted.stream()).distinct().toList() : wanted;
    }

    /// What an evaluation in detail measures: all there are, top 5 where there are more classes than that.
    public static List<Metric> ofEvaluation(Predictions predictions, List<Metric> wanted) {
        Stream<Metric> usual = switch (predictions.type()) {
            case VALUES -> OF_NUMBERS.stream();
            case CLASS -> predictions.classes() > TOP.k() ? Stream.concat(Stream.of(TOP), OF_CLASSES.stream()) : OF_CLASSES.stream();
            case LABELS -> OF_CLASSES.stream();
        };
        return Stream.concat(usual.filter(metric -> fits(metric, predictions.type(), predictions.kind())), wanted.stream()).distinct().toList();
    }

    /// Whether a metric says something of such targets and outputs.
    public static boolean fits(Metric metric, TargetType type, OutputKind kind) {
        boolean fits = switch (type) {
            case VALUES -> !metric.ofClasses();
            case CLASS -> metric.ofClasses();
            case LABELS -> metric.ofLabels();
        };
        return fits && (kind.isProbability() || !metric.ofProbabilities());
    }

    /// By their names, in order.
    public static SequencedMap<String, Double> measure(List<Metric> metrics, Predictions predictions) {
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        metrics.forEach(metric -> values.put(metric.name(), metric.value(predictions)));
        return values;
    }
}
