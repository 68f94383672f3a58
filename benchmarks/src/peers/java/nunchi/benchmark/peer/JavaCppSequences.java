package nunchi.benchmark.peer;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import nunchi.benchmark.Part;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.GRUOptions;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.LayerNormImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.PackedSequence;
import org.bytedeco.pytorch.RNNImpl;
import org.bytedeco.pytorch.RNNOptions;
import org.bytedeco.pytorch.T_TensorT_TensorTensor_T_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.kReLU;

/// The parts of models of sequences made of libtorch's modules, with the batch first. Sequences of different lengths
/// are packed, as PyTorch wants it.
final class JavaCppSequences {
    private final Consumer<Tensor> keep;
    /// `[batch]`; null where all sequences are as long as the longest.
    private final Tensor lengths;

    /// @param keep takes each parameter
    JavaCppSequences(Consumer<Tensor> keep, Tensor lengths) {
        this.keep = keep;
        this.lengths = lengths;
    }

    UnaryOperator<Tensor> module(Part part) {
        return switch (part) {
            case Part.Recurrent recurrent -> recurrent(recurrent);
            case Part.Repeat repeat -> value -> value.unsqueeze(1).expand(-1, repeat.steps(), -1);
            case Part.Embedding embedding -> kept(new EmbeddingImpl(embedding.tokens(), embedding.size()))::forward;
            case Part.Positions positions -> positions(positions);
            case Part.TransformerBlock block -> transformerBlock(block);
            case Part.LayerNorm norm -> layerNorm(norm.features());
            case Part.Translation translation ->
                translation.attention() ? attention(translation) : translation(translation);
            default -> throw new IllegalArgumentException(part.toString());
        };
    }

    private UnaryOperator<Tensor> recurrent(Part.Recurrent part) {
        boolean both = part.directions() == 2;
        return switch (part.cell()) {
            case RELU -> {
                RNNOptions options = new RNNOptions(part.inputs(), part.units());
                options.nonlinearity().put(new kReLU());
                options.batch_first().put(true);
                options.bidirectional().put(both);
                RNNImpl module = kept(new RNNImpl(options));
                yield value -> last(module.forward(value).get0(), part);
            }
            case LSTM -> {
                LSTMImpl module = lstm(part.inputs(), part.units(), both);
                yield value -> last(module.forward(value).get0(), part);
            }
            case GRU -> {
                GRUImpl module = gru(part.inputs(), part.units(), both);
                yield value -> lengths == null
                        ? last(module.forward(value).get0(), part)
                        : module.forward_with_packed_input(packed(value)).get1().select(0, 0);
            }
        };
    }

    private static Tensor last(Tensor states, Part.Recurrent part) {
        return part.sequence() ? states : states.select(1, -1);
    }

    private PackedSequence packed(Tensor value) {
        return torch.pack_padded_sequence(value, lengths, true, false);
    }

    private UnaryOperator<Tensor> positions(Part.Positions part) {
        Tensor positions = torch.randn(part.steps(), part.size()).requires_grad_(true);
        keep.accept(positions);
        return value -> value.add(positions);
    }

    private UnaryOperator<Tensor> layerNorm(int features) {
        return kept(new LayerNormImpl(new LongVector(new long[] {features})))::forward;
    }

    private UnaryOperator<Tensor> dense(int inputs, int outputs) {
        return kept(new LinearImpl(inputs, outputs))::forward;
    }

    /// As nanoGPT's: one product for queries, keys and values, and torch's own attention.
    private UnaryOperator<Tensor> transformerBlock(Part.TransformerBlock part) {
        int features = part.features();
        UnaryOperator<Tensor> firstNorm = layerNorm(features);
        UnaryOperator<Tensor> joined = dense(features, 3 * features);
        UnaryOperator<Tensor> output = dense(features, features);
        UnaryOperator<Tensor> secondNorm = layerNorm(features);
        UnaryOperator<Tensor> hidden = dense(features, part.units());
        UnaryOperator<Tensor> back = dense(part.units(), features);
        return value -> {
            Tensor attended = output.apply(attention(joined.apply(firstNorm.apply(value)), part));
            Tensor middle = value.add(attended);
            return middle.add(back.apply(torch.gelu(hidden.apply(secondNorm.apply(middle)))));
        };
    }

