package nunchi.train;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.loss.Loss;
import nunchi.token.TargetEncoding;

/// Whether a model gives what target texts ask for: one number for each token at each step.
final class TextOutputs {
    private TextOutputs() {}

    /// @param data   name, for a person
    /// @param output of the model
    /// @throws nunchi.check.InvalidRequestException when it does not, with the shapes
    static void require(Loss loss, String data, TargetEncoding target, Node output) {
        Check.require(
                loss.output().ofClasses(),
                "%s is no loss of classes, but the targets of %s are texts, each token of which is a class; take softmaxCrossEntropy"
                        .formatted(loss.name(), data));
        int steps = target.length();
        int tokens = target.classes();
        Check.require(
                output.shape().rank() == 3 && output.shape().extent(1) == steps,
                "the model gives %s, but the target texts of %s have %d steps of %d tokens, [batch, %d, %d]; bring it to %d steps, for instance by {repeatVector: %d}, a recurrent layer with output: sequence, and logits"
                        .formatted(output.shape(), data, steps, tokens, steps, tokens, steps, steps));
        Check.require(
                output.shape().last() >= tokens,
                "the model's last layer has %d units, but the target texts of %s have %d tokens; give it %d, or take the layer logits"
                        .formatted(output.shape().last(), data, tokens, tokens));
    }
}
