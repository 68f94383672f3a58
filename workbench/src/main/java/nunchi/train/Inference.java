package nunchi.train;

import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.data.Batches;
import nunchi.data.Dataset;
import nunchi.graph.Graph;
import nunchi.network.Network;

/// Passes over whole data sets with the weights as they are, dropout off.
///
/// One program of a fixed batch serves all: the rows that an incomplete batch lacks are computed from what the arrays hold
/// and not looked at, as no row of an inference depends on another.
final class Inference {
    private static final int BATCH = 128;

    private final Network network;
    private final Program program;
    private final int units;
    private final float[] examples;
    private final float[] targets;
    private final float[] losses;
    private final float[] outputs;

    Inference(Network network, Backend backend, Weights weights, long seed) {
        this.network = network;
        Graph graph = network.inference(BATCH);
        this.program = backend.compile(graph, weights, seed);
        int outputSize = graph.outputs().get(Network.OUTPUT).shape().size();
        this.units = outputSize / BATCH;
        this.examples = new float[BATCH * network.example().size()];
        this.targets = new float[BATCH * network.target().size()];
        this.losses = new float[BATCH];
        this.outputs = new float[outputSize];
    }

    int units() {
        return units;
    }

    /// Loss and, where there are classes, accuracy.
    Figures measure(Dataset data) {
        Decision decision = data.classes().isEmpty() ? null : Decision.ofOutputs(network.recipe().loss(), units);
        Tally tally = new Tally(decision, network.target().size());
        pass(data, Network.OUTPUT, (_, rows, values) -> tally.add(rows, losses, values, targets));
        return tally.figures();
    }

    /// What the outputs mean, `[size, units]`.
    float[] predictions(Dataset data) {
        float[] predictions = new float[Math.multiplyExact(data.size(), units)];
        pass(data, Network.PREDICTION, (first, rows, values) -> System.arraycopy(values, 0, predictions, first * units, rows * units));
        return predictions;
    }

    private void pass(Dataset data, String output, Sink sink) {
        Batches batches = Batches.everyRow(data, BATCH);
        Batches.Epoch order = batches.epoch(0);
        int first = 0;
        for (int index = 0; index < batches.count(); index++) {
            order.fill(index, examples, targets);
            program.feed(Network.EXAMPLES, examples);
            program.feed(Network.TARGETS, targets);
            program.run(0);
            program.fetch(Network.LOSS, losses);
            program.fetch(output, outputs);
            sink.accept(first, batches.rows(index), outputs);
            first += batches.rows(index);
        }
    }

    /// Takes the values of the rows from `first` on.
    private interface Sink {
        void accept(int first, int rows, float[] values);
    }
}
