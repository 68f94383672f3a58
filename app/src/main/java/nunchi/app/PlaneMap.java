package nunchi.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.backend.RowSource;
import nunchi.data.Labels;
import nunchi.embed.Findings;
import nunchi.embed.MapQuality;
import nunchi.embed.Pca;
import nunchi.embed.PrincipalComponents;
import nunchi.embed.Tsne;
import nunchi.embed.Tsne.Look;
import nunchi.embed.Tsne.Seconds;
import nunchi.embed.TsneMap;
import nunchi.interchange.Rows;
import nunchi.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A map of rows with what is to be said of it.
///
/// @param places  `[n, components]`
/// @param axes    names of the first two components; none where they mean nothing
/// @param figures what was measured, in words, by its name
/// @param looks   at the divergence of t-SNE; none of principal components
record PlaneMap(MatrixView places, List<String> axes, SequencedMap<String, String> figures, List<Look> looks) {
    private static final int SHARES = 10;
    private static final int MILLION = 1_000_000;

    static PlaneMap principal(RowSource rows, @Nullable Labels labels, Pca settings, Numerics numerics) {
        long start = System.nanoTime();
        PrincipalComponents components = settings.fit(rows, numerics);
        SequencedMap<String, String> figures = new LinkedHashMap<>();
        figures.put(
                "method",
                "principal components, %s of %s values"
                        .formatted(Numbers.count(settings.components()), Numbers.count(rows.columns())));
        figures.put("time", Numbers.seconds(seconds(start)));
        List<String> shares = new ArrayList<>();
        List<String> axes = new ArrayList<>();
        double sum = 0;
        for (int i = 0; i < components.components(); i++) {
            String share = Numbers.percent(components.shares()[i]);
            sum += components.shares()[i];
            if (i < SHARES) {
                shares.add(share);
            }
            axes.add("component %d (%s of the variance)".formatted(i + 1, share));
        }
        String more = components.components() > SHARES ? ", …" : "";
        figures.put(
                "variance",
                "%s in all%s"
                        .formatted(
                                Numbers.percent(sum),
                                shares.size() > 1 ? ": " + String.join(", ", shares) + more : ""));
        MatrixView places = MatrixView.of(components.scores(), rows.rows(), components.components());
        judge(rows, places, labels, numerics, figures);
        return new PlaneMap(places, axes.stream().limit(2).toList(), figures, List.of());
    }

    static PlaneMap tsne(
            MatrixView rows, @Nullable Labels labels, Tsne settings, Numerics numerics, Consumer<Look> progress) {
        TsneMap map = settings.embed(rows, numerics, progress);
        SequencedMap<String, String> figures = new LinkedHashMap<>();
        figures.put(
                "method",
                "t-SNE, perplexity %s, %s iterations, neighbours among rows of %s values"
                        .formatted(
                                Numbers.plain(settings.perplexity()),
                                Numbers.count(settings.iterations()),
                                Numbers.count(rows.columns())));
        figures.put("time", seconds(map.seconds()));
        figures.put("KL", Numbers.loss(map.divergence()));
        figures.put("verdict", map.verdict());
        MatrixView places = MatrixView.of(map.places(), rows.rows(), 2);
        judge(rows, places, labels, numerics, figures);
        Findings findings = map.findings();
        if (findings.duplicates() > 0) {
            figures.put(
                    "duplicates",
                    "%s rows are the same as an earlier one and lie on it or beside it"
                            .formatted(Numbers.count(findings.duplicates())));
        }
        if (findings.constantColumns() > 0) {
            figures.put(
                    "constant",
                    "%s of %s columns have the same value in all rows and tell nothing"
                            .formatted(Numbers.count(findings.constantColumns()), Numbers.count(rows.columns())));
        }
        return new PlaneMap(places, List.of(), figures, map.looks());
    }

    /// Rows placed into a map of others.
    ///
    /// @param map `[known, 2]`
    static PlaneMap placed(Rows known, Tensor map, Rows rows, Tsne settings, Numerics numerics) {
        long start = System.nanoTime();
        MatrixView places = MatrixView.of(
                settings.place(known.values(), map.values(), rows.valuesBeside(known), numerics),
                rows.source().rows(),
                2);
        SequencedMap<String, String> figures = new LinkedHashMap<>();
        figures.put(
                "method",
                "t-SNE, perplexity %s, placed among %s rows of %s values"
                        .formatted(
                                Numbers.plain(settings.perplexity()),
                                Numbers.count(known.source().rows()),
                                Numbers.count(known.source().columns())));
        figures.put("time", Numbers.seconds(seconds(start)));
        if (known.labels() != null && rows.labels() != null) {
            int[] nearest = numerics.nearest(
                            places, MatrixView.of(map.values(), known.source().rows(), 2), 1)
                    .indices();
            int same = 0;
            for (int row = 0; row < nearest.length; row++) {
                same += name(rows.labels(), row).equals(name(known.labels(), nearest[row])) ? 1 : 0;
            }
            figures.put(
                    "1-NN accuracy",
                    "%s of the rows have a point of their own class nearest to them among those of the map"
                            .formatted(Numbers.percent((double) same / nearest.length)));
        }
        return new PlaneMap(places, List.of(), figures, List.of());
    }

    private static String name(Labels labels, int row) {
        return labels.names().get(labels.numbers()[row]);
    }

    private static void judge(
            RowSource rows,
            MatrixView places,
            @Nullable Labels labels,
            Numerics numerics,
            SequencedMap<String, String> figures) {
        double trust = MapQuality.trustworthiness(rows, places, numerics);
        if (!Double.isNaN(trust)) {
            figures.put(
                    "trustworthiness",
                    "%s: how far the 5 nearest on the map are near among the rows, too (0.5 by chance, 1 at best)"
                            .formatted(Numbers.loss(trust)));
        }
        if (labels != null && places.rows() > 1) {
            figures.put(
                    "1-NN accuracy",
                    "%s of the points have a point of their own class nearest to them"
                            .formatted(Numbers.percent(MapQuality.nearestLabel(places, labels.numbers(), numerics))));
        }
    }

    static double seconds(long start) {
        return Math.max(1, (System.nanoTime() - start) / 1000) / (double) MILLION;
    }

    private static String seconds(Seconds spent) {
        return "%s: components %s, neighbours %s, affinities %s, descent %s"
                .formatted(
                        Numbers.seconds(spent.sum()),
                        Numbers.seconds(spent.components()),
                        Numbers.seconds(spent.neighbours()),
                        Numbers.seconds(spent.affinities()),
                        Numbers.seconds(spent.descent()));
    }

    static void print(SequencedMap<String, String> figures, PrintWriter out) {
        TextTable table = new TextTable("ll");
        figures.forEach(table::row);
        out.print(table.fitted(Terminal.present().width()));
        out.flush();
    }
}
