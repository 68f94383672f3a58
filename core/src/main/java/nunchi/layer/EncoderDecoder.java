package nunchi.layer;

import java.util.List;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Node;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// An encoder reads a text; a decoder predicts another from it, token by token. Sutskever, Vinyals, Le: *Sequence to
/// sequence learning with neural networks*, NeurIPS 2014; Cho et al., EMNLP 2014.
///
/// The decoder's input at step t is the target token of step t - 1, and 0 at the first step: in training and evaluation
/// the right one (teacher forcing), in predictions the one that was predicted. Its recurrent layers begin with the
/// states that the encoder's ended with, the first with that of the first and so on; those without one begin with
/// zeros. `crossAttention` and `transformerBlock` in the decoder read what the encoder gives at each of its steps. Only
/// recurrent layers hand states over: a transformer has none.
///
/// | array | shape |
/// |---|---|
/// | x | `[batch, steps]`, numbers of tokens |
/// | target | `[batch, target steps]`, numbers of tokens |
/// | y | `[batch, target steps, …]`, what the decoder's last layer gives |
///
/// Paths: `0.encoderDecoder/encoder/0.embedding/weight`, `0.encoderDecoder/decoder/1.gru/weight`.
///
/// @param encoder     layers that read the text
/// @param decoder     layers that predict the target text
/// @param targetSteps tokens of a target text, its end included; null for as many as those of the data have
public record EncoderDecoder(
        List<Layer> encoder, List<Layer> decoder, @Nullable Integer targetSteps) implements Layer {
    /// The name of the input of target tokens, `[batch, target steps]`; -1 for those that do not count.
    public static final String TARGETS = "targets";

    public EncoderDecoder {
        encoder = Check.elements("encoder", encoder);
        decoder = Check.elements("decoder", decoder);
        Check.require(
                !encoder.isEmpty() && !decoder.isEmpty(), "an encoder and a decoder need at least one layer each");
    }

    public EncoderDecoder(List<Layer> encoder, List<Layer> decoder) {
        this(encoder, decoder, null);
    }

    @Override
    public Layer withTokens(TokenCounts counts) {
        return new EncoderDecoder(
                counts.tell(encoder),
                counts.ofDecoder().tell(decoder),
                targetSteps == null && counts.targetSteps() > 0 ? Integer.valueOf(counts.targetSteps()) : targetSteps);
    }

    @Override
    public Node build(Scope scope, Node x) {
        if (targetSteps == null) {
            throw new InvalidRequestException(
                    "a decoder predicts target texts, and the data has none; give data a targetText");
        }
        Decoding encoding = Decoding.encoding();
        Node targets = scope.graph().input(TARGETS, Shape.of(x.shape().extent(0), targetSteps));
        Sequential.Passed[] encoded = new Sequential.Passed[1];
        Node memory = scope.with(encoding).child("encoder", inner -> {
            encoded[0] = Sequential.pass(Sequential.named(encoder), inner, x, (_, _) -> {});
            return encoded[0].value();
        });
        Decoding decoding = encoding.after(memory, encoded[0].mask());
        Node output = scope.with(decoding)
                .withMask(null)
                .child("decoder", inner -> new Sequential(decoder).build(inner, Sequences.shifted(targets)));
        return output;
    }

    @Override
    public @Nullable Node mask(Scope scope, Node x) {
        return null;
    }
}
