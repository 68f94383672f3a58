package nunchi.layer;

import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Role;
import nunchi.graph.op.Unary.Sigmoid;
import nunchi.graph.op.Unary.Tanh;
import nunchi.init.GlorotUniform;
import nunchi.init.Orthogonal;
import nunchi.init.Zeros;
import nunchi.tensor.Shape;

/// The cell of an LSTM whose gates see the cell state c: with the sums `z = xₜ·W + hₜ₋₁·U + b` in the blocks i, f, c, o
/// there are `i = σ(zᵢ + pᵢ ⊙ cₜ₋₁)`, `f = σ(z_f + p_f ⊙ cₜ₋₁)`, `cₜ = f ⊙ cₜ₋₁ + i ⊙ tanh(z_c)`,
/// `o = σ(zₒ + pₒ ⊙ cₜ)` and `hₜ = o ⊙ tanh(cₜ)`. Gers, Schmidhuber: *Recurrent nets that time and count*, IJCNN 2000;
/// the LSTM of ONNX with the input P.
///
/// | array | shape |
/// |---|---|
/// | weight W | `[features, 4 · units]`, blocks i, f, c, o |
/// | recurrentWeight U | `[units, 4 · units]` |
/// | bias b | `[4 · units]` |
/// | peephole p | `[3 · units]`, blocks i, f, o |
///
/// Parameters: `(features + units + 1) · 4 · units + 3 · units`.
///
/// @param units size of the states h and c
public record PeepholeLstm(int units) implements RecurrentCell {
    private static final int GATES = 4;

    public PeepholeLstm {
        Check.positive("units", units);
    }

    @Override
    public int states() {
        return 2;
    }

    @Override
    public Step begin(Scope scope, int features) {
        int width = GATES * units;
        Node weight = scope.weight("weight", Shape.of(features, width), new GlorotUniform(), Role.KERNEL);
        Node recurrent = scope.weight("recurrentWeight", Shape.of(units, width), new Orthogonal(), Role.KERNEL);
        Node bias = scope.weight("bias", Shape.of(width), new Zeros(), Role.BIAS);
        Node peephole = scope.weight("peephole", Shape.of((GATES - 1) * units), new Zeros(), Role.SCALE);
        return (x, states) ->
                next(x.matmul(weight).plus(states.getFirst().matmul(recurrent)).plus(bias), states.get(1), peephole);
    }

    private List<Node> next(Node z, Node c, Node peephole) {
        Node input = sigmoid(block(z, 0).plus(seen(peephole, 0).times(c)));
        Node forget = sigmoid(block(z, 1).plus(seen(peephole, 1).times(c)));
        Node later = forget.times(c).plus(input.times(tanh(block(z, 2))));
        Node output = sigmoid(block(z, GATES - 1).plus(seen(peephole, 2).times(later)));
        return List.of(output.times(tanh(later)), later);
    }

    private Node block(Node z, int block) {
        return Unrolling.slice(z, z.shape().withLast(units), 0, block * units);
    }

    private Node seen(Node peephole, int block) {
        return Unrolling.slice(peephole, Shape.of(units), block * units);
    }

    private static Node sigmoid(Node x) {
        return x.graph().add(new Sigmoid(), x);
    }

    private static Node tanh(Node x) {
        return x.graph().add(new Tanh(), x);
    }
}
