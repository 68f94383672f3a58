package nunchi.clustering;

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
import nunchi.text.Numbers;
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
                "%s rows of %s values were laid out in the plane by t-SNE (perplexity %s, %s iterations) in %s; %s (KL divergence %s)."
                        .formatted(
                                Numbers.count(places.rows()),
                                Numbers.count(rows.values().columns()),
                                Numbers.plain(layout.perplexity()),
                                Numbers.count(layout.iterations()),
                                Numbers.seconds(seconds(start)),
                                map.verdict(),
                                Numbers.loss(map.divergence()));
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
                "%s rows of %s values were taken to their first %s principal components, which have %s of the variance."
                        .formatted(
                                Numbers.count(rows.values().rows()),
                                Numbers.count(rows.values().columns()),
                                Numbers.count(components),
                                Numbers.percent(share));
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
                "component 1 (%s of the variance)".formatted(Numbers.percent(plane.shares()[0])),
                "component 2 (%s of the variance)".formatted(Numbers.percent(plane.shares()[1])));
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
