package nunchi.codec;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import nunchi.loss.AbsoluteError;
import nunchi.schedule.ConstantRate;

/// The names of records, keys and enums as people write them.
public final class Names {
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("glorot", "glorotuniform"),
            Map.entry("he", "heuniform"),
            Map.entry("lecun", "lecununiform"),
            Map.entry("activation", "activate"),
            Map.entry("batchnormalization", "batchnorm"),
            Map.entry("layernormalization", "layernorm"),
            Map.entry("groupnormalization", "groupnorm"),
            Map.entry("conv", "conv2d"),
            Map.entry("convolution2d", "conv2d"),
            Map.entry("convtranspose2d", "conv2dtranspose"),
            Map.entry("depthwiseconvolution2d", "depthwiseconv2d"),
            Map.entry("separableconvolution2d", "separableconv2d"),
            Map.entry("maxpool", "maxpool2d"),
            Map.entry("maxpooling2d", "maxpool2d"),
            Map.entry("averagepool", "averagepool2d"),
            Map.entry("averagepooling2d", "averagepool2d"),
            Map.entry("avgpool2d", "averagepool2d"),
            Map.entry("globalaveragepool", "globalaveragepool2d"),
            Map.entry("globalaveragepooling2d", "globalaveragepool2d"),
            Map.entry("globalmaxpool", "globalmaxpool2d"),
            Map.entry("globalmaxpooling2d", "globalmaxpool2d"),
            Map.entry("spatialdropout2d", "spatialdropout"),
            Map.entry("dropout2d", "spatialdropout"),
            Map.entry("zeropadding2d", "zeropad2d"),
            Map.entry("cropping2d", "crop2d"),
            Map.entry("mcc", "matthewscorrelation"),
            Map.entry("upsampling2d", "upsample2d"),
            Map.entry("upsample", "upsample2d"),
            Map.entry("concatenate", "branches"),
            Map.entry("rnn", "simplernn"),
            Map.entry("swish", "silu"),
            Map.entry("mse", "meansquarederror"),
            Map.entry("bce", "binarycrossentropy"),
            Map.entry("bcewithlogits", "binarycrossentropy"),
            Map.entry("mae", "meanabsoluteerror"),
            Map.entry("l1loss", "meanabsoluteerror"),
            Map.entry("rmse", "rootmeansquarederror"),
            Map.entry("top5", "topk"),
            Map.entry("rocauc", "auc"),
            Map.entry("f1score", "f1"),
            Map.entry("randomcrop", "cropwithpadding"),
            Map.entry("randomflip", "fliphorizontal"),
            Map.entry("rotation", "rotate"),
            Map.entry("crossentropy", "softmaxcrossentropy"),
            Map.entry("categoricalcrossentropy", "softmaxcrossentropy"),
            Map.entry("sparsecategoricalcrossentropy", "softmaxcrossentropy"));

    /// A name that two records have in files, of the one whose name in Java is another.
    private static final Map<Class<?>, String> OF_TWO =
            Map.of(ConstantRate.class, "Constant", AbsoluteError.class, "MeanAbsoluteError");

    private Names() {}

    /// A record's name in files: its simple name with a small initial. Where two are told apart by their key in a file,
    /// as constant learning rates and constant initial values are, their names in Java must differ.
    public static String of(Class<?> type) {
        String name = OF_TWO.getOrDefault(type, type.getSimpleName());
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /// The other names under which files may name a record, as other frameworks call it; without case and hyphens.
    public static List<String> others(Class<?> type) {
        return ALIASES.entrySet().stream()
                .filter(alias -> alias.getValue().equals(plain(of(type))))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /// Without case, `-`, `_` and blanks: `drop_last` and `dropLast` are the same.
    public static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /// [#plain(String)], with the other names that frameworks and papers use: `xavier-uniform` is `glorotUniform`.
    static String canonical(String name) {
        String plain = plain(name).replace("xavier", "glorot").replace("kaiming", "he");
        return ALIASES.getOrDefault(plain, plain);
    }
}
