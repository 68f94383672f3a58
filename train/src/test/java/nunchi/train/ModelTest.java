package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.activation.Relu;
import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.layer.Dense;
import nunchi.layer.Layer;
import nunchi.layer.Standardize;
import nunchi.loss.MeanSquaredError;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.model.DataSchema;
import nunchi.model.Model;
import nunchi.model.ModelInput;
import nunchi.model.TableColumns;
import nunchi.optimizer.Adam;
import nunchi.prediction.Prediction;
import nunchi.weights.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a training returns predicts, evaluates and is saved: from arrays, records and streams, without a folder.
final class ModelTest {
    private static final List<Layer> LAYERS = List.of(new Standardize(), new Dense(16, new Relu()), new Dense(2));

    @TempDir
    private Path folder;

    private enum Colour {
        RED,
        GREEN
    }

    private record Fruit(double weight, Colour colour, boolean round, String kind) {}

    /// Same components, in another order and without the class.
    private record Unknown(Colour colour, boolean round, float weight) {}

    private static List<Fruit> fruits() {
        return IntStream.range(0, 60)
                .mapToObj(i -> i % 2 == 0
                        ? new Fruit(150 + i % 7, i % 3 == 0 ? Colour.RED : Colour.GREEN, true, "apple")
                        : new Fruit(120 + i % 5, Colour.GREEN, false, "pear"))
                .toList();
    }

    private static Experiment experiment(List<Layer> layers) {
        return Experiment.of(layers, new SoftmaxCrossEntropy(), new Adam(0.05), 20);
    }

    private static float[][] examples() {
        return IntStream.range(0, 40)
                .mapToObj(i -> new float[] {i, 40 - i, i % 3})
                .toArray(float[][]::new);
    }

    private static int[] labels() {
        return IntStream.range(0, 40).map(i -> i < 20 ? 0 : 1).toArray();
    }

    @Test
    void arraysGoInAndArraysComeOut() {
        Dataset data = Dataset.of(examples(), labels());
        Model model = Trainer.train(experiment(LAYERS), new Datasets(data)).model();
        float[][] probabilities = model.predict(examples());
        assertThat(probabilities).hasDimensions(40, 2);
        assertThat(IntStream.range(0, 40).filter(i -> probabilities[i][1] > 0.5 != i >= 20))
                .hasSizeLessThan(3);
        assertThat(model.classes()).containsExactly("0", "1");
        Prediction last = model.predict(39, 1, 0);
        assertThat(last.best().name()).isEqualTo("1");
        assertThat(last.values())
                .as("a row by itself, and among others")
                .containsExactly(probabilities[39][0], probabilities[39][1]);
        assertThat(model.predict(List.of(examples()[39]))).containsExactly(last);
        double right = IntStream.range(0, 40)
                        .filter(i -> probabilities[i][1] > probabilities[i][0] == i >= 20)
                        .count()
                / 40.0;
        assertThat(Evaluator.evaluate(model, data).metrics().accuracy()).isEqualTo(right);
    }

    @Test
    void numbersArePredicted() {
        float[] targets = new float[40];
        IntStream.range(0, 40).forEach(i -> targets[i] = 0.1f * i);
        List<Layer> layers = List.of(new Standardize(), new Dense(1));
        Trained trained = Trainer.train(
                Experiment.of(layers, new MeanSquaredError(), new Adam(0.1), 60),
                new Datasets(Dataset.of(examples(), targets)));
        assertThat(trained.train().value("r2")).isGreaterThan(0.9);
        assertThat(trained.model().predict(20, 20, 2).values().getFirst()).isBetween(1.5f, 2.5f);
    }

