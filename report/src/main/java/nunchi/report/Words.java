package nunchi.report;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import nunchi.data.Split;
import nunchi.record.EvaluationRecord;

/// Names of files and programs in a reader's words.
final class Words {
    private static final Map<String, String> PROPER = Map.of(
            "relu",
            "ReLU",
            "leakyRelu",
            "Leaky ReLU",
            "elu",
            "ELU",
            "gelu",
            "GELU",
            "silu",
            "SiLU",
            "sha256",
            "SHA-256",
            "cpu",
            "CPU",
            "os",
            "Operating system",
            "nunchi",
            "Nunchi",
            "heapMegabytes",
            "Heap in MB");

    private Words() {}

    /// With a capital at its beginning, and else as it is.
    static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /// A title within a sentence or a list: `heapMegabytes` is "heap in MB".
    static String inside(String name) {
        String title = title(name);
        return title.matches("\\p{Lu}\\p{Ll}.*") && !title.equals("Nunchi")
                ? title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1)
                : title;
    }

    /// A part of the data: `train` is "training".
    static String part(Split part) {
        return part == Split.TRAIN ? "training" : part.toString();
    }

    /// The part that was evaluated, which may be all of the data.
    static String part(EvaluationRecord evaluation, String otherwise) {
        return part(evaluation.part(), otherwise);
    }

    /// @param named     as in a file; null where it names none
    /// @param otherwise what is said then
    static String part(String named, String otherwise) {
        return Split.TRAIN.toString().equals(named) ? part(Split.TRAIN) : Objects.requireNonNullElse(named, otherwise);
    }

    /// What a reader takes for the test set unless told otherwise; empty where it is.
    static String seen(EvaluationRecord evaluation) {
        return switch (evaluation.split().orElse(Split.TEST)) {
            case TRAIN ->
                "These are the training examples, since there is no other split: the results on unseen examples may be worse. ";
            case VALIDATION -> "These are the validation examples, since there is no test set. ";
            case TEST -> "";
        };
    }

    /// `batchNorm` is "Batch norm", `depthwiseConv2d` "Depthwise convolution".
    static String title(String name) {
        if (PROPER.containsKey(name)) {
            return PROPER.get(name);
        }
        String spelled = name.replace("2d", "")
                .replaceFirst("([Cc])onv(?=[A-Z]|$)", "$1onvolution")
                .replaceFirst("Pool$", "Pooling");
        String words = spelled.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .replace('_', ' ')
                .replace('-', ' ')
                .toLowerCase(Locale.ROOT);
        return capital(words);
    }
}
