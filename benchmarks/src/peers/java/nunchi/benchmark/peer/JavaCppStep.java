package nunchi.benchmark.peer;

import nunchi.benchmark.Measurement;
import nunchi.benchmark.TrainingStep;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Times a training step of libtorch through its C++ interface, as JavaCPP wraps it.
public final class JavaCppStep {
    private final TrainingStep step;
    private final LinearImpl[] layers;
    private final SGD optimizer;
    private final Tensor examples;
    private final Tensor targets;

    private JavaCppStep(TrainingStep step) {
        this.step = step;
        layers = step.connections().stream().map(each -> new LinearImpl(each.inputs(), each.outputs())).toArray(LinearImpl[]::new);
        TensorVector weights = new TensorVector();
        for (LinearImpl layer : layers) {
            weights.push_back(layer.weight());
            weights.push_back(layer.bias());
        }
        optimizer = new SGD(weights, new SGDOptions(step.learningRate()));
        examples = torch.randn(step.batch(), step.features());
        targets = torch.randint(step.classes(), new long[] {step.batch()}).toType(torch.ScalarType.Long);
    }

    public static void main(String[] arguments) {
        TrainingStep step = TrainingStep.valueOf(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        torch.set_num_threads(threads);
        torch.set_num_interop_threads(1);
        JavaCppStep work = new JavaCppStep(step);
        Measurement.print("libtorch (JavaCPP)", step, threads, 0, work::run);
    }

    private void run() {
        try (PointerScope _ = new PointerScope()) {
            Tensor value = examples;
            for (int i = 0; i < layers.length; i++) {
                value = layers[i].forward(value);
                if (i < layers.length - 1) {
                    value = step.sigmoid() ? value.sigmoid() : value.relu();
                }
            }
            optimizer.zero_grad();
            torch.cross_entropy(value, targets).backward();
            optimizer.step();
        }
    }
}
