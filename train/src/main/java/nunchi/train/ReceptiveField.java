package nunchi.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.MatMul;
import nunchi.graph.op.MaxPool;
import nunchi.graph.op.Source.Input;
import nunchi.graph.op.Sum;
import nunchi.graph.op.TransposedConvolution;
import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;
import nunchi.layer.Places;
import nunchi.layer.Size;

/// How much of the input image one value of a layer's output can see, padding and what lies beyond the edges included.
///
/// A window that reaches over r places makes a field of f rows, whose neighbours lie j rows apart, one of
/// `f + (r - 1)·j` rows, and with the stride s its neighbours lie `j·s` rows apart. Of several ways to a value the
/// largest counts.
///
/// @param rows    of the input image; 0 of values that are not yet brought into an image
/// @param down    rows of the input from one place of the output to the next; below 1 after upsampling
/// @param across  columns of the input, likewise
/// @param whole   whether a value sees the whole image, however large it is: after a flatten, a global pooling
public record ReceptiveField(int rows, int columns, double down, double across, boolean whole) {
    private static final ReceptiveField PLACE = new ReceptiveField(1, 1, 1, 1, false);
    static final ReceptiveField FLAT = new ReceptiveField(0, 0, 1, 1, false);

    /// Of every node that depends on the graph's inputs, which are images `[batch, height, width, channels]` or are
    /// brought into images.
    ///
    /// @param places what layers say of nodes that move values
    static Map<Node, ReceptiveField> of(Graph graph, Map<Node, Places> places) {
        Map<Node, ReceptiveField> fields = new HashMap<>();
        for (Node node : graph.nodes()) {
            Optional<Places> told = Optional.ofNullable(places.get(node));
            of(node, fields)
                    .map(field -> told.map(field::placed).orElse(field))
                    .ifPresent(field -> fields.put(node, field));
        }
        return fields;
    }

    private static Optional<ReceptiveField> of(Node node, Map<Node, ReceptiveField> fields) {
        return node.op() instanceof Input
                ? Optional.of(node.shape().rank() == 4 ? PLACE : FLAT)
                : node.inputs().stream()
                        .map(fields::get)
                        .filter(Objects::nonNull)
                        .reduce(ReceptiveField::and)
                        .map(seen -> seen.after(node));
    }

    /// Of a node whose operands have this field.
    private ReceptiveField after(Node node) {
        return switch (node.op()) {
            case Convolution convolution -> through(convolution.window());
            case MaxPool pool -> through(pool.window());
            case TransposedConvolution transposed -> spread(transposed.window());
            case Sum sum when !sum.axes().equals(List.of(node.shape().rank() - 1)) -> all();
            case MatMul _ when flat() -> all();
            default -> this;
        };
    }

    private ReceptiveField placed(Places how) {
        return switch (how) {
            case Places.Repeated(Size factor) ->
                new ReceptiveField(rows, columns, down / factor.rows(), across / factor.columns(), whole);
            case Places.Rearranged moved when flat() -> moved.images() ? PLACE : this;
            case Places.Rearranged moved -> moved.mixed() ? all() : this;
        };
    }

    private boolean flat() {
        return rows == 0 && !whole;
    }

    private ReceptiveField and(ReceptiveField other) {
        return new ReceptiveField(
                Math.max(rows, other.rows),
                Math.max(columns, other.columns),
                Math.max(down, other.down),
                Math.max(across, other.across),
                whole || other.whole);
    }

    private ReceptiveField all() {
        return new ReceptiveField(rows, columns, down, across, true);
    }

    private ReceptiveField through(Window window) {
        boolean everything = window.rows().extent() >= window.rows().input()
                && window.columns().extent() >= window.columns().input()
                && window.rows().before() + window.columns().before() == 0;
        return new ReceptiveField(
                wider(rows, window.rows().extent(), down),
                wider(columns, window.columns().extent(), across),
                down * window.rows().stride(),
                across * window.columns().stride(),
                whole || everything);
    }

    /// Under a transposed window of reach r and stride s lie the results of at most `⌈r/s⌉` places.
    private ReceptiveField spread(Window window) {
        WindowAxis vertical = window.rows();
        WindowAxis horizontal = window.columns();
        return new ReceptiveField(
                wider(rows, Math.ceilDiv(vertical.extent(), vertical.stride()), down),
                wider(columns, Math.ceilDiv(horizontal.extent(), horizontal.stride()), across),
                down / vertical.stride(),
                across / horizontal.stride(),
                whole);
    }

    private static int wider(int field, int reach, double apart) {
        return (int) Math.ceil(field + (reach - 1) * apart);
    }

    /// `5×5`, or `all`; `1` of values that are no image.
    @Override
    public String toString() {
        return whole ? "all" : flat() ? "1" : rows + "×" + columns;
    }
}
