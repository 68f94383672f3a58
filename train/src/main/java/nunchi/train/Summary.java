package nunchi.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.experiment.Experiment;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Source.Weight;
import nunchi.layer.Layer;
import nunchi.layer.Places;
import nunchi.layer.Scope;
import nunchi.network.Network;
import nunchi.network.Preprocessed;
import nunchi.tensor.Shape;

/// The layers of a model with their sizes, first to last, preprocessing included.
///
/// @param input the shape of one example: `[28, 28, 1]`
public record Summary(Shape input, List<Row> rows) {

    /// One layer.
    ///
    /// @param path          `0.dense`
    /// @param output        the shape of what it makes of one example
    /// @param parameters    the values of all its stored tensors; of a preprocessing layer its statistics
    /// @param operations    floating-point operations for one example, a multiplication and an addition counted as two
    /// @param field         what one value of the output sees of the input
    /// @param preprocessing whether it belongs to the preprocessing; then its statistics are not counted as the model's
    ///                      parameters
    public record Row(
            String path,
            Layer layer,
            Shape output,
            Parameters parameters,
            long operations,
            ReceptiveField field,
            boolean preprocessing) {}

    /// How many parameters a layer has.
    ///
    /// @param trainable of those, what training changes; none of a frozen layer's
    /// @param formula   how they add up: `64×80 + 80`; empty where there are none
    public record Parameters(long count, long trainable, String formula) {}

    /// @param example the shape of one example
    /// @throws nunchi.check.InvalidRequestException when the layers do not fit, with the layer's path
    public static Summary of(Experiment experiment, Shape example) {
        return of(experiment.layers(), experiment.trainingStep().frozen(), example);
    }

    /// @param frozen  paths of layers that are not trained
    /// @param example the shape of one example
    /// @throws nunchi.check.InvalidRequestException when the layers do not fit, with the layer's path
    public static Summary of(Preprocessed layers, Set<String> frozen, Shape example) {
        Graph graph = new Graph();
        Map<String, Node> outputs = new LinkedHashMap<>();
        Map<Node, Places> places = new HashMap<>();
        layers.withoutViews()
                .build(
                        Scope.inference(graph, places::put),
                        graph.input(Network.EXAMPLES, example.batch(1)),
                        outputs::put);
        Map<Node, ReceptiveField> fields = ReceptiveField.of(graph, places);
        List<Row> rows = new ArrayList<>();
        layers.byPath().forEach((path, layer) -> {
            Node output = Objects.requireNonNull(outputs.get(path));
            List<Weight> weights = weights(graph, path);
            List<Weight> trained = weights.stream()
                    .filter(weight -> weight.role().trainable() && !Preprocessed.within(frozen, weight.label()))
                    .toList();
            rows.add(new Row(
                    path,
                    layer,
                    output.shape().example(),
                    new Parameters(size(weights), size(trained), formula(weights)),
                    operations(graph, path),
                    fields.getOrDefault(output, ReceptiveField.FLAT),
                    rows.size() < layers.preprocess().size()));
        });
        return new Summary(example, List.copyOf(rows));
    }

    private static List<Weight> weights(Graph graph, String path) {
        return graph.weights().values().stream()
                .map(node -> (Weight) node.op())
                .filter(weight -> weight.label().startsWith(path + "/"))
                .toList();
    }

    private static long size(List<Weight> weights) {
        return weights.stream().mapToLong(weight -> weight.shape().size()).sum();
    }

    private static long operations(Graph graph, String path) {
        return graph.nodes().stream()
                .filter(node -> node.path().startsWith(path + "/"))
                .mapToLong(node -> node.op().operations(node))
                .sum();
    }

    /// Tensors of one shape are counted together: `4×256` for a batch normalization.
    private static String formula(List<Weight> weights) {
        Map<String, Long> counts = weights.stream()
                .collect(Collectors.groupingBy(
                        weight -> product(weight.shape()), LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(term -> term.getValue() == 1 ? term.getKey() : term.getValue() + "×" + term.getKey())
                .collect(Collectors.joining(" + "));
    }

    private static String product(Shape shape) {
        return shape.rank() == 0
                ? "1"
                : IntStream.of(shape.toArray()).mapToObj(Integer::toString).collect(Collectors.joining("×"));
    }

    /// Of the model, without the preprocessing's statistics.
    public long parameters() {
        return rows.stream()
                .filter(row -> !row.preprocessing())
                .mapToLong(row -> row.parameters().count())
                .sum();
    }

    /// Parameters that training changes, preprocessing left out.
    public long trainable() {
        return rows.stream()
                .filter(row -> !row.preprocessing())
                .mapToLong(row -> row.parameters().trainable())
                .sum();
    }

    /// Parameters that training does not change: running statistics and what is frozen; without the preprocessing's
    /// statistics.
    public long notTrainable() {
        return parameters() - trainable();
    }

    /// The statistics that preprocessing took from the training examples.
    public long preprocessing() {
        return rows.stream()
                .filter(Row::preprocessing)
                .mapToLong(row -> row.parameters().count())
                .sum();
    }

    /// Whether some layer sees more than one place of an image and less than all.
    public boolean hasFields() {
        return rows.stream().map(Row::field).anyMatch(field -> !field.whole() && field.rows() * field.columns() > 1);
    }

    /// For one example, preprocessing included.
    public long operations() {
        return rows.stream().mapToLong(Row::operations).sum();
    }
}
