package consumer;

import java.util.List;
import nunchi.activation.Relu;
import nunchi.backend.Backends;
import nunchi.data.Datasets;
import nunchi.data.Digits;
import nunchi.data.Splitter;
import nunchi.experiment.Experiment;
import nunchi.layer.Dense;
import nunchi.layer.Layer;
import nunchi.layer.Scale;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.model.Model;
import nunchi.optimizer.Adam;
import nunchi.train.Evaluator;
import nunchi.train.Trainer;
import nunchi.version.NunchiVersion;

/// Trains a small network on the digits.
public final class Program {
    private static final int EPOCHS = 10;
    private static final double LEARNT = 0.9;

    private Program() {}

    public static void main(String[] arguments) {
        int epochs = arguments.length == 0 ? EPOCHS : Integer.parseInt(arguments[0]);
        Datasets digits = new Datasets(Digits.load()).withTest(new Splitter.Random(0.2), 1);
        List<Layer> layers = List.of(new Scale(16), new Dense(32, new Relu()), new Dense(10));
        Experiment experiment = Experiment.of(layers, new SoftmaxCrossEntropy(), new Adam(0.003), epochs);
        Model model = Trainer.train(experiment, digits).model();
        double accuracy = Evaluator.evaluate(model, digits.test()).metrics().accuracy();
        System.out.printf(
                "backend %s, Nunchi %s, learnt %s%n",
                Backends.providers().getFirst().name(), NunchiVersion.number(), accuracy > LEARNT);
    }
}
