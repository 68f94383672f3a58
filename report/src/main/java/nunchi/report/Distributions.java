package nunchi.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nunchi.report.page.Chart.Column;
import nunchi.report.page.Point;
import nunchi.report.page.Series;
import tools.jackson.databind.JsonNode;

/// What a journal tells of the distributions of weights, gradients and layers' outputs, from the first look to the
/// last.
///
/// @param looks  in the order of the epochs; at least one
/// @param layers the model's own, a layer's parts before it; not those that pass on the values they are given
record Distributions(List<JsonNode> looks, List<Layer> layers) {
    /// As many columns can be told apart in a small chart.
    private static final int MOST_COLUMNS = 40;
    private static final String PREPROCESSING = "preprocess.";

    /// @param path   of the layer
    /// @param weight the name of its largest trained tensor, else of its largest; null where it has none
    /// @param output whether what it gives was measured
    record Layer(String path, String weight, boolean output) {}

    /// The three kinds of values, by the journal's keys.
    enum Kind {
        OUTPUT("activations", "output"),
        WEIGHT("weights", "weights"),
        GRADIENT("gradients", "gradient");

        private final String key;
        private final String words;

        Kind(String key, String words) {
            this.key = key;
            this.words = words;
        }

        String key() {
            return key;
        }

        String words() {
            return words;
        }
    }

    /// @return null where nothing was looked at
    static Distributions of(Folder folder) {
        List<JsonNode> looks = folder.events("histograms");
        return looks.isEmpty() ? null : new Distributions(looks, layers(looks.getLast()));
    }

    private static List<Layer> layers(JsonNode look) {
        List<Layer> layers = new ArrayList<>();
        JsonNode before = null;
        for (String path : look.path(Kind.OUTPUT.key).propertyNames()) {
            JsonNode output = look.path(Kind.OUTPUT.key).path(path);
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
    private static boolean alike(JsonNode output, JsonNode before) {
        return before != null
                && List.of("norm", "counts").stream()
                        .allMatch(key -> output.path(key).equals(before.path(key)));
    }

    /// Parts of a layer that have weights: `2.residual/0.dense`.
    private static Set<String> parts(JsonNode look, String path) {
        Set<String> parts = new LinkedHashSet<>();
        for (String name : look.path(Kind.WEIGHT.key).propertyNames()) {
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

    private static String largest(JsonNode look, String path) {
        String largest = null;
        for (Kind kind : List.of(Kind.GRADIENT, Kind.WEIGHT)) {
            for (String name : look.path(kind.key).propertyNames()) {
                boolean larger = largest == null || count(look, kind, name) > count(look, kind, largest);
                largest = owner(name).equals(path) && larger ? name : largest;
            }
            if (largest != null) {
                return largest;
            }
        }
        return null;
    }

    private static long count(JsonNode look, Kind kind, String name) {
        return look.path(kind.key).path(name).path("count").asLong(0);
    }

    JsonNode last() {
        return looks.getLast();
    }

    /// A layer's values of a kind in a look; a missing node where there are none.
    JsonNode values(JsonNode look, Layer layer, Kind kind) {
        String name = kind == Kind.OUTPUT ? layer.path : String.valueOf(layer.weight);
        return look.path(kind.key).path(name);
    }

    /// The layers that have values of this kind.
    List<Layer> with(Kind kind) {
        return layers.stream()
                .filter(layer -> values(last(), layer, kind).path("deviation").isNumber())
                .toList();
    }

    /// Where a layer stands between the first, 0, and the last, 1.
    double place(Layer layer) {
        return layers.indexOf(layer) / Math.max(1.0, layers.size() - 1);
    }

    /// One column for each of at most [#MOST_COLUMNS] looks.
    List<Column> columns(Layer layer, Kind kind) {
        return thinned().stream()
                .filter(look -> values(look, layer, kind).path("deviation").isNumber())
                .map(look -> {
                    JsonNode values = values(look, layer, kind);
                    List<Long> counts = values.path("counts")
                            .valueStream()
                            .map(count -> count.asLong(0))
                            .toList();
                    return new Column(
                            look.path("epoch").asInt(0),
                            (float) values.path("least").asDouble(0),
                            (float) values.path("largest").asDouble(0),
                            counts);
                })
                .toList();
    }

    /// The deviation of a layer's values over the epochs.
    Series deviations(Layer layer, Kind kind) {
        List<Point> points = looks.stream()
                .filter(look -> values(look, layer, kind).path("deviation").isNumber())
                .map(look -> new Point(
                        look.path("epoch").asInt(0),
                        values(look, layer, kind).path("deviation").asDouble()))
                .toList();
        return new Series(layer.path, points).withPlace(place(layer));
    }

    private List<JsonNode> thinned() {
        Set<Integer> positions = new LinkedHashSet<>();
        for (int i = 0; i < MOST_COLUMNS; i++) {
            positions.add((int) Math.round((looks.size() - 1.0) * i / (MOST_COLUMNS - 1)));
        }
        return positions.stream().map(looks::get).toList();
    }
}
