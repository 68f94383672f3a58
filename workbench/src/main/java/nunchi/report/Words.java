package nunchi.report;

import java.util.Locale;
import java.util.Map;

/// Names of files and programs in a reader's words.
final class Words {
    private static final Map<String,
            String> PROPER = Map.of("relu", "ReLU", "leakyRelu", "Leaky ReLU", "elu", "ELU", "gelu", "GELU", "silu", "SiLU",
            "sha256", "SHA-256", "cpu", "CPU", "os", "Operating system", "nunchi", "Nunchi");

    private Words() {}

    /// `batchNorm` is "Batch norm", `depthwiseConv2d` "Depthwise convolution".
    static String title(String name) {
        if (PROPER.containsKey(name)) {
            return PROPER.get(name);
        }
        String spelled = name.replace("2d", "").replaceFirst("([Cc])onv(?=[A-Z]|$)", "$1onvolution").replaceFirst("Pool$", "Pooling");
        String words = spelled.replaceAll("([a-z0-9])([A-Z])", "$1 $2").replace('_', ' ').replace('-', ' ').toLowerCase(Locale.ROOT);
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
