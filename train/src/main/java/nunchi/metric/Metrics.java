package nunchi.metric;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.loss.OutputKind;

/// Several metrics of the same predictions.
public final class Metrics {
    private static final List<Metric> OF_NUMBERS =
            List.of(new MeanAbsoluteError(), new RootMeanSquaredError(), new R2());
    private static final List<Metric> OF_CLASSES = List.of(
            new Precision(),
            new Recall(),
            new F1(),
            new Precision(Average.WEIGHTED),
            new Recall(Average.WEIGHTED),
            new F1(Average.WEIGHTED),
            new Auc(),
            new LogLoss());
    private static final List<Metric> OF_TEXTS =
            List.of(new ExactMatch(), new TokenAccuracy(), new Perplexity(), new Bleu(), new Chrf());
    private static final List<Metric> OF_TAGS = List.of(
            new ExactMatch(),
            new Precision(),
            new Recall(),
            new F1(),
            new Precision(Average.WEIGHTED),
            new Recall(Average.WEIGHTED),
            new F1(Average.WEIGHTED));
    private static final List<Metric> OF_NEXT_TOKENS = List.of(new Perplexity(), new BitsPerCharacter());
    private static final TopK TOP = new TopK();
    private static final Set<String> OF_EVERY_RUN = Set.of("loss", "accuracy");

    private Metrics() {}

    /// What every pass measures: those asked for, and of numbers to be predicted the usual three.
    public static List<Metric> ofPass(TargetType type, List<Metric> wanted) {
        return type == TargetType.VALUES
                ? Stream.concat(OF_NUMBERS.stream(), wanted.stream()).distinct().toList()
                : wanted;
    }

    /// What an evaluation in detail measures: all there are, top 5 where there are more classes than that.
    public static List<Metric> ofEvaluation(Predictions predictions, List<Metric> wanted) {
        Stream<Metric> usual = switch (predictions.type()) {
            case VALUES -> OF_NUMBERS.stream();
            case CLASS ->
                predictions.classes() > TOP.k()
                        ? Stream.concat(Stream.of(TOP), OF_CLASSES.stream())
                        : OF_CLASSES.stream();
            case LABELS -> OF_CLASSES.stream();
            case SEQUENCE -> OF_TEXTS.stream();
            case NEXT_TOKENS -> OF_NEXT_TOKENS.stream();
            case TAGS -> OF_TAGS.stream();
        };
        return Stream.concat(
                        usual.filter(metric -> fits(metric, predictions.type(), predictions.kind())), wanted.stream())
                .distinct()
                .toList();
    }

    /// What every pass gives numbers of.
    public static List<Quantity> quantities(TargetType type, List<Metric> wanted) {
        Stream<Quantity> usual =
                type == TargetType.VALUES ? Stream.of(Quantity.LOSS) : Stream.of(Quantity.LOSS, Quantity.ACCURACY);
        return Stream.concat(usual, ofPass(type, wanted).stream().map(Quantity::of))
                .toList();
    }

    /// Whether it is measured whatever `train.metrics` has.
    public static boolean isOfEveryRun(String name) {
        return OF_EVERY_RUN.contains(name);
    }

    /// What Nunchi knows of a name in a run's files, whether the run describes it or not.
    public static Optional<Quantity> known(String name) {
        if (name.matches("top\\d{1,9}")) {
            return Optional.of(Quantity.of(new TopK(Math.max(1, Integer.parseInt(name.substring("top".length()))))));
        }
        Stream<Quantity> usual = Stream.of(OF_NUMBERS, OF_CLASSES, OF_TEXTS, OF_NEXT_TOKENS)
                .flatMap(List::stream)
                .map(Quantity::of);
        return Stream.concat(Stream.of(Quantity.LOSS, Quantity.ACCURACY), usual)
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    /// Whether a metric says something of such targets and outputs.
    public static boolean fits(Metric metric, TargetType type, OutputKind kind) {
        boolean fits = switch (type) {
            case VALUES -> !metric.ofClasses() && !metric.ofTexts() && !metric.ofNextTokens();
            case SEQUENCE -> metric.ofTexts();
            case NEXT_TOKENS -> metric.ofNextTokens();
            case TAGS -> metric.ofTags();
            case CLASS -> metric.ofClasses();
            case LABELS -> metric.ofLabels();
        };
        return fits && (kind.isProbability() || !metric.ofProbabilities());
    }

    /// Whether every metric says what its values are, and has a name of its own, under which a run's files hold them.
    ///
    /// @throws nunchi.check.InvalidRequestException when one has no name or that of another figure, or no words,
    ///                                              direction or unit
    public static void requireNames(List<Metric> wanted) {
        Map<String, Metric> named = new HashMap<>();
        Stream.of(OF_NUMBERS, OF_CLASSES, OF_TEXTS, OF_NEXT_TOKENS, List.of(TOP))
                .flatMap(List::stream)
                .forEach(usual -> named.put(usual.name(), usual));
        for (Metric metric : wanted) {
            String name = metric.name();
            Check.require(
                    name != null && !name.isBlank(),
                    "metrics has one without a name, a %s; give it one"
                            .formatted(metric.getClass().getSimpleName()));
            Check.require(
                    !OF_EVERY_RUN.contains(name),
                    "metrics has one called %s, which every run measures already; give it another name"
                            .formatted(name));
            Check.require(
                    metric.words() != null && metric.direction() != null && metric.unit() != null,
                    "metrics has %s without words, direction or unit; none of them may be null".formatted(name));
            Metric other = named.put(name, metric);
            Check.require(
                    other == null || other.equals(metric),
                    "metrics has two called %s; give one another name".formatted(name));
        }
    }

    /// By their names, in order.
    public static SequencedMap<String, Double> measure(List<Metric> metrics, Predictions predictions) {
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        metrics.forEach(metric -> values.put(metric.name(), metric.value(predictions)));
        return values;
    }
}
