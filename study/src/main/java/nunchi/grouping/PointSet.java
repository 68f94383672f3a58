package nunchi.grouping;

import java.util.List;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.data.DataCatalogue;
import nunchi.data.Labels;
import nunchi.embed.Pca;
import nunchi.embed.PrincipalComponents;
import nunchi.embed.Tsne;
import nunchi.embed.TsneMap;
import nunchi.interchange.Rows;
import org.jspecify.annotations.Nullable;

/// Rows that are grouped, and where they are drawn.
///
/// @param rows   as they were read
/// @param values `[n, d]`, among which groups are sought: the rows' own, or what they were laid out to
/// @param places `[n, 2]`, in the plane
/// @param axes   the plane's two directions; none where they mean nothing
/// @param layout how the rows were laid out, in one sentence; empty where they were not
record PointSet(
        PointSettings settings, Rows rows, MatrixView values, MatrixView places, List<String> axes, String layout) {

    static PointSet read(PointSettings settings, long seed, DataCatalogue catalogue, Numerics numerics) {
        Rows rows = rows(settings, catalogue);
        requirePlane(rows);
        int columns = rows.values().columns();
        LayoutSettings layout = settings.layout();
        if (layout == null) {
            PointSet plain = new PointSet(settings, rows, rows.values(), rows.values(), List.of("x", "y"), "");
            return columns == 2 ? plain : plain.drawnByComponents(seed, numerics);
        }
        return layout.method() == LayoutSettings.Method.TSNE
                ? tsne(settings, layout, rows, seed, numerics)
                : principal(settings, layout, rows, seed, numerics);
    }

    /// Who wrote the study's file reads of its keys, not of a request's.
    static Rows rows(PointSettings settings, DataCatalogue catalogue) {
        try {
            return Rows.read(settings.request(), catalogue);
        } catch (InvalidRequestException refused) {
            throw new InvalidRequestException(Remedy.stored(refused.getMessage()), refused);
        }
    }

    static void requirePlane(Rows rows) {
        Check.require(
                rows.source().columns() >= 2,
                "a page draws rows in the plane; they need 2 columns or more, and have 1");
    }

    private static PointSet tsne(
            PointSettings settings, LayoutSettings layout, Rows rows, long seed, Numerics numerics) {
        long start = System.nanoTime();
        Tsne tsne = new Tsne(layout.perplexity(), layout.iterations()).withStart(Tsne.Start.PCA, seed);
        TsneMap map = tsne.embed(rows.values(), numerics);
        MatrixView places = MatrixView.of(map.places(), rows.values().rows(), 2);
        String how =
                "%,d rows of %,d values were laid out in the plane by t-SNE (perplexity %s, %,d iterations) in %.1f s; %s (KL divergence %.4f)."
                        .formatted(
                                places.rows(),
                                rows.values().columns(),
                                layout.perplexity(),
                                layout.iterations(),
                                seconds(start),
                                map.verdict(),
                                map.divergence());
        return new PointSet(settings, rows, places, places, List.of(), how);
    }

    private static PointSet principal(
            PointSettings settings, LayoutSettings layout, Rows rows, long seed, Numerics numerics) {
        int components = layout.components();
        Check.require(components >= 2, "a page draws rows in the plane; take 2 principal components or more");
        PrincipalComponents found = new Pca(components, Pca.Solver.AUTO, false, seed).fit(rows.values(), numerics);
        double share = 0;
        for (double each : found.shares()) {
            share += each;
        }
        String how =
                "%,d rows of %,d values were taken to their first %,d principal components, which have %.2f %% of the variance."
                        .formatted(rows.values().rows(), rows.values().columns(), components, 100 * share);
        MatrixView values = MatrixView.of(found.scores(), rows.values().rows(), components);
        PointSet laidOut = new PointSet(settings, rows, values, values, axes(found), how);
        return components == 2 ? laidOut : laidOut.drawnByComponents(seed, numerics);
    }

    /// Drawn along the first two principal components of its values.
    private PointSet drawnByComponents(long seed, Numerics numerics) {
        PrincipalComponents plane = new Pca(2, Pca.Solver.AUTO, false, seed).fit(values, numerics);
        MatrixView drawn = MatrixView.of(plane.scores(), values.rows(), 2);
        return new PointSet(settings, rows, values, drawn, axes(plane), layout);
    }

    private static List<String> axes(PrincipalComponents plane) {
        return List.of(
                "component 1 (%.2f %% of the variance)".formatted(100 * plane.shares()[0]),
                "component 2 (%.2f %% of the variance)".formatted(100 * plane.shares()[1]));
    }

    static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /// `[n]`; null where none are known.
    int @Nullable [] classes() {
        Labels labels = rows.labels();
        return labels == null ? null : labels.numbers();
    }

    List<String> classNames() {
        Labels labels = rows.labels();
        return labels == null ? List.of() : labels.names();
    }
}
