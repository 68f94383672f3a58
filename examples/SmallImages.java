import module java.base;
import module nunchi.workbench;

/// A convolutional network with a residual block: the digits of 8 by 8 pixels as images.
///
/// Argument: the folder of the run; default: `runs/…`.
public class SmallImages {
    public static void main(String[] arguments) {
        Layer convolution = new Conv2d(32, 3, new Padding.Same(), new Relu());
        List<Layer> model = List.of(
                new Reshape(List.of(8, 8, 1)),
                convolution,
                new BatchNorm(),
                new Residual(convolution, new BatchNorm()),
                new MaxPool2d(2),
                new Dropout(0.2),
                new Flatten(),
                new Dense(64, new Relu()),
                new Dense(10));
        Experiment experiment = new Experiment(
                "small-images",
                new DataSettings("digits").withTest(new Splitter.Random(0.2)).withPreprocess(new Scale(16)),
                model,
                new SoftmaxCrossEntropy(),
                new Adam(0.002),
                new TrainSettings(12));

        RunOptions options = arguments.length == 0 ? new RunOptions() : new RunOptions().withOut(Path.of(arguments[0]));
        RunResult result = Runs.run(experiment, options);
        System.out.printf(
                "test accuracy %.4f; everything is in %s%n",
                result.evaluation().metrics().accuracy(), result.folder().path());
    }
}
