package nunchi.experiment;

import java.util.Locale;
import java.util.Map;

/// The names of records, keys and enums as people write them.
final class Names {
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("glorot", "glorotuniform"),
            Map.entry("he", "heuniform"),
            Map.entry("lecun", "lecununiform"),
            Map.entry("activation", "activate"),
            Map.entry("batchnormalization", "batchnorm"),
            Map.entry("swish", "silu"),
            Map.entry("mse", "meansquarederror"),
            Map.entry("crossentropy", "softmaxcrossentropy"),
            Map.entry("categoricalcrossentropy", "softmaxcrossentropy"),
            Map.entry("sparsecategoricalcrossentropy", "softmaxcrossentropy"));

    private Names() {}

    /// A record's name in files: its simple name with a small initial.
    static String of(Class<?> type) {
        String name = type.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /// Without case, `-`, `_` and blanks: `drop_last` and `dropLast` are the same.
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /// [#plain(String)], with the other names that frameworks and papers use: `xavier-uniform` is `glorotUniform`.
    static String canonical(String name) {
        String plain = plain(name).replace("xavier", "glorot").replace("kaiming", "he");
        return ALIASES.getOrDefault(plain, plain);
    }
}
