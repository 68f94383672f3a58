package nunchi.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.data.DataSchema;
import nunchi.data.Dataset;
import nunchi.data.Parts;
import nunchi.data.RecordRows;
import nunchi.data.TableColumns;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.file.StoredFile;
import nunchi.file.WholeFile;
import nunchi.inference.Examples;
import nunchi.inference.Lane;
import nunchi.interchange.Safetensors;
import nunchi.metric.Prediction;
import nunchi.network.Network;
import nunchi.tensor.Shape;

/// A trained model in memory: arrays in, arrays out. It holds no threads and needs not be closed; any number of threads
/// may ask it at once. The preprocessing is part of it, so that examples are given as the training data has them.
///
/// A prediction of several examples has the bits of an evaluation. One of a single example has them too, except behind
/// convolutions that take another algorithm in a large batch, where the last digits may differ unless the experiment is
/// `strict`.
public final class Model {
    private static final int BATCH = 128;
    private static final String EXPERIMENT = "experiment";
    private static final String INPUT = "input";

    private final Experiment experiment;
    private final Snapshot weights;
    private final DataSchema learnt;
    private final Network network;
    private final Examples examples;
    private final ConcurrentLinkedDeque<Lane> idle = new ConcurrentLinkedDeque<>();

    /// @param experiment that was trained
    /// @param weights    that the training ended with
    /// @param learnt     classes and columns of the training data
    /// @param example    the shape of one example
    public Model(Experiment experiment, Snapshot weights, DataSchema learnt, Shape example) {
        this.experiment = experiment;
        this.weights = weights;
        this.learnt = learnt;
        // Predictions need no targets, so that their shape does not matter.
        this.network = new Network(experiment.layers(), example, Shape.SCALAR, experiment.recipe());
        this.examples = new Examples(
                example, learnt.table() == null ? List.of() : learnt.table().valueNames());
    }

    /// Of a training that was stopped: the model after its last whole epoch, or of its best one where the experiment
    /// restores that.
    ///
    /// @param parts      that it was trained on
    /// @param checkpoint as a [Cancellation] keeps it
    /// @throws InvalidRequestException when the data cannot be cut as the experiment says
    public static Model of(Experiment experiment, Parts parts, Checkpoint checkpoint) {
        Dataset train = experiment.data().cut(parts, experiment.seed()).train();
        boolean best = experiment.train().restoresBest() && checkpoint.bestModel() != null;
        return new Model(
                experiment, best ? checkpoint.bestModel() : checkpoint.model(), DataSchema.of(train), train.example());
    }

    /// What was trained.
    public Experiment experiment() {
        return experiment;
    }

    /// The tensors by their names.
    public Snapshot weights() {
        return weights;
    }

    /// The names of the classes by their numbers; empty for a regression.
    public List<String> classes() {
        return learnt.classes() == null ? List.of() : learnt.classes();
    }

    /// The shape of one example.
    public Shape example() {
        return examples.shape();
    }

    /// Of one example, on the thread that asks.
    ///
    /// @param values of the example, last axis fastest
    /// @throws InvalidRequestException when it has not as many values as the model takes, or one that is not finite
    public Prediction predict(float... values) {
        examples.require(values);
        Lane asked = idle.pollFirst();
        Lane lane = asked == null ? lane(1, 1) : asked;
        lane.run(values);
        Prediction prediction = lane.prediction(0, classes());
        idle.addFirst(lane);
        return prediction;
    }

    /// Of one row, for a model that learnt from such records ([Dataset#of(java.util.stream.Stream, String)]) or from a
    /// table with columns of these names.
    ///
    /// @param row whose target is not looked at
    /// @throws InvalidRequestException when a column that the model learnt from is none of its components
    public Prediction predict(Record row) {
        Check.require(
                learnt.table() != null,
                "this model learnt from arrays of the shape %s and knows no names of their values; give it an array"
                        .formatted(example()));
        return predict(RecordRows.example(row, learnt.table()));
    }

    /// Of several examples, on every core.
    ///
    /// @param rows each as for [#predict(float...)]
    /// @return one for each, in their order
    /// @throws InvalidRequestException as of one example, with the row; none is predicted then
    public List<Prediction> predict(List<float[]> rows) {
        return each(rows, (lane, row) -> lane.prediction(row, classes()));
    }

