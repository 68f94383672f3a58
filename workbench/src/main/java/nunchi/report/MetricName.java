package nunchi.report;

import java.util.Locale;
import java.util.Map;

/// How a metric of a journal or an evaluation is shown to a person.
///
/// @param share whether it is read in percent
record MetricName(String words, boolean share) {
    private static final Map<String, MetricName> KNOWN = Map.ofEntries(
            Map.entry("loss", new MetricName("Loss", false)),
            Map.entry("accuracy", new MetricName("Accuracy", true)),
            Map.entry("mae", new MetricName("Mean absolute error", false)),
            Map.entry("rmse", new MetricName("Root mean squared error", false)),
            Map.entry("r2", new MetricName("R²", false)),
            Map.entry("auc", new MetricName("ROC-AUC", false)),
            Map.entry("log_loss", new MetricName("Log loss", false)),
            Map.entry("truePositives", new MetricName("True positives", false)),
            Map.entry("falsePositives", new MetricName("False positives", false)),
            Map.entry("falseNegatives", new MetricName("False negatives", false)),
            Map.entry("precision", new MetricName("Precision (mean of the classes)", true)),
            Map.entry("recall", new MetricName("Recall (mean of the classes)", true)),
            Map.entry("f1", new MetricName("F1 (mean of the classes)", true)),
            Map.entry("precision_weighted", new MetricName("Precision (weighted by the classes' examples)", true)),
            Map.entry("recall_weighted", new MetricName("Recall (weighted by the classes' examples)", true)),
            Map.entry("f1_weighted", new MetricName("F1 (weighted by the classes' examples)", true)));

    /// `val_accuracy` is "validation accuracy", `loss` "training loss".
    static String ofKey(String key) {
        String part = key.startsWith("val_") ? "validation" : key.startsWith("test_") ? "test" : "training";
        String words = of(key.replaceFirst("^(val|test)_", "")).words();
        return part + " " + (words.matches("\\p{Lu}\\p{Ll}.*") ? words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1) : words);
    }

    /// By the key in the files; one of somebody's own is shown as it is named.
    static MetricName of(String key) {
        return key.matches("top\\d+")
                ? new MetricName("Top-%s accuracy".formatted(key.substring("top".length())), true)
                : KNOWN.getOrDefault(key, new MetricName(key, false));
    }
}
