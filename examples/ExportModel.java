import module java.base;
import module nunchi.workbench;

/// Trains a model and hands it to other programs: to ONNX Runtime as a graph, to NumPy as arrays.
///
/// Argument: the folder of the run; default: `runs/export`; the files come into its folder `export`.
public class ExportModel {
    public static void main(String[] arguments) {
        Path run = Path.of(arguments.length == 0 ? "runs/export" : arguments[0]);
        Experiment experiment = new Experiment(
                "export",
                new DataSettings("digits").withTest(new Splitter.Random(0.2)).withPreprocess(new Scale(16)),
                List.of(new Dense(64, new Relu()), new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Adam(0.003),
                new TrainSettings(10));
        RunOptions options = new RunOptions().withOut(run);
        Runs.run(experiment, options);

        Exports.onnx(run, run.resolve("export/model.onnx"), options);
        Exports.weights(run, run.resolve("export/weights.npz"), options);
        Exports.history(run, run.resolve("export/history.csv"));

        Map<String, Tensor> weights = WeightsFile.read(run.resolve("export/weights.npz"));
        weights.forEach((name, tensor) -> System.out.println(name + " " + tensor.shape()));
    }
}
