package nunchi.experiment;

import java.util.List;
import nunchi.check.Check;
import nunchi.codec.RecordType;
import nunchi.data.Split;
import org.jspecify.annotations.Nullable;

/// Inspection of a trained model, by `nunchi inspect` or after the training of a run with `inspect`. Trials of a search
/// are not inspected.
///
/// @param part            split whose examples are inspected; null for the test set, else the validation set, else the
///     training set
/// @param rows            number of examples, chosen at random; null for 2,000, or for all where there are fewer
/// @param layers          layers to inspect, by position or path, and `examples` for the input; empty for the input and
///     all layers
/// @param tsne            whether the examples are mapped by t-SNE too (default: true)
/// @param perplexity      perplexity of t-SNE; null for 30, or for a third of the other examples where these are fewer
///     than 90
/// @param iterations      number of iterations of t-SNE; null for 1,000
/// @param seed            random seed that chooses the examples (default: 1)
/// @param keepActivations whether the outputs of the layers for all examples of the split are stored in the folder
///     `activations` (default: false)
/// @param pictures        single images to show with saliency maps and feature maps
/// @param gradientsOverTime gradients of the loss over the steps of each recurrent layer; null to leave them out
/// @param statesOverTime  states and gates of each recurrent layer over the steps of single examples; null to leave
///     them out
/// @param attention       where each attention looks, for single examples; null to leave it out
public record InspectSettings(
        @Nullable Split part,
        @Nullable Integer rows,
        List<String> layers,
        boolean tsne,
        @Nullable Double perplexity,
        @Nullable Integer iterations,
        long seed,
        boolean keepActivations,
        PictureSettings pictures,
        @Nullable OverTimeSettings gradientsOverTime,
        @Nullable StatesOverTimeSettings statesOverTime,
        @Nullable AttentionSettings attention) {
    public InspectSettings {
        Check.require(rows == null || rows >= 2, "rows is %d; a map needs at least 2".formatted(rows));
        Check.require(
                tsne || perplexity == null && iterations == null,
                "perplexity and iterations are about t-SNE, which is left out; leave them out too");
        layers = Check.elements("layers", layers);
    }

    /// All layers, 2,000 rows of the last part, t-SNE with 1,000 iterations.
    public InspectSettings() {
        this(null, null, List.of(), true, null, null, 1, false, new PictureSettings(), null, null, null);
    }

    /// @param count rows to be laid out
    public InspectSettings withRows(@Nullable Integer count) {
        return RecordType.with(this, "rows", count);
    }

    public InspectSettings withPart(@Nullable Split other) {
        return RecordType.with(this, "part", other);
    }

    public InspectSettings withLayers(String... paths) {
        return RecordType.with(this, "layers", List.of(paths));
    }

    public InspectSettings withTsne(double neighbours, int steps) {
        return withMap(true, neighbours, steps);
    }

    /// The same with principal components alone.
    public InspectSettings withoutTsne() {
        return withMap(false, null, null);
    }

    public InspectSettings withSeed(long other) {
        return RecordType.with(this, "seed", other);
    }

    public InspectSettings withKeepActivations(boolean kept) {
        return RecordType.with(this, "keepActivations", kept);
    }

    public InspectSettings withPictures(PictureSettings others) {
        return RecordType.with(this, "pictures", others);
    }

    /// @param others null to leave them out
    public InspectSettings withGradientsOverTime(@Nullable OverTimeSettings others) {
        return RecordType.with(this, "gradientsOverTime", others);
    }

    /// @param others null to leave them out
    public InspectSettings withStatesOverTime(@Nullable StatesOverTimeSettings others) {
        return RecordType.with(this, "statesOverTime", others);
    }

    /// @param others null to leave it out
    public InspectSettings withAttention(@Nullable AttentionSettings others) {
        return RecordType.with(this, "attention", others);
    }

    private InspectSettings withMap(boolean by, @Nullable Double neighbours, @Nullable Integer steps) {
        return new InspectSettings(
                part,
                rows,
                layers,
                by,
                neighbours,
                steps,
                seed,
                keepActivations,
                pictures,
                gradientsOverTime,
                statesOverTime,
                attention);
    }
}