    /// Of several examples, on every core, as an array.
    ///
    /// @param rows `[rows][values]`
    /// @return `[rows][units]`: the probability of each class, of a model with one unit that of class 1; scores or the
    ///         predicted values, as the loss has it
    /// @throws InvalidRequestException as of one example, with the row; none is predicted then
    public float[][] predict(float[][] rows) {
        return each(Arrays.asList(rows), Lane::values).toArray(float[][]::new);
    }

    private <T> List<T> each(List<float[]> rows, BiFunction<Lane, Integer, T> answer) {
        examples.require(rows);
        List<T> answers = new ArrayList<>(rows.size());
        try (Lane lane = lane(BATCH, Runtime.getRuntime().availableProcessors())) {
            for (int first = 0; first < rows.size(); first += BATCH) {
                List<float[]> batch = rows.subList(first, Math.min(first + BATCH, rows.size()));
                lane.run(batch);
                IntStream.range(0, batch.size()).forEach(row -> answers.add(answer.apply(lane, row)));
            }
        }
        return answers;
    }

    private Lane lane(int batch, int threads) {
        return new Lane(network, weights.tensors(), Backends.fastest(threads), batch, false);
    }

    /// Loss, accuracy and every metric that there is, on every core.
    ///
    /// @param data whose classes are matched with those that the model learnt by their names
    /// @throws InvalidRequestException when model and data do not fit, or the data has a class that the model did not
    ///                                 learn
    public Evaluation evaluate(Dataset data) {
        try (Backend backend = Backends.fastest(Runtime.getRuntime().availableProcessors())) {
            return Evaluator.evaluate(experiment, weights, learnt, data, backend);
        }
    }

    /// What a saved model knows of its examples, beside its experiment.
    ///
    /// @param example extents of one example
    /// @param classes null where any are taken
    /// @param table   null where it learnt from no table
    public record Input(List<Integer> example, List<String> classes, TableColumns table) {}

    /// Writes the whole model into one file in the format of safetensors, with the experiment in its metadata.
    ///
    /// @throws InvalidRequestException when the file cannot be written, or the experiment has a record of one's own,
    ///                                 which needs [#save(Path, ExperimentFile)]
    public void save(Path file) {
        save(file, new ExperimentFile());
    }

    /// The same with records of one's own.
    ///
    /// @param files with a catalogue that has them
    /// @throws InvalidRequestException when the file cannot be written, or the catalogue lacks a record of one's own
    public void save(Path file, ExperimentFile files) {
        List<Integer> extents = Arrays.stream(example().toArray()).boxed().toList();
        Input input = new Input(extents, learnt.classes(), learnt.table());
        Map<String, String> metadata = Map.of(EXPERIMENT, files.write(experiment), INPUT, files.write(input));
        byte[] bytes = Safetensors.write(new Safetensors.Content(weights.tensors(), metadata));
        WholeFile.write(file, out -> out.write(bytes));
    }

    /// A model that was saved.
    ///
    /// @throws InvalidRequestException when the file is absent, damaged or no saved model, or has a record of one's
    ///                                 own, which needs [#load(Path, ExperimentFile)]
    public static Model load(Path file) {
        return load(file, new ExperimentFile());
    }

    /// The same with records of one's own.
    ///
    /// @param files with a catalogue that has them
    /// @throws InvalidRequestException when the file is absent, damaged or no saved model, or the catalogue lacks a
    ///                                 record of one's own
    public static Model load(Path file, ExperimentFile files) {
        Safetensors.Content content = Safetensors.content(file);
        Check.require(
                content.metadata().containsKey(EXPERIMENT) && content.metadata().containsKey(INPUT),
                "%s holds weights without a model; give a file that Model.save wrote".formatted(file));
        return StoredFile.read(file, () -> {
            Input input = files.parse(content.metadata().get(INPUT), Input.class);
            Shape example = Shape.of(
                    input.example().stream().mapToInt(Integer::intValue).toArray());
            Experiment experiment = files.parse(content.metadata().get(EXPERIMENT));
            Model model = new Model(
                    experiment,
                    new Snapshot(content.tensors()),
                    new DataSchema(input.classes(), input.table()),
                    example);
            model.idle.add(model.lane(1, 1));
            return model;
        });
    }
}
