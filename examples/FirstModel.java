import java.nio.file.Path;
import java.util.List;
import nunchi.activation.Relu;
import nunchi.data.Split;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Dense;
import nunchi.layer.Scale;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.run.RunOptions;
import nunchi.run.RunResult;
import nunchi.run.Runs;

/// A first model: two layers that learn the handwritten digits that come with Nunchi.
///
/// Argument: the folder of the run, `runs/…` unless given.
public class FirstModel {
    public static void main(String[] arguments) {
        Experiment experiment = new Experiment(
                "first-model",
                new DataSettings("digits").withTest(new Split.Random(0.2)).withPreprocess(new Scale(16)),
                List.of(new Dense(64, new Relu()), new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Adam(0.003),
                new TrainSettings(30));

        RunOptions options = arguments.length == 0 ? new RunOptions() : new RunOptions().withOut(Path.of(arguments[0]));
        RunResult result = Runs.run(experiment, options);
        System.out.printf("test accuracy %.4f; everything is in %s%n", result.evaluation().figures().accuracy(), result.folder().path());
    }
}
