package nunchi.report;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nunchi.record.InspectionRecord.OverTimeRecord;
import nunchi.record.ModelRecord.LayerRecord;

/// Why gradients shrink or grow over the steps of recurrent layers, in words and formulas: the files
/// `mathematics/overTime*.txt`.
///
/// @param kinds       kinds of recurrent layers that are explained: `simpleRnn`, `lstm`, `gru`
/// @param activations of the simple ones: `sigmoid`, `tanh`, `relu`; others have no text
record GradientExplanation(Set<String> kinds, Set<String> activations) {
    private static final String SIMPLE = "simpleRnn";
    /// Those with gates.
    private static final List<String> GATED = List.of("lstm", "gru");

    private static final List<String> ACTIVATIONS = List.of("sigmoid", "tanh", "relu");

    /// Of the layers of one run.
    static GradientExplanation of(Folder run, List<OverTimeRecord> layers) {
        Set<String> kinds = new TreeSet<>();
        Set<String> activations = new TreeSet<>();
        for (OverTimeRecord layer : layers) {
            String path = layer.path().toLowerCase(Locale.ROOT);
            Stream.concat(Stream.of(SIMPLE), GATED.stream())
                    .filter(kind -> path.contains(kind.toLowerCase(Locale.ROOT)))
                    .forEach(kinds::add);
            run.model().layers().stream()
                    .filter(each -> layer.path().equals(each.path()) && each.is(SIMPLE))
                    .map(GradientExplanation::activation)
                    .forEach(activations::add);
        }
        return new GradientExplanation(kinds, activations);
    }

    private static String activation(LayerRecord layer) {
        return NamedValue.of(layer.description().at("activation"))
                .map(NamedValue::name)
                .orElse("");
    }

    /// Of all layers of several runs.
    static GradientExplanation joined(List<GradientExplanation> all) {
        Set<String> kinds = new TreeSet<>();
        Set<String> activations = new TreeSet<>();
        all.forEach(each -> {
            kinds.addAll(each.kinds);
            activations.addAll(each.activations);
        });
        return new GradientExplanation(kinds, activations);
    }

    /// Backpropagation through time, of whatever layer.
    static Html opening() {
        return Explanation.of("overTime", key -> key);
    }

    /// Where on the page this is explained first: here, unless another place has said so before.
    String told(Chapter chapter, String here) {
        return chapter.told(toString(), here);
    }

    boolean hasSimple() {
        return kinds.contains(SIMPLE);
    }

    boolean hasGates() {
        return GATED.stream().anyMatch(kinds::contains);
    }

    boolean hasActivations(String... names) {
        return activations.containsAll(List.of(names));
    }

    /// Of simple recurrent layers and their activations; nothing without them.
    Html simple() {
        return !hasSimple()
                ? Html.NOTHING
                : texts(Stream.concat(Stream.of(SIMPLE), ACTIVATIONS.stream().filter(activations::contains)));
    }

    /// Of those with gates.
    Html gated() {
        return texts(GATED.stream().filter(kinds::contains));
    }

    private static Html texts(Stream<String> names) {
        return Html.join(names.map(name -> Explanation.of("overTime-" + name, key -> key))
                .toList());
    }
}
