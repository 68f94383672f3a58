package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Splits;
import nunchi.data.Subset;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.token.TextSettings;
import nunchi.weights.Fingerprint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a model says of a text does not depend on its bucket, and trainings with buckets are as exact as others.
final class BucketsTest {
    private static final int ROWS = 150;
    private static final String CLASSES = """
            name: classes
            data: {name: data, tokens: characters, batch: 16, length: {max: 12}, buckets: [3, 7]}
            model: [{embedding: 5}, %s, {dense: {units: 2}}]
            loss: softmaxCrossEntropy
            optimizer: {adam: {learningRate: 0.01}}
            train: {epochs: 2}
            """;
    private static final String PAIRS = """
            name: pairs
            data:
              name: data
              tokens: characters
              length: {max: 12}
              targetText: {tokens: characters, length: {max: 9}}
              batch: 16
              buckets: [3, 7]
            model:
              - encoderDecoder:
                  encoder: [{embedding: 5}, %s]
                  decoder: [{embedding: 5}, %s, {logits: {}}]
            loss: softmaxCrossEntropy
            optimizer: {adam: {learningRate: 0.01}}
            train: {epochs: 2}
            """;
    private static final String GRU = PAIRS.formatted(
            "{gru: {units: 6, output: sequence}}", "{gru: {units: 6, output: sequence}}, {crossAttention: 6}");

    private static String word(SplittableRandom random, String letters, int length) {
        return IntStream.range(0, length)
                .mapToObj(_ -> String.valueOf(letters.charAt(random.nextInt(letters.length()))))
                .collect(Collectors.joining());
    }

