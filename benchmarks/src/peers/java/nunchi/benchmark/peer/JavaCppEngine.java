package nunchi.benchmark.peer;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import nunchi.benchmark.Engine;
import nunchi.benchmark.Measuring;
import nunchi.benchmark.Model;
import nunchi.benchmark.Part;
import nunchi.benchmark.Study;
import nunchi.benchmark.Work;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// libtorch through its C++ interface, as JavaCPP wraps it.
///
/// @param channelsLast whether images lie as `[batch, height, width, channels]` in memory; else channels first
public record JavaCppEngine(boolean channelsLast) implements Engine {
    private static final long[] ONE = {1, 1};

    /// The first argument is `first` or `last`; the others are those of [Measuring].
    public static void main(String[] arguments) {
        String[] others = Arrays.copyOfRange(arguments, 1, arguments.length);
        torch.set_num_threads(Integer.parseInt(others[1]));
        torch.set_num_interop_threads(1);
        Measuring.measure(new JavaCppEngine(arguments[0].equals("last")), others);
    }

    @Override
    public String name() {
        return "libtorch (JavaCPP)" + (channelsLast ? ": channels last" : "");
    }

    @Override
    public Optional<Task> prepare(Work work, int threads) {
        if (channelsLast && !work.convolves()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (work) {
                    case Work.Training training -> training(training);
                    case Work.Inference inference -> inference(inference);
                    case Work.Single single -> single(single);
                    case Work.Recurrence recurrence -> recurrence(recurrence);
                    case Work.Translating text -> translation(text);
                });
    }

    private torch.MemoryFormat format() {
        return channelsLast ? torch.MemoryFormat.ChannelsLast : torch.MemoryFormat.Contiguous;
    }

    private Tensor random(long... shape) {
        return torch.randn(shape).contiguous(shape.length == 4 ? format() : torch.MemoryFormat.Contiguous);
    }

    private Task training(Work.Training work) {
        JavaCppNetwork network = new JavaCppNetwork(work.study().model(), work.batch(), format(), true);
        Optimizer optimizer = network.optimizer(work.study().training());
        Model model = work.study().model();
        Tensor examples = model.tokens() > 0
                ? torch.randint(model.tokens(), model.channelsFirst(work.batch()))
                        .toType(torch.ScalarType.Long)
                : random(model.channelsFirst(work.batch()));
        Study.Loss loss = work.study().training().loss();
        Tensor targets = loss == Study.Loss.CROSS_ENTROPY
                ? torch.randint(model.classes(), new long[] {(long) work.batch() * model.decisions()})
                        .toType(torch.ScalarType.Long)
                : torch.rand(model.resultChannelsFirst(work.batch()));
        return () -> {
            try (PointerScope _ = new PointerScope()) {
                optimizer.zero_grad();
                loss(loss, decisions(network.forward(examples), model), targets).backward();
                optimizer.step();
            }
        };
    }

    /// One row for each decision.
    private static Tensor decisions(Tensor output, Model model) {
        return model.decisions() == 1 ? output : output.reshape(-1, model.classes());
    }

    private static Tensor loss(Study.Loss loss, Tensor output, Tensor targets) {
        return switch (loss) {
            case CROSS_ENTROPY -> torch.cross_entropy(output, targets);
            case SQUARED_ERROR -> torch.mse_loss(output, targets);
            case BINARY_CROSS_ENTROPY -> torch.binary_cross_entropy_with_logits(output, targets);
        };
    }

    private Task inference(Work.Inference work) {
        JavaCppNetwork network = new JavaCppNetwork(work.study().model(), work.batch(), format(), false);
        Tensor examples = random(work.study().model().channelsFirst(work.batch()));
        return withoutGradients(() -> network.forward(examples));
    }

    private Task single(Work.Single work) {
        Part.Convolution layer = work.layer();
        Tensor images = random(work.batch(), layer.inputs(), layer.extent(), layer.extent());
        Tensor steps = random(work.batch(), layer.outputs(), layer.extent(), layer.extent());
        Tensor weight = random(layer.outputs(), layer.inputs(), layer.kernel(), layer.kernel());
        long[] padding = {layer.padding(), layer.padding()};
        if (work.direction() == Work.Direction.FORWARD) {
            return withoutGradients(() -> torch.conv2d(images, weight, new TensorOptional(), ONE, padding, ONE, 1));
        }
        // Which of the gradients with respect to images, weight and bias are wanted.
        BoolPointer wanted = new BoolPointer(3);
        wanted.put(0, work.direction() == Work.Direction.INPUT_GRADIENT)
                .put(1, work.direction() == Work.Direction.WEIGHT_GRADIENT)
                .put(2, false);
        return withoutGradients(() -> torch.convolution_backward(
                steps, images, weight, new LongArrayRefOptional(), ONE, padding, ONE, false, new long[2], 1, wanted));
    }

    private static Task recurrence(Work.Recurrence work) {
        Part.Recurrent layer = work.layer();
        TensorVector known = new TensorVector();
        UnaryOperator<Tensor> module = new JavaCppSequences(known::push_back, null).module(layer);
        Tensor sequences = torch.randn(work.batch(), layer.steps(), layer.inputs());
        if (!work.backward()) {
            return withoutGradients(() -> module.apply(sequences));
        }
        Tensor upstream = torch.randn(work.batch(), layer.steps(), layer.units());
        known.push_back(sequences.set_requires_grad(true));
        Optimizer forgetful = new SGD(known, new SGDOptions(0));
        return () -> {
            try (PointerScope _ = new PointerScope()) {
                forgetful.zero_grad();
                module.apply(sequences).backward(upstream, new BoolOptional(), false, new TensorArrayRefOptional());
            }
        };
    }

    private static Task translation(Work.Translating work) {
        Model model = work.study().model();
        JavaCppAttention network =
                new JavaCppAttention((Part.Translation) model.parts().getFirst());
        Tensor text = torch.randint(model.tokens(), model.channelsFirst(1)).toType(torch.ScalarType.Long);
        int tokens = network.translate(text);
        if (tokens < model.decisions()) {
            throw new IllegalStateException("the text ends after %d tokens".formatted(tokens));
        }
        return withoutGradients(() -> network.translate(text));
    }

    private static Task withoutGradients(Supplier<?> work) {
        return () -> {
            try (PointerScope _ = new PointerScope();
                    NoGradGuard _ = new NoGradGuard()) {
                work.get();
            }
        };
    }
}