    private static Tensor attention(Tensor joined, Part.TransformerBlock part) {
        TensorVector parts = joined.split(part.features(), 2);
        Tensor attended = torch.scaled_dot_product_attention(
                heads(parts.get(0), part),
                heads(parts.get(1), part),
                heads(parts.get(2), part),
                new TensorOptional(),
                0,
                true,
                new DoubleOptional(),
                false);
        return attended.transpose(1, 2).contiguous().view(-1, part.steps(), part.features());
    }

    private static Tensor heads(Tensor value, Part.TransformerBlock part) {
        return value.view(-1, part.steps(), part.heads(), part.features() / part.heads())
                .transpose(1, 2);
    }

    /// What the decoder reads does not matter for time: it is token 1 at each step.
    private UnaryOperator<Tensor> translation(Part.Translation part) {
        UnaryOperator<Tensor> source = kept(new EmbeddingImpl(part.tokens(), part.size()))::forward;
        UnaryOperator<Tensor> target = kept(new EmbeddingImpl(part.tokens(), part.size()))::forward;
        UnaryOperator<Tensor> logits = dense(part.units(), part.tokens());
        return switch (part.cell()) {
            case LSTM -> {
                LSTMImpl encoder = lstm(part.size(), part.units(), false);
                LSTMImpl decoder = lstm(part.size(), part.units(), false);
                yield value -> {
                    T_TensorT_TensorTensor_T_T read = encoder.forward(source.apply(value));
                    Tensor before = target.apply(ones(value, part));
                    T_TensorTensor_T states =
                            new T_TensorTensor_T(read.get1().get0(), read.get1().get1());
                    return logits.apply(decoder.forward(before, states).get0());
                };
            }
            case GRU -> {
                GRUImpl encoder = gru(part.size(), part.units(), false);
                GRUImpl decoder = gru(part.size(), part.units(), false);
                yield value -> {
                    Tensor state = encoder.forward(source.apply(value)).get1();
                    return logits.apply(decoder.forward(target.apply(ones(value, part)), state)
                            .get0());
                };
            }
            case RELU -> throw new IllegalArgumentException(part.toString());
        };
    }

    private UnaryOperator<Tensor> attention(Part.Translation part) {
        JavaCppAttention network = new JavaCppAttention(part);
        network.modules().forEach(this::kept);
        return value -> network.forward(value, ones(value, part));
    }

    private static Tensor ones(Tensor value, Part.Translation part) {
        return torch.ones(value.size(0), part.targetSteps()).toType(torch.ScalarType.Long);
    }

    private LSTMImpl lstm(int inputs, int units, boolean both) {
        LSTMOptions options = new LSTMOptions(inputs, units);
        options.batch_first().put(true);
        options.bidirectional().put(both);
        return kept(new LSTMImpl(options));
    }

    private GRUImpl gru(int inputs, int units, boolean both) {
        GRUOptions options = new GRUOptions(inputs, units);
        options.batch_first().put(true);
        options.bidirectional().put(both);
        return kept(new GRUImpl(options));
    }

    private <M extends Module> M kept(M module) {
        TensorVector parameters = module.parameters();
        for (long i = 0; i < parameters.size(); i++) {
            keep.accept(parameters.get(i));
        }
        return module;
    }

    /// Numbers of tokens as libtorch wants them.
    static Tensor numbers(int... values) {
        long[] wide = IntStream.of(values).asLongStream().toArray();
        TensorOptions options = new TensorOptions(torch.ScalarType.Long);
        return torch.from_blob(new LongPointer(wide), new long[] {wide.length}, options)
                .clone();
    }
}
