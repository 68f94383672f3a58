package nunchi.experiment;

import java.util.List;
import nunchi.check.Check;
import nunchi.codec.RecordType;
import nunchi.data.Split;
import org.jspecify.annotations.Nullable;

/// What is looked at inside a trained model: by `nunchi inspect`, or after the training of a run whose
/// experiment says `inspect`. The trials of a search are not looked into.
///
/// @param part       whose rows; null for the last of these that there is
/// @param rows       of the part, chosen at random, the same for all layers; null for 2,000, or all where there are
///     fewer
/// @param layers     by position or path, `examples` for what goes in; empty for what enters the model's own first
///     layer and what leaves each
/// @param tsne       whether rows are laid out by t-SNE too; true unless given
/// @param perplexity of t-SNE; null for 30, or a third of the other rows where these are fewer than 90
/// @param iterations of t-SNE; null for 1,000
/// @param seed       of the choice of rows; 1 unless given
/// @param keepActivations whether what the layers make of all rows of the part is kept in the run's folder
///     `activations`, as [nunchi.interchange.Activations] writes it
/// @param pictures   how single pictures are shown from within
public record InspectSettings(
        @Nullable Split part,
        @Nullable Integer rows,
        List<String> layers,
        boolean tsne,
        @Nullable Double perplexity,
        @Nullable Integer iterations,
        long seed,
        boolean keepActivations,
        PictureSettings pictures) {
    public InspectSettings {
        Check.require(rows == null || rows >= 2, "rows is %d; a map needs at least 2".formatted(rows));
        Check.require(
                tsne || perplexity == null && iterations == null,
                "perplexity and iterations are about t-SNE, which is left out; leave them out too");
        layers = Check.elements("layers", layers);
    }

    /// All layers, 2,000 rows of the last part, t-SNE with 1,000 iterations.
    public InspectSettings() {
        this(null, null, List.of(), true, null, null, 1, false, new PictureSettings());
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
        return new InspectSettings(part, rows, layers, true, neighbours, steps, seed, keepActivations, pictures);
    }

    /// The same with principal components alone.
    public InspectSettings withoutTsne() {
        return new InspectSettings(part, rows, layers, false, null, null, seed, keepActivations, pictures);
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
}
