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
        String targets = targets(target);
        Check.require(
                loss.output().ofClasses(),
                "%s is no loss of classes, but a target of %s is a sequence of tokens, each of which is a class; take softmaxCrossEntropy"
                        .formatted(loss.name(), data));
        int steps = target.length();
        int tokens = target.classes();
        Check.require(
                output.shape().rank() == 3 && output.shape().extent(1) == steps,
                "the model gives %s, but the %s of %s have %d steps of %d tokens, [batch, %d, %d]; %s"
                        .formatted(output.shape(), targets, data, steps, tokens, steps, tokens, remedy(target)));
        Check.require(
                !target.tags() || output.shape().last() <= tokens,
                "the model's last layer has %d units, but %s has %d tags, and a unit without a tag is never right; give it %3$d, or take the layer logits"
                        .formatted(output.shape().last(), data, tokens));
        Check.require(
                output.shape().last() >= tokens,
                "the model's last layer has %d units, but the %s of %s are of %d different ones; give it %d, or take the layer logits"
                        .formatted(output.shape().last(), targets, data, tokens, tokens));
    }

    private static String targets(TargetEncoding target) {
        return switch (target.kind()) {
            case TOKENS -> "target texts";
            case NEXT -> "next tokens";
            case TAGS -> "tags";
        };
    }

    private static String remedy(TargetEncoding target) {
        return target.next() || target.tags()
                ? "give recurrent layers output: sequence, and end in logits"
                : "bring it to %d steps, for instance by {repeatVector: %<d}, a recurrent layer with output: sequence, and logits"
                        .formatted(target.length());
    }
}
