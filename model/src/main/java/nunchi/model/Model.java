package nunchi.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import nunchi.backend.Backends;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Catalogue;
import nunchi.codec.Json;
import nunchi.codec.RecordCodec;
import nunchi.codec.Tree;
import nunchi.codec.Yaml;
import nunchi.file.StoredFile;
import nunchi.file.WholeFile;
import nunchi.inference.Examples;
import nunchi.inference.Lane;
import nunchi.inference.TextGenerator;
import nunchi.network.Network;
import nunchi.prediction.Generation;
import nunchi.prediction.Prediction;
import nunchi.tensor.Shape;
import nunchi.token.TextEncoding;
import nunchi.weights.Safetensors;
import nunchi.weights.Snapshot;

/// A trained model in memory: arrays in, arrays out. It holds no threads and needs not be closed; any number of threads
/// may ask it at once. The preprocessing is part of it, so that examples are given as the training data has them.
///
/// A prediction of several examples has the bits of an evaluation. One of a single example has them too, except behind
/// convolutions that take another algorithm in a large batch, where the last digits may differ unless the experiment is
/// `strict`.
///
/// {@snippet file="PredictOnly.java"}
public final class Model {
    private static final int BATCH = 128;
    private static final String EXPERIMENT = "experiment";
    private static final String INPUT = "input";

    private final Architecture architecture;
    private final Snapshot weights;
    private final DataSchema learnt;
    private final Network network;
    private final Examples examples;
    private final ConcurrentLinkedDeque<Lane> idle = new ConcurrentLinkedDeque<>();

    /// @param architecture that was trained
    /// @param weights      that the training ended with
    /// @param learnt       classes and columns of the training data
    /// @param example      the shape of one example
    public Model(Architecture architecture, Snapshot weights, DataSchema learnt, Shape example) {
        this.architecture = architecture;
        this.weights = weights;
        this.learnt = learnt;
        learnt.requireVocabulary(architecture.layers());
        this.network = new Network(architecture.layers(), example, learnt.targetShape(), architecture.trainingStep());
        this.examples = new Examples(example, learnt.valueNames());
    }

    /// What was trained.
    public Architecture architecture() {
        return architecture;
    }

    /// Classes and columns of the training data.
    public DataSchema learnt() {
        return learnt;
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
        Prediction prediction = lane.prediction(0, classes(), learnt.target());
        idle.addFirst(lane);
        return prediction;
    }

    /// Of one row, for a model that learnt from such records (`Dataset.of(stream, target)`) or from a
    /// table with columns of these names.
    ///
    /// @param row whose target is not looked at
    /// @throws InvalidRequestException when a column that the model learnt from is none of its components
    public Prediction predict(Record row) {
        TableColumns table = learnt.table();
        if (table == null) {
            throw new InvalidRequestException(
                    "this model learnt from arrays of the shape %s and knows no names of their values; give it an array"
                            .formatted(example()));
        }
        return predict(RecordExample.of(row, table));
    }

    /// Of one text, for a model that learnt from texts.
    ///
    /// @throws InvalidRequestException for a model of other examples, and a text that is empty or too long
    public Prediction predict(String text) {
        return predict(encoding().example(Check.given("a text", text)));
    }

    /// The text with which a language model goes on after a prompt.
    ///
    /// @throws InvalidRequestException for a model of anything else, and a prompt without a token
    public String generate(Generation wanted) {
        TextEncoding encoding = learnt.requireNextTokens();
        Lane asked = idle.pollFirst();
        Lane lane = asked == null ? lane(1, 1) : asked;
        String text = new TextGenerator(lane, encoding).generate(wanted);
        idle.addFirst(lane);
        return text;
    }

    /// Of several texts, on every core.
    ///
    /// @return one for each, in their order
    /// @throws InvalidRequestException as of one text; none is predicted then
    public List<Prediction> predictTexts(List<String> texts) {
        TextEncoding encoding = encoding();
        return predict(
                Check.elements("texts", texts).stream().map(encoding::example).toList());
    }

    private TextEncoding encoding() {
        learnt.refuseNextTokens();
        if (learnt.text() == null) {
            throw new InvalidRequestException(
                    "this model learnt from examples of the shape %s, which are no texts; give it an array"
                            .formatted(example()));
        }
        return learnt.text();
    }

