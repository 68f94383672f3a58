package nunchi.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.check.Check;
import nunchi.graph.Graph;
import nunchi.loss.OutputKind;
import nunchi.network.Network;
import nunchi.prediction.Prediction;
import nunchi.tensor.Tensor;

/// One program with its arrays and its backend, used by one thread at a time.
public final class Lane implements AutoCloseable {
    private final Backend backend;
    private final Program program;
    private final OutputKind kind;
    private final int units;
    private final float[] examples;
    private final float[] predictions;
    /// The predictions themselves where nothing is made of the outputs.
    private final float[] outputs;
    /// Of the hidden layers; null where they are not kept.
    private final float[] hidden;
    private final int width;

    /// @param model   its tensors by their names
    /// @param backend belongs to the lane from now on
    /// @param hiding  whether what the hidden layers make of the examples is kept too
    public Lane(Network network, Map<String, Tensor> model, Backend backend, int batch, boolean hiding) {
        this.backend = backend;
        this.kind = network.recipe().loss().output();
        Graph graph = hiding ? network.predictionWithHidden(batch) : network.prediction(batch);
        Weights weights = backend.initialize(graph, 0);
        for (String name : weights.names()) {
            Tensor stored = model.get(name);
            Check.require(stored != null, "the stored weights lack %s of the experiment's model".formatted(name));
            weights.set(name, stored);
        }
        program = backend.compile(graph, weights, 0);
        predictions = new float[graph.outputs().get(Network.PREDICTION).shape().size()];
        outputs = kind.isLogits() ? new float[predictions.length] : predictions;
        hidden = graph.outputs().containsKey(Network.HIDDEN)
                ? new float[graph.outputs().get(Network.HIDDEN).shape().size()]
                : null;
        width = hidden == null ? 0 : hidden.length / batch;
        units = outputs.length / batch;
        examples = new float[batch * network.example().size()];
    }

    /// The values of up to `batch` examples; the rows that are lacking compute what they hold and are not looked at.
    public void run(List<float[]> rows) {
        int at = 0;
        for (float[] row : rows) {
            System.arraycopy(row, 0, examples, at, row.length);
            at += row.length;
        }
        run(examples);
    }

    /// The values of a whole batch.
    public void run(float[] values) {
        program.feed(Network.EXAMPLES, values);
        program.run(0);
        program.fetch(Network.OUTPUT, outputs);
        program.fetch(Network.PREDICTION, predictions);
        if (hidden != null) {
            program.fetch(Network.HIDDEN, hidden);
        }
    }

    /// What was said of a row by the last run.
    public Prediction prediction(int row, List<String> classes) {
        return Prediction.of(
                Arrays.copyOfRange(predictions, row * units, (row + 1) * units),
                Arrays.copyOfRange(outputs, row * units, (row + 1) * units),
                classes,
                kind);
    }

    /// The probabilities or values of a row in the last run, `[units]`.
    public float[] values(int row) {
        return Arrays.copyOfRange(predictions, row * units, (row + 1) * units);
    }

    /// What the hidden layers made of a row in the last run; null where that is not kept, or there are none.
    public float[] hidden(int row) {
        return hidden == null ? null : Arrays.copyOfRange(hidden, row * width, (row + 1) * width);
    }

    @Override
    public void close() {
        backend.close();
    }
}