    private static List<String> texts(int seed, String letters, int longest) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, ROWS)
                .mapToObj(_ -> word(random, letters, 1 + random.nextInt(longest)))
                .toList();
    }

    private static Datasets classes() {
        List<String> texts = texts(1, "abcde", 12);
        return new Datasets(Dataset.ofTexts(
                texts,
                texts.stream()
                        .map(text -> text.contains("a") ? "with" : "without")
                        .toList()));
    }

    private static Datasets pairs() {
        return new Datasets(Dataset.ofTextPairs(texts(2, "abcde", 12), texts(3, "xyz", 9)));
    }

    private static Experiment experiment(String yaml) {
        return new ExperimentFile().parse(yaml);
    }

    private static Experiment plain(Experiment experiment) {
        return experiment.withData(experiment.data().withBuckets());
    }

    private static Trained train(Experiment experiment, Datasets data, int threads) {
        try (Backend backend = Backends.fastest(threads)) {
            return Trainer.train(experiment, data, backend, TrainingListener.none());
        }
    }

    private static Evaluation evaluate(Experiment experiment, Trained trained, Dataset data) {
        try (Backend backend = Backends.fastest(1)) {
            return Evaluator.evaluate(
                    experiment, trained.weights(), trained.model().learnt(), data, backend);
        }
    }

    private static List<Double> losses(Experiment experiment, Trained trained, Dataset data) {
        return IntStream.range(0, data.size())
                .mapToObj(row -> evaluate(experiment, trained, new Subset(data, row))
                        .metrics()
                        .loss())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{lstm: 6}",
                "{gru: {units: 6, output: mean}}",
                "{simpleRnn: {units: 6, output: max}}",
                "{gru: {units: 6, reverse: true}}",
                "{bidirectional: {lstm: {units: 6, output: sequence}}}, maxOverTime",
                "{positions: {kind: learned, steps: 12}}, {transformerBlock: {heads: 1, units: 8}}, meanOverTime",
                "{positions: {kind: sinusoidal, steps: 12}}, {attention: {heads: 1}}, lastStep"
            })
    void aTextIsClassifiedAsWithoutBuckets(String layers) {
        Experiment experiment = experiment(CLASSES.formatted(layers));
        Trained trained = train(experiment, classes(), 1);
        Dataset data = experiment.cut(classes()).train();
        Evaluation bucketed = evaluate(experiment, trained, data);
        Evaluation plain = evaluate(plain(experiment), trained, data);
        assertThat(bucketed.answers()).isEqualTo(plain.answers());
        assertThat(bucketed.confusion()).isEqualTo(plain.confusion());
        assertThat(bucketed.metrics().loss()).isCloseTo(plain.metrics().loss(), within(1e-14));
        assertThat(losses(experiment, trained, data)).isEqualTo(losses(plain(experiment), trained, data));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {gru: 6} | {gru: {units: 6, output: sequence}}
            {bidirectional: {lstm: 3}} | {lstm: {units: 6, output: sequence}}
            {gru: {units: 6, output: sequence}} | {gru: {units: 6, output: sequence}}, {crossAttention: 6}
            {transformerBlock: {heads: 1, units: 8}} | {positions: {kind: sinusoidal, steps: 9}}, {transformerBlock: {heads: 1, units: 8, causal: true}}, {crossAttention: 6}
            """)
    void aTextIsPredictedAsWithoutBuckets(String encoder, String decoder) {
        Experiment experiment = experiment(PAIRS.formatted(encoder, decoder));
        Trained trained = train(experiment, pairs(), 1);
        Dataset data = experiment.cut(pairs()).train();
        Evaluation bucketed = evaluate(experiment, trained, data);
        Evaluation plain = evaluate(plain(experiment), trained, data);
        assertThat(bucketed.texts()).isEqualTo(plain.texts());
        assertThat(bucketed.metrics().accuracy()).isEqualTo(plain.metrics().accuracy());
        assertThat(bucketed.metrics().loss()).isCloseTo(plain.metrics().loss(), within(1e-14));
        assertThat(losses(experiment, trained, data)).isEqualTo(losses(plain(experiment), trained, data));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50, ROWS})
    void everyTokenCountsAlikeInTheMeanLossOfAnEpoch(int batch) {
        Experiment still = experiment(GRU.replace("learningRate: 0.01", "learningRate: 1.0e-30"));
        Experiment experiment = still.withData(still.data().withBatch(batch));
        Trained trained = train(experiment, pairs(), 1);
        MetricValues running = trained.history().ended().getLast().running();
        Dataset data = experiment.cut(pairs()).train();
        MetricValues all = evaluate(plain(experiment), trained, data).metrics();
        assertThat(running.loss()).isCloseTo(all.loss(), within(1e-12));
        assertThat(running.accuracy()).isEqualTo(trained.train().accuracy());
    }

    @Test
    void oneBucketOfAllTrainsToTheSameBits() {
        Experiment experiment = experiment(GRU);
        Experiment one = experiment.withData(experiment.data().withBuckets(12));
        assertThat(Fingerprint.of(train(one, pairs(), 1).weights()))
                .isEqualTo(Fingerprint.of(train(plain(experiment), pairs(), 1).weights()))
                .isNotEqualTo(Fingerprint.of(train(experiment, pairs(), 1).weights()));
    }

    @Test
    void theBitsDoNotDependOnTheThreads() {
        String one = Fingerprint.of(train(experiment(GRU), pairs(), 1).weights());
        for (int threads : new int[] {2, 5}) {
            assertThat(Fingerprint.of(train(experiment(GRU), pairs(), threads).weights()))
                    .isEqualTo(one);
        }
    }

    @Test
    void aTrainingGoesOnToTheSameBits() {
        List<Checkpoint> checkpoints = new ArrayList<>();
        Experiment experiment = experiment(GRU.replace("epochs: 2", "epochs: 3"));
        Splits parts = experiment.cut(pairs());
        try (Backend backend = Backends.fastest(2)) {
            Trained whole = Trainer.train(experiment, parts, backend, event -> {
                if (event instanceof TrainingEvent.Resumable resumable && resumable.epoch() == 1) {
                    checkpoints.add(resumable.checkpoint().get());
                }
            });
            Trained resumed =
                    Trainer.resume(experiment, parts, backend, TrainingListener.none(), checkpoints.getFirst());
            assertThat(Fingerprint.of(resumed.weights())).isEqualTo(Fingerprint.of(whole.weights()));
            assertThat(resumed.train()).isEqualTo(whole.train());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {dense: {units: 4}}, flatten | would mix the padding of short sequences with their steps
            {positions: {kind: learned}}, meanOverTime | the weight 1.positions/positions has the shape [3, 5] for texts of 3 tokens, and [12, 5] for those of 12, so that buckets cannot share it; tell the layer the number of steps (positions: {steps: 12}), or leave data.buckets out
            """)
    void modelsWithWeightsForEachStepAreRefused(String layers, String complaint) {
        assertThatThrownBy(() -> Trainer.check(experiment(CLASSES.formatted(layers)), classes()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void modelsThatCountPaddingAreRefused() {
        Experiment oneHot = experiment(CLASSES.formatted("{gru: 6}").replace("{embedding: 5}", "oneHot"));
        assertThatThrownBy(() -> Trainer.check(oneHot, classes()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "what the model says about a text depends on how far it is padded, so that it would change with data.buckets; begin with an embedding, which tells the layers after it what is padding, or leave data.buckets out");
        Trainer.check(plain(oneHot), classes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [10, 5] | buckets has 5 after 10; give ascending lengths
            [5, 5] | buckets has 5 after 5; give ascending lengths
            [0, 5] | buckets has 0; a bucket has at least 1 token
            """)
    void lengthsThatAreNotAscendingAreRefused(String buckets, String complaint) {
        assertThatThrownBy(() -> experiment(GRU.replace("[3, 7]", buckets)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void oneTextHasNoBuckets() {
        assertThatThrownBy(() -> new DataSettings("data").withWindow(8).withBuckets(4, 6))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "window is the number of tokens of each example, in their order; leave length, reverse, startsWith and buckets out");
        TextSettings begun = new TextSettings(null, null, null, null, false, List.of("a"));
        assertThatThrownBy(() -> new DataSettings("data").withWindow(8).withTexts(begun))
                .hasMessageContaining("leave length, reverse, startsWith and buckets out");
    }
}