    /// Of several examples, on every core.
    ///
    /// @param rows each as for [#predict(float...)]
    /// @return one for each, in their order
    /// @throws InvalidRequestException as of one example, with the row; none is predicted then
    public List<Prediction> predict(List<float[]> rows) {
        return each(rows, (lane, row) -> lane.prediction(row, classes(), learnt.target()));
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
        return new Lane(
                network,
                weights.tensors(),
                Backends.fastest(threads),
                new Lane.Use(batch, false, architecture.decoding()));
    }

    /// Writes the whole model into one file in the format of safetensors, with the experiment in its metadata.
    ///
    /// @throws InvalidRequestException when the file cannot be written, or the experiment has a record of one's own,
    ///     which needs [#save(Path, Catalogue)]
    public void save(Path file) {
        save(file, Catalogue.standard());
    }

    /// The same with records of one's own.
    ///
    /// @param catalogue that has them
    /// @throws InvalidRequestException when the file cannot be written, or the catalogue lacks a record of one's own
    public void save(Path file, Catalogue catalogue) {
        RecordCodec codec = RecordCodec.ofPerson(catalogue);
        List<Integer> extents = Arrays.stream(example().toArray()).boxed().toList();
        ModelInput input = ModelInput.of(extents, learnt);
        Map<String, String> metadata = Map.of(
                EXPERIMENT,
                described(codec).toString(),
                INPUT,
                codec.tree(input).toString());
        byte[] bytes = Safetensors.write(new Safetensors.Content(weights.tensors(), metadata));
        WholeFile.write(file, out -> out.write(bytes));
    }

    private Tree described(RecordCodec codec) {
        if (architecture instanceof StoredArchitecture stored) {
            return stored.experiment();
        }
        Check.require(
                architecture instanceof Record,
                "this model's architecture is not a record, so that it cannot be written");
        return codec.tree((Record) architecture);
    }

    /// A model that was saved, or that a run ended with.
    ///
    /// @param path a file that [#save(Path)] wrote, or a run's folder
    /// @throws InvalidRequestException when the path is absent, damaged or holds no model, or has a record of one's
    ///     own, which needs [#load(Path, Catalogue)]
    public static Model load(Path path) {
        return load(path, Catalogue.standard());
    }

    /// The same with records of one's own.
    ///
    /// @param catalogue that has them
    /// @throws InvalidRequestException when the path is absent, damaged or holds no model, or the catalogue lacks a
    ///     record of one's own
    public static Model load(Path path, Catalogue catalogue) {
        Model model = Files.isDirectory(path) ? StoredRun.read(path, catalogue) : saved(path, catalogue);
        // Made now, so that a model that does not fit its weights is refused when it is loaded.
        StoredFile.read(path, () -> model.idle.add(model.lane(1, 1)));
        return model;
    }

    private static Model saved(Path file, Catalogue catalogue) {
        Safetensors.Content content = Safetensors.content(file);
        Map<String, String> texts = content.metadata();
        String experiment = texts.get(EXPERIMENT);
        String form = texts.get(INPUT);
        if (experiment == null || form == null) {
            throw new InvalidRequestException(
                    "%s holds weights without a model; give a file that Model.save wrote".formatted(file));
        }
        return StoredFile.read(file, () -> {
            ModelInput input = RecordCodec.ofPerson(catalogue).read(tree(form), ModelInput.class);
            Shape example = Shape.of(
                    input.example().stream().mapToInt(Integer::intValue).toArray());
            Architecture architecture = StoredArchitecture.of(tree(experiment), catalogue);
            DataSchema learnt = DataSchema.of(input.classes(), input.table(), input.text(), input.targetText());
            return new Model(architecture, new Snapshot(content.tensors()), learnt, example);
        });
    }

    /// Of before it was JSON, it is YAML.
    private static Tree tree(String text) {
        try {
            return text.startsWith("{") ? Json.parse(text) : Yaml.parse(text);
        } catch (NoClassDefFoundError lacking) {
            throw new InvalidRequestException(
                    "an earlier version saved it with YAML, which this program cannot read; put tools.jackson.dataformat.yaml beside it, or save the model again",
                    lacking);
        }
    }
}
