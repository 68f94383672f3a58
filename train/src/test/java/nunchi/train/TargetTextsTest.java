package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Splits;
import nunchi.data.Splitter;
import nunchi.data.TargetText;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Embedding;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.model.Model;
import nunchi.optimizer.Sgd;
import nunchi.token.LengthSettings;
import nunchi.token.TextSettings;
import nunchi.token.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Losses and accuracies of target texts are those of their tokens, and models of target texts are saved.
final class TargetTextsTest {
    private static final int STEPS = 6;
    private static final int CLASSES = 5;
    private static final int SHORT = 128;
    private static final TextSettings CHARACTERS = characters(new LengthSettings(STEPS, null));

    @TempDir
    private Path folder;

    private Dataset pairs;

    private static TextSettings characters(LengthSettings length) {
        return new TextSettings(new Tokens.Characters(), null, null, length);
    }

    private static DataSettings settings(TextSettings texts) {
        return new DataSettings("data").withTexts(texts).withTargetText(new TargetText(null, texts, false));
    }

    /// The first 128 have one token, the others up to six: the mean of the means of batches is another than that of all
    /// tokens.
    @BeforeEach
    void draw() {
        SplittableRandom random = new SplittableRandom(3);
        pairs = Dataset.ofTextPairs(
                IntStream.range(0, 300)
                        .mapToObj(row -> word(random, "abcde", 1 + random.nextInt(STEPS)))
                        .toList(),
                IntStream.range(0, 300)
                        .mapToObj(row -> word(random, "xyz", row < SHORT ? 1 : 1 + random.nextInt(STEPS)))
                        .toList());
    }

    private static String word(SplittableRandom random, String letters, int length) {
        return IntStream.range(0, length)
                .mapToObj(_ -> String.valueOf(letters.charAt(random.nextInt(letters.length()))))
                .collect(Collectors.joining());
    }

    private static double[] table() {
        return IntStream.range(0, 7 * CLASSES)
                .mapToDouble(i -> (i * 7 % 23 - 11) / 8.0)
                .toArray();
    }

    /// An embedding gives the logits of each step, so that the loss can be told from its table.
    private static Experiment embedding(int batch) {
        return new Experiment(
                "table",
                settings(CHARACTERS).withBatch(batch),
                List.of(new Embedding(CLASSES, null, (_, _) -> table())),
                new SoftmaxCrossEntropy(),
                new Sgd(1e-30),
                new TrainSettings(1));
    }

