package nunchi.serve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Tree;
import nunchi.network.Network;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// A request of the Open Inference Protocol for a model with one input and one output.
///
/// @param id   which is sent back; null for none
/// @param rows each the values of an example, last axis fastest
record InferRequest(@Nullable String id, List<float[]> rows) {
    /// Of a body.
    ///
    /// @param example shape that the model takes
    /// @param most    the most examples
    /// @throws InvalidRequestException where it is no such request
    static InferRequest of(Tree body, Shape example, int most) {
        Tree id = body.path("id");
        Check.require(id.isAbsent() || id instanceof Tree.Text, "id is no text; send a text, or none");
        List<Tree> inputs = body.path("inputs").elements();
        Check.require(
                inputs.size() == 1,
                "inputs has %d tensors; the model has one input, %s".formatted(inputs.size(), Network.EXAMPLES));
        requireOutputs(body.path("outputs"));
        Tree input = inputs.getFirst();
        requireName("inputs", input, Network.EXAMPLES);
        TensorType type = TensorType.named(input.path("datatype").text("missing"));
        int[] extents = extents(input.path("shape"), example, most);
        Check.require(
                input.path("data") instanceof Tree.Sequence,
                "data is no list; send the numbers of the tensor in JSON, since binary data are not read");
        float[] values = new TensorData(type, extents).values(input.path("data"));
        int width = example.size();
        List<float[]> rows = new ArrayList<>(extents[0]);
        for (int row = 0; row < extents[0]; row++) {
            rows.add(Arrays.copyOfRange(values, row * width, (row + 1) * width));
        }
        return new InferRequest(id.isAbsent() ? null : id.inWords(), rows);
    }

    private static void requireOutputs(Tree outputs) {
        Check.require(
                outputs.isAbsent() || outputs instanceof Tree.Sequence,
                "outputs is no list; omit it, or name the output %s".formatted(Network.PREDICTION));
        outputs.elements().forEach(output -> requireName("outputs", output, Network.PREDICTION));
    }

    private static void requireName(String list, Tree tensor, String name) {
        String given = tensor.path("name").text("missing");
        Check.require(
                given.equals(name),
                "the name of a tensor in %s is %s; the model has %s alone".formatted(list, Check.excerpt(given), name));
    }

    /// The number of examples before the shape of one.
    private static int[] extents(Tree shape, Shape example, int most) {
        int[] wanted = example.toArray();
        List<Tree> given = shape.elements();
        boolean fits = given.size() == wanted.length + 1;
        for (int axis = 0; fits && axis < wanted.length; axis++) {
            fits = given.get(axis + 1).number() == wanted[axis];
        }
        double rows = given.isEmpty() ? 0 : given.getFirst().number();
        Check.require(
                fits && rows >= 1 && rows == Math.rint(rows),
                "shape is %s; it must be the number of examples before the shape of one, %s"
                        .formatted(Check.excerpt(shape.toString()), example));
        Check.require(
                rows <= most,
                "the request has more examples than the %,d that are answered at once; send several requests"
                        .formatted(most));
        int[] extents = new int[given.size()];
        extents[0] = (int) rows;
        System.arraycopy(wanted, 0, extents, 1, wanted.length);
        return extents;
    }
}
