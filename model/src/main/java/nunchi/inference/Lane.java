package nunchi.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.loss.OutputKind;
import nunchi.network.Network;
import nunchi.prediction.Decision;
import nunchi.prediction.DecodeSettings;
import nunchi.prediction.Prediction;
import nunchi.tensor.Tensor;
import nunchi.token.TargetEncoding;
import nunchi.token.Vocabulary;
import org.jspecify.annotations.Nullable;

/// One program with its arrays and its backend, used by one thread at a time.
public final class Lane implements AutoCloseable {
    private final Backend backend;
    private final Program program;
    private final OutputKind kind;
    private final int batch;
    private final int units;
    private final float[] examples;
    /// The examples of the last run.
    private float[] given = {};
    private final float[] predictions;
    /// The predictions themselves where nothing is made of the outputs.
    private final float[] outputs;
    /// Of the hidden layers; empty where they are not kept.
    private final float[] hidden;
    private final int width;
    /// Null where predictions are not made token by token.
    private final @Nullable TextDecoder decoder;
    /// Of the texts of the last run, 0 from the end on; empty without a decoder.
    private float[] tokens = {};

    /// What a lane is for.
    ///
    /// @param batch    the most rows of a run
    /// @param hiding   whether what the hidden layers make of the examples is kept too
    /// @param decoding how texts are made of what a decoder says
    public record Use(int batch, boolean hiding, DecodeSettings decoding) {}

    /// @param model   its tensors by their names
    /// @param backend belongs to the lane from now on
    public Lane(Network network, Map<String, Tensor> model, Backend backend, Use use) {
        this.backend = backend;
        this.batch = use.batch;
        this.kind = network.trainingStep().loss().output();
        Graph graph = graph(network, use);
        int rows = rows(graph);
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
        width = hidden.length / rows;
        decoder = TextDecoder.decodes(graph) ? TextDecoder.of(program, graph, use.decoding, kind) : null;
        units = outputs.length / rows;
        examples = new float[rows * network.example().size()];
    }

    /// With as many rows as a text's beam needs.
    private static Graph graph(Network network, Use use) {
        IntFunction<Graph> graph = use.hiding ? network::predictionWithHidden : network::prediction;
        Graph plain = graph.apply(use.batch);
        int rows = TextDecoder.batch(use.batch, use.decoding);
        return rows == use.batch || !TextDecoder.decodes(plain) ? plain : graph.apply(rows);
    }

    private static int rows(Graph graph) {
        return Objects.requireNonNull(graph.inputs().get(Network.EXAMPLES))
                .shape()
                .extent(0);
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
        if (values.length == examples.length) {
            run(values, batch);
        } else {
            System.arraycopy(values, 0, examples, 0, values.length);
            run(examples, batch);
        }
    }

    private void run(float[] values, int rows) {
        given = values;
        if (decoder == null) {
            program.feed(Network.EXAMPLES, values);
            program.run(0);
        } else {
            tokens = decoder.run(values, rows);
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

    /// The token of each step, with its probability: what was decoded, or without a decoder the most likely.
    private Prediction prediction(int row, TargetEncoding text) {
        if (text.tags()) {
            return Prediction.ofTags(tags(row, text), kind);
        }
        int classes = units / text.length();
        Decision decision = Decision.ofOutputs(kind, classes);
        int[] ids = new int[text.length()];
        List<Float> probabilities = new ArrayList<>();
        for (int step = 0; step < ids.length; step++) {
            int place = row * ids.length + step;
            ids[step] = decoder == null ? decision.of(outputs, place) : (int) tokens[place];
        }
        int most = decoder == null ? ids.length : decoder.maxLength();
        int read = Math.min(TargetEncoding.end(ids) + 1, most);
        for (int step = 0; step < read; step++) {
            probabilities.add(predictions[row * units + step * classes + ids[step]]);
        }
        return Prediction.ofText(text.text(ids), probabilities, kind);
    }

    /// The most likely tag of each token, as far as the text has tokens.
    private List<Prediction.Tag> tags(int row, TargetEncoding text) {
        int classes = units / text.length();
        Decision decision = Decision.ofOutputs(kind, classes);
        List<Prediction.Tag> tags = new ArrayList<>();
        for (int step = 0; step < text.length(); step++) {
            int place = row * text.length() + step;
            if (given[place] == Vocabulary.PADDING) {
                break;
            }
            int tag = decision.of(outputs, place);
            tags.add(new Prediction.Tag(text.names().get(tag), predictions[place * classes + tag]));
        }
        return tags;
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

    /// What a row's probabilities are made of, in the last run, `[units]`: [#values] where they are the outputs.
    public float[] outputs(int row) {
        return Arrays.copyOfRange(outputs, row * units, (row + 1) * units);
    }

    /// What was said of the first row at one step of a sequence in the last run, `[tokens]`: logits, or logarithms of
    /// probabilities.
    ///
    /// @param tokens that are looked at, from the first on
    double[] logits(int step, int tokens) {
        int first = step * (units / (examples.length / batch));
        double[] logits = new double[tokens];
        for (int token = 0; token < tokens; token++) {
            float output = outputs[first + token];
            logits[token] = kind.isLogits() ? output : StrictMath.log(output);
        }
        return logits;
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
