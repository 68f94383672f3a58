package nunchi.benchmark.peer;

import java.util.List;
import nunchi.benchmark.Part;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.GRUCellImpl;
import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.GRUOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LinearOptions;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// An encoder, and a decoder that looks at the encoder's steps before each of its own: the modules of PyTorch's
/// tutorial on translation. The keys of the encoder's steps are made once, and the logits of all steps together where
/// the tokens are known.
final class JavaCppAttention {
    private final Part.Translation part;
    private final EmbeddingImpl source;
    private final EmbeddingImpl target;
    private final GRUImpl encoder;
    private final GRUCellImpl decoder;
    private final LinearImpl query;
    private final LinearImpl key;
    private final LinearImpl score;
    private final LinearImpl logits;

    JavaCppAttention(Part.Translation part) {
        this.part = part;
        source = new EmbeddingImpl(part.tokens(), part.size());
        target = new EmbeddingImpl(part.tokens(), part.size());
        GRUOptions options = new GRUOptions(part.size(), part.units());
        options.batch_first().put(true);
        encoder = new GRUImpl(options);
        decoder = new GRUCellImpl(part.size() + part.units(), part.units());
        query = product(part.units(), part.units());
        key = product(part.units(), part.units());
        score = product(part.units(), 1);
        logits = new LinearImpl(part.units(), part.tokens());
    }

    private static LinearImpl product(int inputs, int outputs) {
        LinearOptions options = new LinearOptions(inputs, outputs);
        options.bias().put(false);
        return new LinearImpl(options);
    }

    List<Module> modules() {
        return List.of(source, target, encoder, decoder, query, key, score, logits);
    }

    /// The logits of each step, `[batch, target steps, tokens]`.
    ///
    /// @param written the tokens that the decoder reads, `[batch, target steps]`
    Tensor forward(Tensor examples, Tensor written) {
        Reading reading = read(examples);
        TensorVector inputs = target.forward(written).unbind(1);
        TensorVector states = new TensorVector();
        Tensor state = reading.state;
        for (int step = 0; step < part.targetSteps(); step++) {
            state = next(reading, inputs.get(step), state);
            states.push_back(state);
        }
        return logits.forward(torch.stack(states, 1));
    }

    /// The most likely token of each step is read at the next, until it is the end.
    ///
    /// @param examples of one text
    /// @return how many tokens there are
    int translate(Tensor examples) {
        Reading reading = read(examples);
        Tensor token = torch.zeros(1).toType(torch.ScalarType.Long);
        Tensor state = reading.state;
        int step = 0;
        do {
            state = next(reading, target.forward(token), state);
            token = logits.forward(state).argmax(new LongOptional(1), false);
            step++;
        } while (step < part.targetSteps() && token.item_long() != 0);
        return step;
    }

    private record Reading(Tensor memory, Tensor keys, Tensor state) {}

    private Reading read(Tensor examples) {
        T_TensorTensor_T read = encoder.forward(source.forward(examples));
        return new Reading(read.get0(), key.forward(read.get0()), read.get1().select(0, 0));
    }

    private Tensor next(Reading reading, Tensor input, Tensor state) {
        Tensor sums = query.forward(state).unsqueeze(1).add(reading.keys).tanh();
        Tensor weights = score.forward(sums).squeeze(2).softmax(1);
        Tensor mean = weights.unsqueeze(1).bmm(reading.memory).squeeze(1);
        return decoder.forward(torch.cat(new TensorVector(input, mean), 1), state);
    }
}
