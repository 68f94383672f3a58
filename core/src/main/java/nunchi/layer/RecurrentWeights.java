package nunchi.layer;

import java.util.Arrays;
import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Cell;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.Role;
import nunchi.init.GlorotUniform;
import nunchi.init.Init;
import nunchi.init.Orthogonal;
import nunchi.init.Uniform;
import nunchi.layer.RecurrentLayer.Convention;
import nunchi.tensor.Shape;

/// The weights of a recurrent layer, and what they begin with.
///
/// @param init          of the weight `[features, gates · units]`
/// @param recurrentInit of the recurrent weight `[units, gates · units]`
/// @param bias          whether there is one
/// @param forgetBias    initial value of the second gate's bias
/// @param convention    whose
record RecurrentWeights(Init init, Init recurrentInit, boolean bias, double forgetBias, Convention convention) {

    /// Refuses settings that contradict each other.
    ///
    /// @param usual the forget bias that has no effect
    void check(double usual) {
        Check.given("init", init);
        Check.given("recurrentInit", recurrentInit);
        Check.given("convention", convention);
        Check.require(Double.isFinite(forgetBias), "forgetBias is %s; it must be a number".formatted(forgetBias));
        Check.require(
                bias || forgetBias == usual,
                "forgetBias is given, but bias is false, so that there is nothing to begin with it; leave one of the two out");
        Check.require(
                convention == Convention.KERAS
                        || init instanceof GlorotUniform
                                && recurrentInit.equals(new Orthogonal())
                                && forgetBias == usual,
                "convention pytorch draws all initial values uniformly from ±1/√units; leave out init, recurrentInit and forgetBias, or the convention");
    }

    /// Zeros, and the forget bias for the second gate.
    private Init zeros(int units) {
        return (shape, _) -> {
            double[] values = new double[shape.size()];
            if (forgetBias != 0) {
                Arrays.fill(values, units, 2 * units, forgetBias);
            }
            return values;
        };
    }

    private Init uniform(int units) {
        double bound = 1 / StrictMath.sqrt(units);
        return new Uniform(-bound, bound);
    }

    /// W, `[features, gates · units]`.
    Node inputs(Scope scope, int features, Cell cell, int units) {
        Init ofWeight = convention == Convention.PYTORCH ? uniform(units) : init;
        return scope.weight("weight", Shape.of(features, cell.gates() * units), ofWeight, Role.KERNEL);
    }

    Node recurrent(Scope scope, Cell cell, int units) {
        Init ofWeight = convention == Convention.PYTORCH ? uniform(units) : recurrentInit;
        return scope.weight("recurrentWeight", Shape.of(units, cell.gates() * units), ofWeight, Role.KERNEL);
    }

    /// The biases, each `[gates · units]`: one or two, none where there is none.
    List<Node> biases(Scope scope, Cell cell, int units) {
        if (!bias) {
            return List.of();
        }
        int width = cell.gates() * units;
        boolean two = convention == Convention.PYTORCH || cell.recurrentBias();
        Init ofBias = convention == Convention.PYTORCH ? uniform(units) : zeros(units);
        Node stored = scope.weight("bias", two ? Shape.of(2, width) : Shape.of(width), ofBias, Role.BIAS);
        return two ? List.of(row(stored, 0), row(stored, 1)) : List.of(stored);
    }

    private static Node row(Node biases, int row) {
        int width = biases.shape().last();
        Slice slice = new Slice(List.of(row, 0), Shape.of(1, width));
        return biases.graph().add(slice, biases).reshape(Shape.of(width));
    }
}
