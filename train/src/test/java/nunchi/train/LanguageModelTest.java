package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.Weights;
import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Generator;
import nunchi.data.Limit;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.metric.TargetType;
import nunchi.model.Model;
import nunchi.prediction.Generation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Models that predict the next token of a text.
final class LanguageModelTest {
    /// It repeats itself after 23 characters, so that examples of 10 begin at each of them.
    private static final String TEXT = "one two three four by. ".repeat(69);
    private static final String GRU = "{embedding: 12}, {gru: {units: 24, output: sequence}}, {logits: {}}";
    private static final String TRANSFORMER =
            "{embedding: 16}, {positions: learned}, {transformerBlock: {heads: 2, units: 32, causal: true}}, {layerNorm: {}}, {logits: {tied: true}}";

    @TempDir
    private Path folder;

    private static Experiment experiment(String layers, int epochs) {
        return new ExperimentFile().parse("""
                name: text
                data: {name: data, tokens: characters, window: 10, test: {last: 0.2}, batch: 8}
                model: [%s]
                loss: softmaxCrossEntropy
                optimizer: {adam: {learningRate: 0.01}}
                train: {epochs: %d}
                """.formatted(layers, epochs));
    }

    private static Trained trained(String layers, int epochs) {
        return Trainer.train(experiment(layers, epochs), new Datasets(Dataset.ofText(TEXT, 10)));
    }

    @ParameterizedTest
    @ValueSource(strings = {GRU, TRANSFORMER})
    void aTextThatRepeatsItselfIsGoneOnWith(String layers) {
        Trained trained = trained(layers, 30);
        Model model = trained.model();
        String prompt = "one two thr";
        String next = "ee four by. one two three four";
        assertThat(model.generate(
                        new Generation(prompt).withLength(next.length()).withTemperature(0)))
                .as("beyond the length of an example")
                .isEqualTo(next);
        Evaluation evaluation = trained.evaluation();
        assertThat(evaluation.type()).isEqualTo(TargetType.NEXT_TOKENS);
        assertThat(evaluation.texts()).isEmpty();
        double loss = evaluation.metrics().loss();
        assertThat(evaluation.metrics().accuracy()).isGreaterThan(0.8);
        assertThat(evaluation.metrics().value("perplexity")).isCloseTo(Math.exp(loss), within(1e-9));
        assertThat(evaluation.metrics().value("bitsPerCharacter")).isCloseTo(loss / Math.log(2), within(1e-9));
        Path file = folder.resolve("model.safetensors");
        model.save(file);
        Model loaded = Model.load(file);
        Generation drawn = new Generation(prompt).withLength(20);
        assertThat(loaded.generate(drawn)).isEqualTo(model.generate(drawn));
        assertThat(Evaluator.evaluate(loaded, Dataset.ofText(TEXT, 10))
                        .metrics()
                        .accuracy())
                .isGreaterThan(0.8);
    }

    private static Experiment continued(String layers, int window, int batch, boolean continues) {
        return new ExperimentFile().parse("""
                name: text
                data: {name: data, tokens: characters, window: %d, batch: %d, shuffle: false, continueState: %s}
                model: [%s]
                loss: softmaxCrossEntropy
                optimizer: {adam: {learningRate: 0.01}}
                train: {epochs: 30}
                """.formatted(window, batch, continues, layers));
    }

    private static double loss(Experiment experiment) {
        Dataset data = experiment
                .data()
                .cut(
                        new Datasets(Dataset.ofText(
                                TEXT.substring(0, 49), experiment.data().window())),
                        1)
                .train();
        try (Backend backend = Backends.fastest(1)) {
            Weights weights = backend.initialize(experiment.network(data).inference(1), 1);
            return new Inference(experiment, data, backend, weights)
                    .measure(data, List.of(), (_, _) -> {})
                    .loss();
        }
    }

