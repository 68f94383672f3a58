package nunchi.benchmark.peer;

import java.util.List;
import java.util.function.UnaryOperator;
import nunchi.benchmark.Model;
import nunchi.benchmark.Part;
import nunchi.benchmark.Study;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.BatchNorm1dImpl;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.ConvTranspose2dImpl;
import org.bytedeco.pytorch.ConvTranspose2dOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.OptimizerOptions;
import org.bytedeco.pytorch.OptimizerParamGroup;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// A model made of libtorch's modules.
final class JavaCppNetwork {
    private final torch.MemoryFormat format;
    private final boolean training;
    private final UnaryOperator<Tensor> modules;
    private final TensorVector kernels = new TensorVector();
    private final TensorVector others = new TensorVector();
    private final JavaCppSequences sequences;

    /// @param batch    examples at once
    /// @param format   in which images and the convolutions' weights lie
    /// @param training whether dropout drops and batch norm takes the batch's statistics
    JavaCppNetwork(Model model, int batch, torch.MemoryFormat format, boolean training) {
        this.format = format;
        this.training = training;
        boolean padded = model.parts().getFirst() instanceof Part.Embedding embedding && embedding.padded();
        sequences = new JavaCppSequences(
                kernels::push_back, padded ? JavaCppSequences.numbers(model.lengths(batch)) : null);
        modules = sequence(model.parts());
    }

    Tensor forward(Tensor examples) {
        return modules.apply(examples);
    }

    private UnaryOperator<Tensor> sequence(List<Part> parts) {
        List<UnaryOperator<Tensor>> modules = parts.stream().map(this::module).toList();
        return value -> {
            Tensor result = value;
            for (UnaryOperator<Tensor> module : modules) {
                result = module.apply(result);
            }
            return result;
        };
    }

    /// Weight decay is of the kernels alone.
    Optimizer optimizer(Study.Training how) {
        return switch (how.rule()) {
            case SGD -> new SGD(all(), new SGDOptions(how.rate()));
            case MOMENTUM -> {
                SGDOptions options = new SGDOptions(how.rate());
                options.momentum().put(Study.MOMENTUM);
                yield new SGD(all(), options);
            }
            case RMSPROP -> {
                RMSpropOptions options = new RMSpropOptions(how.rate());
                options.weight_decay().put(how.decay());
                yield with(new RMSprop(kernels, options), new RMSpropOptions(how.rate()));
            }
            case ADAM -> {
                AdamOptions options = new AdamOptions(how.rate());
                options.weight_decay().put(how.decay());
                yield with(new Adam(kernels, options), new AdamOptions(how.rate()));
            }
        };
    }

    private Optimizer with(Optimizer optimizer, OptimizerOptions options) {
        optimizer.add_param_group(new OptimizerParamGroup(others, options));
        return optimizer;
    }

    private TensorVector all() {
        TensorVector all = new TensorVector();
        for (TensorVector group : List.of(kernels, others)) {
            for (long i = 0; i < group.size(); i++) {
                all.push_back(group.get(i));
            }
        }
        return all;
    }

    private UnaryOperator<Tensor> module(Part part) {
        return switch (part) {
            case Part.Convolution convolution -> convolution(convolution);
            case Part.Dense dense -> {
                LinearImpl module = new LinearImpl(dense.inputs(), dense.outputs());
                keep(module.weight(), module.bias());
                yield module::forward;
            }
            case Part.Relu _ -> Tensor::relu;
            case Part.Sigmoid _ -> Tensor::sigmoid;
            case Part.BatchNorm norm -> norm.images() ? normOfImages(norm) : normOfRows(norm);
            case Part.MaxPool _ -> value -> torch.max_pool2d(value, 2, 2);
            case Part.Dropout dropout -> value -> torch.dropout(value, dropout.rate(), training);
            case Part.Flatten _ -> value -> value.flatten(1, -1);
            case Part.Transposed transposed -> transposed(transposed);
            case Part.UpSample _ -> value -> torch.upsample_nearest2d(value, 2 * value.size(2), 2 * value.size(3));
            case Part.GlobalAveragePool _ -> value -> value.mean(2, 3);
            case Part.Residual residual -> {
                UnaryOperator<Tensor> inside = sequence(residual.parts());
                UnaryOperator<Tensor> shortcut = sequence(residual.shortcut());
                yield value -> shortcut.apply(value).add(inside.apply(value));
            }
            case Part.Concatenation concatenation -> {
                UnaryOperator<Tensor> inside = sequence(concatenation.parts());
                yield value -> torch.cat(new TensorVector(value, inside.apply(value)), 1);
            }
            default -> sequences.module(part);
        };
    }

    private UnaryOperator<Tensor> transposed(Part.Transposed part) {
        ConvTranspose2dOptions options = new ConvTranspose2dOptions(part.inputs(), part.outputs(), square(4));
        options.stride().put(square(2));
        options.padding().put(square(1));
        ConvTranspose2dImpl module = new ConvTranspose2dImpl(options);
        module.weight().set_data(module.weight().contiguous(format));
        keep(module.weight(), module.bias());
        return module::forward;
    }

    private UnaryOperator<Tensor> convolution(Part.Convolution part) {
        Conv2dOptions options = new Conv2dOptions(part.inputs(), part.outputs(), square(part.kernel()));
        options.padding().put(square(part.padding()));
        options.stride().put(square(part.stride()));
        options.groups().put(part.groups());
        Conv2dImpl module = new Conv2dImpl(options);
        module.weight().set_data(module.weight().contiguous(format));
        keep(module.weight(), module.bias());
        return module::forward;
    }

    private UnaryOperator<Tensor> normOfImages(Part.BatchNorm part) {
        BatchNorm2dImpl module = new BatchNorm2dImpl(new BatchNormOptions(part.features()));
        module.train(training);
        others.push_back(module.weight());
        others.push_back(module.bias());
        return module::forward;
    }

    private UnaryOperator<Tensor> normOfRows(Part.BatchNorm part) {
        BatchNorm1dImpl module = new BatchNorm1dImpl(new BatchNormOptions(part.features()));
        module.train(training);
        others.push_back(module.weight());
        others.push_back(module.bias());
        return module::forward;
    }

    private void keep(Tensor weight, Tensor bias) {
        kernels.push_back(weight);
        others.push_back(bias);
    }

    private static LongPointer square(long extent) {
        return new LongPointer(extent, extent);
    }
}
