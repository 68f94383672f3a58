package nunchi.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import nunchi.record.HistogramsRecord;
import nunchi.record.HistogramsRecord.DistributionRecord;
import nunchi.report.page.Chart.Column;
import nunchi.report.page.Point;
import nunchi.report.page.Series;
import org.jspecify.annotations.Nullable;

/// What a journal tells of the distributions of weights, gradients and layers' outputs, from the first look to the
/// last.
///
/// @param looks  in the order of the epochs; at least one
/// @param layers the model's own, a layer's parts before it; not those that pass on the values they are given
record Distributions(List<HistogramsRecord> looks, List<Layer> layers) {
    /// As many columns can be told apart in a small chart.
    private static final int MOST_COLUMNS = 40;
    private static final String PREPROCESSING = "preprocess.";

    /// @param path   of the layer
    /// @param weight the name of its largest trained tensor, else of its largest; null where it has none
    /// @param output whether what it gives was measured
    record Layer(String path, @Nullable String weight, boolean output) {}

    /// The three kinds of values.
    enum Kind {
        OUTPUT("output", HistogramsRecord::activations),
        WEIGHT("weights", HistogramsRecord::weights),
        GRADIENT("gradient", HistogramsRecord::gradients);

        private final String words;
        private final Function<HistogramsRecord, SequencedMap<String, DistributionRecord>> values;

        Kind(String words, Function<HistogramsRecord, SequencedMap<String, DistributionRecord>> values) {
            this.words = words;
            this.values = values;
        }

        SequencedMap<String, DistributionRecord> of(HistogramsRecord look) {
            return values.apply(look);
        }

        String words() {
            return words;
        }
    }

    /// @return nothing where nothing was looked at
    static Optional<Distributions> of(Folder folder) {
        List<HistogramsRecord> looks = folder.histograms();
        return looks.isEmpty() ? Optional.empty() : Optional.of(new Distributions(looks, layers(looks.getLast())));
    }

    private static List<Layer> layers(HistogramsRecord look) {
        List<Layer> layers = new ArrayList<>();
        DistributionRecord before = null;
        for (String path : look.activations().keySet()) {
            DistributionRecord output = look.activations().get(path);
            if (!path.startsWith(PREPROCESSING)) {
                parts(look, path).forEach(part -> layers.add(new Layer(part, largest(look, part), false)));
                String weight = largest(look, path);
                if (weight != null || !alike(output, before)) {
                    layers.add(new Layer(path, weight, true));
                }
            }
            before = output;
        }
        return layers;
    }

    /// A layer that only shapes anew has other units.
    private static boolean alike(DistributionRecord output, @Nullable DistributionRecord before) {
        return before != null
                && output.norm() == before.norm()
                && output.counts().equals(before.counts());
    }

    /// Parts of a layer that have weights: `2.residual/0.dense`.
    private static Set<String> parts(HistogramsRecord look, String path) {
        Set<String> parts = new LinkedHashSet<>();
        for (String name : look.weights().keySet()) {
            String owner = owner(name);
            if (owner.startsWith(path + "/")) {
                parts.add(owner);
            }
        }
        return parts;
    }

    private static String owner(String weight) {
        return weight.substring(0, Math.max(0, weight.lastIndexOf('/')));
    }

    private static @Nullable String largest(HistogramsRecord look, String path) {
        String largest = null;
        for (Kind kind : List.of(Kind.GRADIENT, Kind.WEIGHT)) {
            for (String name : kind.of(look).keySet()) {
                boolean larger = largest == null || count(look, kind, name) > count(look, kind, largest);
                largest = owner(name).equals(path) && larger ? name : largest;
            }
            if (largest != null) {
                return largest;
            }
        }
        return null;
    }

    private static long count(HistogramsRecord look, Kind kind, String name) {
        DistributionRecord values = kind.of(look).get(name);
        return values == null || values.count() == null ? 0 : values.count();
    }

    HistogramsRecord last() {
        return looks.getLast();
    }

    /// A layer's values of a kind in a look; nothing where there are none, or none that is finite.
    Optional<DistributionRecord> values(HistogramsRecord look, Layer layer, Kind kind) {
        return Optional.ofNullable(kind == Kind.OUTPUT ? layer.path : layer.weight)
                .map(name -> kind.of(look).get(name))
                .filter(values -> !Double.isNaN(values.deviation()));
    }

    /// The layers that have values of this kind.
    List<Layer> with(Kind kind) {
        return layers.stream()
                .filter(layer -> values(last(), layer, kind).isPresent())
                .toList();
    }

    /// Where a layer stands between the first, 0, and the last, 1.
    double place(Layer layer) {
        return layers.indexOf(layer) / Math.max(1.0, layers.size() - 1);
    }

    /// One column for each of at most [#MOST_COLUMNS] looks.
    List<Column> columns(Layer layer, Kind kind) {
        return thinned().stream()
                .flatMap(look -> values(look, layer, kind).stream()
                        .map(values -> new Column(
                                look.epoch(), (float) values.least(), (float) values.largest(), values.counts())))
                .toList();
    }

    /// The deviation of a layer's values over the epochs.
    Series deviations(Layer layer, Kind kind) {
        List<Point> points = looks.stream()
                .flatMap(look ->
                        values(look, layer, kind).stream().map(values -> new Point(look.epoch(), values.deviation())))
                .toList();
        return new Series(layer.path, points).withPlace(place(layer));
    }

    private List<HistogramsRecord> thinned() {
        Set<Integer> positions = new LinkedHashSet<>();
        for (int i = 0; i < MOST_COLUMNS; i++) {
            positions.add((int) Math.round((looks.size() - 1.0) * i / (MOST_COLUMNS - 1)));
        }
        return positions.stream().map(looks::get).toList();
    }
}