    /// Six windows of 8 in one stream are one of 48, in two streams two of 24.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{gru: {units: 5, output: sequence}}",
                "{lstm: {units: 5, output: sequence}}, {simpleRnn: {units: 5, output: sequence}}",
                "{unrolled: {cell: {peepholeLstm: 5}, output: sequence}}"
            })
    void continuedStatesAreThoseOfOneLongText(String layer) {
        String layers = "{embedding: {size: 4, init: {normal: {mean: 0, deviation: 2}}}}, " + layer + ", {logits: {}}";
        assertThat(loss(continued(layers, 8, 1, true)))
                .isCloseTo(loss(continued(layers, 48, 1, false)), within(1e-6))
                .isNotCloseTo(loss(continued(layers, 8, 1, false)), within(1e-4));
        assertThat(loss(continued(layers, 8, 2, true))).isCloseTo(loss(continued(layers, 24, 2, false)), within(1e-6));
    }

    /// Two characters alone do not tell the next one.
    @Test
    void continuedStatesKnowWhatCameBeforeTheWindow() {
        double[] accuracies = Stream.of(true, false)
                .mapToDouble(continues -> Trainer.train(
                                continued(GRU, 2, 4, continues), new Datasets(Dataset.ofText(TEXT, 2)))
                        .evaluation()
                        .metrics()
                        .accuracy())
                .toArray();
        assertThat(accuracies[0]).isGreaterThan(0.95);
        assertThat(accuracies[1]).isLessThan(0.85);
    }

    @Test
    void statesThatCannotGoOnAreRefused() {
        assertThatThrownBy(() -> new DataSettings("a").withContinueState(true)).hasMessageContaining("give a window");
        DataSettings data = new DataSettings("a").withWindow(4);
        assertThatThrownBy(() -> data.withContinueState(true)).hasMessageContaining("give shuffle: false");
        DataSettings continued = data.withShuffle(false).withContinueState(true);
        assertThatThrownBy(() -> continued.withLimit(new Limit(1, null, null)))
                .hasMessageContaining("limit draws some at random");
        assertThatThrownBy(() -> continued.withTest(new Splitter.Random(0.1, null, Generator.NUNCHI)))
                .hasMessageContaining("split it by last");
        assertThatThrownBy(() -> Trainer.train(
                        continued("{embedding: 4}, {logits: {}}", 4, 2, true), new Datasets(Dataset.ofText(TEXT, 4))))
                .hasMessageContaining("the model has no recurrent layer whose state could go on");
    }

    @Test
    void drawsDependOnTheSeedAlone() {
        Model model = trained(GRU, 1).model();
        Generation wanted = new Generation("one").withLength(40);
        String text = model.generate(wanted);
        assertThat(text).hasSize(40).doesNotContain("\uFFFD");
        assertThat(model.generate(wanted)).isEqualTo(text);
        assertThat(model.generate(wanted.withSeed(2))).isNotEqualTo(text);
        assertThat(model.generate(wanted.withTopK(1)))
                .isEqualTo(model.generate(wanted.withTemperature(0)))
                .isNotEqualTo(text);
        assertThat(model.generate(wanted.withTemperature(1e-6))).isEqualTo(model.generate(wanted.withTopK(1)));
    }

    /// Of 2,000 texts of one token, each token comes as often as the model says.
    @Test
    void tokensComeAsOftenAsTheModelSays() {
        Trained trained =
                trained("{embedding: {size: 16, init: {normal: {mean: 0, deviation: 0.5}}}}, {logits: {}}", 1);
        Model model = trained.model();
        int texts = 2000;
        long blanks = IntStream.range(0, texts)
                .filter(seed -> model.generate(new Generation("e").withLength(1).withSeed(seed))
                        .equals(" "))
                .count();
        float[] example = new float[10];
        example[0] = model.learnt().text().vocabulary().id("e");
        double[] probabilities = IntStream.range(
                        0, model.learnt().text().vocabulary().size())
                .mapToDouble(id -> model.predict(new float[][] {example})[0][id])
                .toArray();
        double known = 1 - probabilities[0] - probabilities[1];
        double expected = probabilities[model.learnt().text().vocabulary().id(" ")] / known;
        assertThat((double) blanks / texts).isCloseTo(expected, within(4 * Math.sqrt(expected / texts)));
    }

    @Test
    void aModelThatSeesWhatItIsToPredictIsRefused() {
        for (String layers : List.of(
                "{embedding: 4}, {bidirectional: {gru: {units: 4, output: sequence}}}, {logits: {}}",
                "{embedding: 4}, {gru: {units: 4, output: sequence, reverse: true}}, {logits: {}}",
                "{embedding: 4}, {attention: 2}, {logits: {}}",
                "{embedding: 4}, {transformerBlock: {heads: 2, units: 4}}, {logits: {}}")) {
            assertThatThrownBy(() -> trained(layers, 1))
                    .as(layers)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageStartingWith(
                            "the model sees tokens that come after the one it is to predict the next of");
        }
    }

    @Test
    void outputsThatAreNoNextTokensAreRefused() {
        assertThatThrownBy(() -> trained("{embedding: 4}, {gru: {units: 4}}, {logits: {}}", 1))
                .hasMessageContaining(
                        "but the next tokens of data have 10 steps of 15 tokens, [batch, 10, 15]; give recurrent layers output: sequence, and end in logits");
        assertThatThrownBy(() -> trained("{embedding: 4}, {logits: {tied: true, tokens: 9}}", 1))
                .hasMessageContaining(
                        "logits is tied to an embedding of [15, 4], but has 9 tokens and gets 4 features");
        assertThatThrownBy(() -> trained("{oneHot: {}}, {logits: {tied: true}}", 1))
                .hasMessageContaining("logits is tied to an embedding, but there is none before it");
    }

    @Test
    void whatALanguageModelIsNotForIsRefused() {
        Model model = trained(GRU, 1).model();
        assertThatThrownBy(() -> model.predict("one"))
                .hasMessageContaining("let it go on with the text: nunchi generate");
        assertThatThrownBy(() -> new Generation("")).hasMessageStartingWith("prompt is empty");
        assertThatThrownBy(() -> new Generation("a").withTemperature(-1)).hasMessageContaining("temperature");
        assertThatThrownBy(() -> new Generation("a").withTopK(0)).hasMessageContaining("topK");
        assertThatThrownBy(() -> new Generation("a").withLength(0)).hasMessageContaining("length");
        Model classes = Trainer.train(
                        new ExperimentFile().parse("""
                                name: classes
                                data: {name: data}
                                model: [{embedding: 4}, {gru: {units: 4}}, {dense: {units: 2}}]
                                loss: softmaxCrossEntropy
                                optimizer: {sgd: {learningRate: 0.1}}
                                train: {epochs: 1}
                                """),
                        new Datasets(Dataset.ofTexts(List.of("a b", "b a"), List.of("x", "y"))))
                .model();
        assertThatThrownBy(() -> classes.generate(new Generation("a")))
                .hasMessageStartingWith("this model does not predict the next token of a text");
    }
}
