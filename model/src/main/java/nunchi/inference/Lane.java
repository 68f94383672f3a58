package nunchi.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.loss.OutputKind;
import nunchi.network.Network;
import nunchi.prediction.Decision;
import nunchi.prediction.Prediction;
import nunchi.tensor.Tensor;
import nunchi.token.TargetEncoding;
import org.jspecify.annotations.Nullable;

/// One program with its arrays and its backend, used by one thread at a time.
public final class Lane implements AutoCloseable {
    private final Backend backend;
    private final Program program;
    private final OutputKind kind;
    private final int batch;
    private final int units;
    private final float[] examples;
    private final float[] predictions;
    /// The predictions themselves where nothing is made of the outputs.
    private final float[] outputs;
    /// Of the hidden layers; empty where they are not kept.
    private final float[] hidden;
    private final int width;
    /// Null where predictions are not made token by token.
    private final @Nullable GreedyDecoder decoder;

    /// @param model   its tensors by their names
    /// @param backend belongs to the lane from now on
    /// @param hiding  whether what the hidden layers make of the examples is kept too
    public Lane(Network network, Map<String, Tensor> model, Backend backend, int batch, boolean hiding) {
        this.backend = backend;
        this.batch = batch;
        this.kind = network.trainingStep().loss().output();
        Graph graph = hiding ? network.predictionWithHidden(batch) : network.prediction(batch);
        Weights weights = backend.initialize(graph, 0);
        for (String name : weights.names()) {
            Tensor stored = model.get(name);
            if (stored == null) {
                throw new InvalidRequestException(
                        "the stored weights lack %s of the experiment's model".formatted(name));
            }
            weights.set(name, stored);
        }
        program = backend.compile(graph, weights, 0);
        predictions = new float[size(graph.outputs().get(Network.PREDICTION))];
        outputs = kind.isLogits() ? new float[predictions.length] : predictions;
        hidden = new float[size(graph.outputs().get(Network.HIDDEN))];
        width = hidden.length / batch;
        decoder = GreedyDecoder.decodes(graph) ? new GreedyDecoder(program, graph) : null;
        units = outputs.length / batch;
        examples = new float[batch * network.example().size()];
    }

    private static int size(@Nullable Node output) {
        return output == null ? 0 : output.shape().size();
    }

    /// The values of up to `batch` examples; the rows that are lacking compute what they hold and are not looked at.
    public void run(List<float[]> rows) {
        int at = 0;
        for (float[] row : rows) {
            System.arraycopy(row, 0, examples, at, row.length);
            at += row.length;
        }
        run(examples, rows.size());
    }

    /// The values of a whole batch.
    public void run(float[] values) {
        run(values, batch);
    }

    private void run(float[] values, int rows) {
        program.feed(Network.EXAMPLES, values);
        if (decoder == null) {
            program.run(0);
        } else {
            decoder.run(rows);
        }
        program.fetch(Network.OUTPUT, outputs);
        program.fetch(Network.PREDICTION, predictions);
        if (width > 0) {
            program.fetch(Network.HIDDEN, hidden);
        }
    }

    /// What was said of a row by the last run.
    ///
    /// @param text of target texts; null where the model predicts none
    public Prediction prediction(int row, List<String> classes, @Nullable TargetEncoding text) {
        return text == null ? prediction(row, classes) : prediction(row, text);
    }

    /// The most likely token of each step, with its probability.
    private Prediction prediction(int row, TargetEncoding text) {
        int tokens = units / text.length();
        Decision decision = Decision.ofOutputs(kind, tokens);
        int[] ids = new int[text.length()];
        List<Float> probabilities = new ArrayList<>();
        for (int step = 0; step < ids.length; step++) {
            ids[step] = decision.of(outputs, row * ids.length + step);
        }
        int read = Math.min(TargetEncoding.end(ids) + 1, ids.length);
        for (int step = 0; step < read; step++) {
            probabilities.add(predictions[row * units + step * tokens + ids[step]]);
        }
        return Prediction.ofText(text.text(ids), probabilities, kind);
    }

    private Prediction prediction(int row, List<String> classes) {
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
    public float @Nullable [] hidden(int row) {
        return width == 0 ? null : Arrays.copyOfRange(hidden, row * width, (row + 1) * width);
    }

    @Override
    public void close() {
        backend.close();
    }
}
