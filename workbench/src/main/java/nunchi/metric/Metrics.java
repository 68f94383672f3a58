package nunchi.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Several metrics of the same predictions.
public final class Metrics {
    private static final List<Metric> OF_NUMBERS = List.of(new MeanAbsoluteError(), new RootMeanSquaredError(), new R2());
    private static final List<Metric> OF_CLASSES = List.of(new Precision(), new Recall(), new F1(), new Precision(Average.WEIGHTED),
            new Recall(Average.WEIGHTED), new F1(Average.WEIGHTED), new Auc(), new LogLoss());
    private static final TopK TOP = new TopK();

    private Metrics() {}

    /// What every pass measures: those asked for, and of numbers to be predicted the usual three.
    public static List<Metric> ofPass(boolean ofClasses, List<Metric> wanted) {
        return ofClasses ? wanted : Stream.concat(OF_NUMBERS.stream(), wanted.stream()).distinct().toList();
    }

    /// What an evaluation in detail measures: all there are, top 5 where there are more classes than that.
    public static List<Metric> ofEvaluation(Predictions predictions, List<Metric> wanted) {
        if (!predictions.ofClasses()) {
            return ofPass(false, wanted);
        }
        Stream<Metric> usual = predictions.classes() > TOP.k() ? Stream.concat(Stream.of(TOP), OF_CLASSES.stream()) : OF_CLASSES.stream();
        return Stream.concat(usual, wanted.stream()).distinct().toList();
    }

    /// By their names, in order.
    public static SequencedMap<String, Double> measure(List<Metric> metrics, Predictions predictions) {
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        metrics.forEach(metric -> values.put(metric.name(), metric.value(predictions)));
        return values;
    }
}