    @Test
    void recordsAreRowsAndAreFoundByTheNamesOfTheirComponents() {
        Model model = Trainer.train(experiment(LAYERS), new Datasets(Dataset.of(fruits().stream(), "kind")))
                .model();
        assertThat(model.example().size()).as("weight, two colours, round").isEqualTo(4);
        assertThat(model.predict(fruits().get(1)).best().name()).isEqualTo("pear");
        assertThat(model.predict(new Unknown(Colour.RED, true, 153)).best().name())
                .isEqualTo("apple");
        assertThat(model.predict(new Unknown(Colour.RED, true, 153))).isEqualTo(model.predict(153, 1, 0, 1));
        record Nothing(double weight) {}
        assertThatThrownBy(() -> model.predict(new Nothing(1)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "Nothing has no component 'colour', from which the model learnt; it learnt from weight, colour, round");
    }

    @Test
    void recordsThatAreNoExamplesAreRefused() {
        assertThatThrownBy(() -> Dataset.of(Stream.<Fruit>of(), "kind"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no records");
        assertThatThrownBy(() -> Dataset.of(fruits().stream(), "sort"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("Fruit has no component 'sort' to be learnt; it has weight, colour, round, kind");
        assertThatThrownBy(() -> Dataset.of(fruits().stream(), "weight"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(
                        "component 'kind' of Fruit is a String; examples are made of numbers, truth values and enums");
        assertThatThrownBy(() -> Dataset.of(Stream.of(new Fruit(1, null, true, "apple")), "kind"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("component 'colour' of a Fruit is null");
    }

    @Test
    void aSavedModelIsTheSameModel() {
        Model model = Trainer.train(experiment(LAYERS), new Datasets(Dataset.of(fruits().stream(), "kind")))
                .model();
        Path file = folder.resolve("fruits.safetensors");
        model.save(file);
        Model loaded = Model.load(file);
        assertThat(new ExperimentFile().experiment(loaded)).isEqualTo(model.architecture());
        assertThat(loaded.classes()).containsExactly("apple", "pear");
        assertThat(fruits())
                .allSatisfy(fruit -> assertThat(loaded.predict(fruit)).isEqualTo(model.predict(fruit)));
        assertThat(Evaluator.evaluate(loaded, Dataset.of(fruits().stream(), "kind"))
                        .metrics())
                .isEqualTo(Evaluator.evaluate(model, Dataset.of(fruits().stream(), "kind"))
                        .metrics());
    }

    @Test
    void aModelOfArraysAndOneOfATableWithoutHeaderAreSavedToo() {
        Dataset data = Dataset.of(examples(), labels());
        Model arrays = Trainer.train(experiment(LAYERS), new Datasets(data)).model();
        DataSchema columns = new DataSchema(arrays.classes(), TableColumns.all(3));
        Model table = new Model(arrays.architecture(), arrays.weights(), columns, arrays.example());
        for (Model model : List.of(arrays, table)) {
            Path file = folder.resolve("model.safetensors");
            model.save(file);
            Model loaded = Model.load(file);
            assertThat(loaded.learnt()).isEqualTo(model.learnt());
            loaded.save(file);
            assertThat(Model.load(file).predict(examples())).isDeepEqualTo(model.predict(examples()));
        }
    }

    /// The metadata was YAML before it was JSON.
    @Test
    void aModelThatAnEarlierVersionSavedIsLoaded() throws Exception {
        Model model = Trainer.train(experiment(LAYERS), new Datasets(Dataset.of(examples(), labels())))
                .model();
        ExperimentFile files = new ExperimentFile();
        String input = files.write(new ModelInput(List.of(3), model.classes(), TableColumns.all(3)));
        Map<String, String> metadata =
                Map.of("experiment", files.write((Experiment) model.architecture()), "input", input);
        Path file = folder.resolve("old.safetensors");
        Files.write(
                file, Safetensors.write(new Safetensors.Content(model.weights().tensors(), metadata)));
        assertThat(Model.load(file).predict(examples())).isDeepEqualTo(model.predict(examples()));
    }

    @Test
    void aFileThatIsNoSavedModelIsRefusedWithItsName() throws Exception {
        Path file = folder.resolve("model.safetensors");
        assertThatThrownBy(() -> Model.load(file))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(file.toString());
        Files.write(file, Safetensors.write(Map.of()));
        assertThatThrownBy(() -> Model.load(file))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("weights without a model");
    }

    @Test
    void anExampleThatDoesNotFitIsRefused() {
        Model model = Trainer.train(experiment(LAYERS), new Datasets(Dataset.of(examples(), labels())))
                .model();
        assertThatThrownBy(() -> model.predict(1, 2))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("has 2 values, but this model takes 3");
        assertThatThrownBy(() -> model.predict(new float[][] {{1, 2, 3}, {1, Float.NaN, 3}}))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("row 1");
        assertThatThrownBy(() -> model.predict(fruits().getFirst()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("knows no names");
    }

    @Test
    void threadsMayAskAtOnce() {
        Model model = Trainer.train(experiment(LAYERS), new Datasets(Dataset.of(examples(), labels())))
                .model();
        List<Prediction> alone = Stream.of(examples()).map(model::predict).toList();
        assertThat(Stream.of(examples()).parallel().map(model::predict).toList())
                .isEqualTo(alone);
    }
}
