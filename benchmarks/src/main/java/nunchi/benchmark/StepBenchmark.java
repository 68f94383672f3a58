package nunchi.benchmark;

import java.util.ArrayList;
import java.util.List;
import nunchi.activation.Linear;
import nunchi.activation.Relu;
import nunchi.activation.Sigmoid;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.Program;
import nunchi.graph.Graph;
import nunchi.init.GlorotUniform;
import nunchi.layer.Dense;
import nunchi.layer.Layer;
import nunchi.layer.Sequential;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.Network;
import nunchi.network.Recipe;
import nunchi.optimizer.Sgd;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// Times a training step of Nunchi: `StepBenchmark D 2` prints one line of JSON.
public final class StepBenchmark {
    private StepBenchmark() {}

    public static void main(String[] arguments) {
        TrainingStep step = TrainingStep.valueOf(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        try (Backend backend = Backends.fastest(threads)) {
            Graph graph = network(step).training(step.batch(), 1);
            Program program = backend.compile(graph, backend.initialize(graph, 1), 1);
            program.feed(Network.EXAMPLES, normal(step));
            program.feed(Network.TARGETS, labels(step));
            double peak = backend.peak().orElse(0);
            long[] number = {0};
            Measurement.print("nunchi " + backend.name(), step, threads, peak, () -> program.run(number[0]++));
        }
    }

    private static Network network(TrainingStep step) {
        List<Layer> layers = new ArrayList<>();
        for (TrainingStep.Connection connection : step.connections()) {
            layers.add(new Dense(connection.outputs(), connection.last() ? new Linear() : step.sigmoid() ? new Sigmoid() : new Relu(), new GlorotUniform()));
        }
        Recipe recipe = new Recipe(new SoftmaxCrossEntropy(), new Sgd(step.learningRate()));
        return new Network(new Sequential(layers), Shape.of(step.features()), Shape.SCALAR, recipe);
    }

    private static float[] normal(TrainingStep step) {
        RandomKey key = RandomKey.of(1).with("examples");
        float[] values = new float[step.batch() * step.features()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) key.normal(i);
        }
        return values;
    }

    private static float[] labels(TrainingStep step) {
        float[] labels = new float[step.batch()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % step.classes();
        }
        return labels;
    }
}