    /// Sum of losses, right tokens and tokens, of all steps that count.
    private static double[] sums(Dataset data) {
        double[] table = table();
        double[] sums = new double[3];
        float[] target = new float[STEPS];
        for (int row = 0; row < data.size(); row++) {
            float[] example = data.example(row);
            data.target(row, target, 0);
            for (int step = 0; step < STEPS; step++) {
                if (target[step] >= 0) {
                    int first = (int) example[step] * CLASSES;
                    double[] logits = IntStream.range(first, first + CLASSES)
                            .mapToDouble(i -> table[i])
                            .toArray();
                    double sum = 0;
                    int best = 0;
                    for (int i = 0; i < CLASSES; i++) {
                        sum += Math.exp(logits[i]);
                        best = logits[i] > logits[best] ? i : best;
                    }
                    sums[0] += Math.log(sum) - logits[(int) target[step]];
                    sums[1] += best == (int) target[step] ? 1 : 0;
                    sums[2]++;
                }
            }
        }
        return sums;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50, 300})
    void everyTokenCountsAlikeWhateverTheBatch(int batch) {
        Trained trained = Trainer.train(embedding(batch), new Datasets(pairs));
        double[] sums = sums(embedding(batch).data().cut(new Datasets(pairs), 1).train());
        double loss = sums[0] / sums[2];
        for (MetricValues figures : List.of(
                trained.history().ended().getLast().running(),
                trained.train(),
                Evaluator.evaluate(trained.model(), pairs).metrics())) {
            assertThat(figures.loss()).isCloseTo(loss, within(1e-6));
            assertThat(figures.accuracy()).isEqualTo(sums[1] / sums[2]);
        }
        assertThat(Evaluator.evaluate(trained.model(), pairs).metrics().value("perplexity"))
                .isCloseTo(Math.exp(loss), within(1e-5));
    }

    @Test
    void theSameRowsAreCutForAStoredModel() {
        TextSettings skipping = characters(new LengthSettings(3, null, true));
        DataSettings settings =
                settings(skipping).withTest(new Splitter.BySource(0.2)).withValidation(new Splitter.Random(0.2));
        Splits first = settings.cut(new Datasets(pairs), 4);
        Splits again = settings.cut(new Datasets(pairs).matching(first.train().schema()), 4);
        assertThat(first.train().size()).isLessThan(200);
        assertThat(texts(again.train())).isEqualTo(texts(first.train()));
        assertThat(texts(again.validation())).isEqualTo(texts(first.validation()));
        assertThat(texts(again.test())).isEqualTo(texts(first.test()));
        assertThat(again.train().example(5)).isEqualTo(first.train().example(5));
    }

    @Test
    void whatTextsDecideTellsOtherCuts() {
        DataSettings plain = settings(CHARACTERS).withTest(new Splitter.Random(0.2));
        assertThat(plain.cutsLike(plain.withText("fra").withTexts(TextSettings.PLAIN)))
                .isTrue();
        DataSettings bySource = plain.withTest(new Splitter.BySource(0.2));
        assertThat(bySource.withText("eng").cutsLike(bySource.withText("eng"))).isTrue();
        assertThat(bySource.withText("eng").cutsLike(bySource.withText("fra"))).isFalse();
        DataSettings three = plain.withTexts(characters(new LengthSettings(3, null, true)));
        DataSettings four = plain.withTexts(characters(new LengthSettings(4, null, true)));
        assertThat(three.cutsLike(three)).isTrue();
        assertThat(three.cutsLike(four)).isFalse();
        assertThat(three.withTexts(CHARACTERS).cutsLike(plain)).isTrue();
        TargetText skipping = new TargetText(null, characters(new LengthSettings(3, null, true)), false);
        assertThat(plain.withTargetText(skipping).cutsLike(plain)).isFalse();
        TextSettings begun = new TextSettings(null, null, null, null, false, List.of("a"));
        assertThat(plain.withTexts(begun).cutsLike(plain)).isFalse();
        assertThat(plain.withTargetText(new TargetText(null, begun, false)).cutsLike(plain))
                .isFalse();
    }

    /// More units than tokens.
    @Test
    void classesBeyondTheVocabularyAreUnknownTokens() {
        Experiment wider = new Experiment(
                "wider",
                settings(CHARACTERS),
                List.of(new Embedding(
                        2 * CLASSES,
                        null,
                        (shape, _) -> IntStream.range(0, shape.size())
                                .mapToDouble(i -> i % (2 * CLASSES))
                                .toArray())),
                new SoftmaxCrossEntropy(),
                new Sgd(1e-30),
                new TrainSettings(1));
        Trained trained = Trainer.train(wider, new Datasets(pairs));
        assertThat(trained.evaluation().texts())
                .allMatch(each -> each.predicted().equals("\uFFFD".repeat(STEPS)));
        assertThat(trained.model().predict("abc").text()).isEqualTo("\uFFFD".repeat(STEPS));
    }

    private static List<String> texts(Dataset data) {
        return IntStream.range(0, data.size())
                .mapToObj(row -> data.text(row).orElseThrow() + "|"
                        + data.targetText(row).orElseThrow())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "reverse: true, "})
    void aModelOfTargetTextsIsSavedAndLoaded(String key) {
        Experiment experiment = new ExperimentFile().parse("""
                name: pairs
                data: {name: data, tokens: characters, %sbatch: 20, targetText: {tokens: characters, countPadding: true}}
                model:
                  - encoderDecoder:
                      encoder: [{embedding: 4}, {gru: 6}]
                      decoder: [{embedding: 4}, {gru: {units: 6, output: sequence}}, {logits: {}}]
                loss: softmaxCrossEntropy
                optimizer: {adam: {learningRate: 0.01}}
                train: {epochs: 1}
                """.formatted(key));
        Model model = Trainer.train(experiment, new Datasets(pairs)).model();
        assertThat(model.learnt().target().countPadding()).isTrue();
        assertThat(model.learnt().target().length()).isEqualTo(STEPS + 1);
        Path file = folder.resolve("model.safetensors");
        model.save(file);
        Model loaded = Model.load(file);
        assertThat(loaded.learnt()).isEqualTo(model.learnt());
        assertThat(loaded.predict("abc")).isEqualTo(model.predict("abc"));
        assertThat(loaded.predict("abc").text()).isNotNull();
        assertThat(Evaluator.evaluate(loaded, pairs)).isEqualTo(Evaluator.evaluate(model, pairs));
    }
}
