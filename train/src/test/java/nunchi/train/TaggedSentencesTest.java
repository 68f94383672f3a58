package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Subset;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.loss.OutputKind;
import nunchi.metric.Average;
import nunchi.metric.ExactMatch;
import nunchi.metric.F1;
import nunchi.metric.MatthewsCorrelation;
import nunchi.metric.Metric;
import nunchi.metric.Metrics;
import nunchi.metric.Precision;
import nunchi.metric.Predictions;
import nunchi.metric.Recall;
import nunchi.metric.TargetType;
import nunchi.model.Model;
import nunchi.prediction.Prediction;
import nunchi.token.TextSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tag of each token is predicted, and padding has none.
final class TaggedSentencesTest {
    private static final int ROWS = 40;
    private static final String TAGGER = """
            name: tagger
            data: {name: data, batch: 8, length: {max: %d}, buckets: %s}
            model: [{embedding: 8}, {bidirectional: {lstm: {units: 8, output: sequence}}}, {dense: {units: 4}}]
            loss: softmaxCrossEntropy
            optimizer: {adam: {learningRate: 0.02}}
            train: {epochs: %d, metrics: [f1, exactMatch]}
            """;

    @TempDir
    private Path folder;

    private static int length(int row) {
        return 1 + row * 5 % 7;
    }

    private static int tag(int row, int step) {
        return (row * 7 + step * 3) % 11 % 4;
    }

    /// Words `w0` to `w10`, each of which has one tag.
    private static Dataset sentences() {
        List<List<String>> sentences = new ArrayList<>();
        List<List<String>> tags = new ArrayList<>();
        for (int r = 0; r < ROWS; r++) {
            int row = r;
            sentences.add(IntStream.range(0, length(row))
                    .mapToObj(step -> "w" + (row * 7 + step * 3) % 11)
                    .toList());
            tags.add(IntStream.range(0, length(row))
                    .mapToObj(step -> "T" + tag(row, step))
                    .toList());
        }
        return Dataset.ofTagged(sentences, tags);
    }

    private static Experiment experiment(int length, String buckets, int epochs) {
        return new ExperimentFile().parse(TAGGER.formatted(length, buckets, epochs));
    }

    private static Trained train(Experiment experiment) {
        try (Backend backend = Backends.fastest(2)) {
            return Trainer.train(experiment, new Datasets(sentences()), backend, TrainingListener.none());
        }
    }

    private static Evaluation evaluate(Experiment experiment, Trained trained, Dataset data) {
        try (Backend backend = Backends.fastest(1)) {
            return Evaluator.evaluate(experiment, trained.weights(), data.schema(), data, backend);
        }
    }

    private static Predictions predictions() {
        Dataset data = new Datasets(sentences()).encoded(TextSettings.PLAIN).train();
        int steps = data.target().size();
        float[] answers = new float[ROWS * steps];
        Arrays.fill(answers, -1);
        for (int row = 0; row < ROWS; row++) {
            for (int step = 0; step < length(row); step++) {
                answers[row * steps + step] = (row * 5 + step * 2) % 13 < 9 ? tag(row, step) : (row * 3 + step) % 4;
            }
        }
        return new Predictions(data, OutputKind.CLASS_LOGITS, steps, answers, answers);
    }

    private static double value(Metric metric) {
        return metric.value(predictions());
    }

    /// Of scikit-learn 1.x, all tokens of all sentences one behind the other: f1_score, precision_score, recall_score
    /// (macro), f1_score (weighted), matthews_corrcoef, and the fraction of the sentences that are equal.
    @Test
    void metricsAreThoseOfScikitLearnOverRealTokens() {
        assertThat(predictions().type()).isEqualTo(TargetType.TAGS);
        assertThat(value(new F1())).isCloseTo(0.7616805192022164, within(1e-12));
        assertThat(value(new F1(Average.WEIGHTED))).isCloseTo(0.7621842999494881, within(1e-12));
        assertThat(value(new Precision())).isCloseTo(0.7616622960372961, within(1e-12));
        assertThat(value(new Recall())).isCloseTo(0.7692460317460317, within(1e-12));
        assertThat(value(new MatthewsCorrelation())).isCloseTo(0.6839441123760287, within(1e-12));
        assertThat(value(new ExactMatch())).isEqualTo(0.3);
    }

    /// By the same, accuracy_score and confusion_matrix.
    @Test
    void confusionsAndAccuracyAreOfRealTokens() {
        MetricValues figures = new MetricValues(0.5, 0.7625);
        Evaluation evaluation = Evaluator.inDetail(new Measured(figures, predictions()));
        assertThat(evaluation.confusion())
                .containsExactly(
                        List.of(35, 2, 2, 3), List.of(6, 32, 4, 3), List.of(5, 4, 32, 4), List.of(2, 2, 1, 23));
        int right = IntStream.range(0, 4)
                .map(tag -> evaluation.confusion().get(tag).get(tag))
                .sum();
        assertThat(right / 160.0).isEqualTo(0.7625);
        assertThat(evaluation.perClass())
                .extracting(Evaluation.ClassMetrics::name)
                .containsExactly("T0", "T1", "T2", "T3");
        assertThat(evaluation.perClass())
                .extracting(Evaluation.ClassMetrics::support)
                .containsExactly(42, 45, 45, 28);
        assertThat(evaluation.texts().getFirst().text()).isEqualTo("w0");
        assertThat(evaluation.texts().stream()
                        .filter(Evaluation.PredictedText::right)
                        .count())
                .isEqualTo(12);
    }

    @Test
    void aTaggerLearnsTheTagOfEachWord() {
        Trained trained = train(experiment(7, "[]", 40));
        assertThat(trained.train().accuracy()).isEqualTo(1);
        assertThat(trained.train().value("f1")).isEqualTo(1);
        assertThat(trained.train().value("exactMatch")).isEqualTo(1);
        assertThat(trained.evaluation().texts()).allMatch(Evaluation.PredictedText::right);
        Prediction prediction = trained.model().predict("w3 w10 unseen");
        assertThat(prediction.tags())
                .extracting(Prediction.Tag::name)
                .startsWith("T3", "T2")
                .hasSize(3);
        assertThat(prediction.tags()).allMatch(tag -> tag.probability() > 0.25 && tag.probability() <= 1);
        assertThat(prediction.text()).startsWith("T3 T2 T");
        assertThat(trained.model().predictTexts(List.of("w3 w10 unseen"))).containsExactly(prediction);
    }

    /// The mean loss of an epoch is that of all its tokens, whatever the batch.
    @Test
    void lossAndAccuracyAreMeansOfRealTokens() {
        Experiment still =
                new ExperimentFile().with(experiment(9, "[]", 1), List.of("optimizer.adam.learningRate=1.0e-30"));
        Trained trained = train(still);
        Dataset data = still.cut(new Datasets(sentences())).train();
        double loss = 0;
        for (int row = 0; row < ROWS; row++) {
            loss += length(row)
                    * evaluate(still, trained, new Subset(data, row)).metrics().loss();
        }
        MetricValues running = trained.history().ended().getLast().running();
        assertThat(trained.train().loss()).isCloseTo(loss / 160, within(1e-9));
        assertThat(running.loss()).isCloseTo(loss / 160, within(1e-9));
        assertThat(running.accuracy()).isEqualTo(trained.train().accuracy());
    }

    @Test
    void paddingAndBucketsChangeNoBit() {
        Trained trained = train(experiment(7, "[]", 3));
        Experiment wide = experiment(25, "[]", 3);
        Experiment bucketed = experiment(25, "[2, 4]", 3);
        Dataset near = experiment(7, "[]", 3).cut(new Datasets(sentences())).train();
        Dataset far = wide.cut(new Datasets(sentences())).train();
        Evaluation plain = evaluate(experiment(7, "[]", 3), trained, near);
        for (Experiment other : List.of(wide, bucketed)) {
            Evaluation padded = evaluate(other, trained, far);
            assertThat(padded.texts()).isEqualTo(plain.texts());
            assertThat(padded.confusion()).isEqualTo(plain.confusion());
            assertThat(padded.metrics().metrics()).isEqualTo(plain.metrics().metrics());
            for (int row = 0; row < ROWS; row++) {
                assertThat(evaluate(other, trained, new Subset(far, row))
                                .metrics()
                                .loss())
                        .isEqualTo(evaluate(experiment(7, "[]", 3), trained, new Subset(near, row))
                                .metrics()
                                .loss());
            }
        }
        assertThat(train(bucketed).train().accuracy()).isGreaterThan(0.25);
    }

    @Test
    void aTaggerIsSavedAndLoaded() {
        Trained trained = train(experiment(7, "[]", 2));
        Path file = folder.resolve("tagger.safetensors");
        trained.model().save(file);
        Model loaded = Model.load(file);
        assertThat(loaded.learnt()).isEqualTo(trained.model().learnt());
        assertThat(loaded.predict("w1 w2")).isEqualTo(trained.model().predict("w1 w2"));
        assertThat(Evaluator.evaluate(loaded, sentences())).isEqualTo(Evaluator.evaluate(trained.model(), sentences()));
    }

    @Test
    void modelsThatDoNotTagEachTokenAreRefused() {
        Experiment more = new ExperimentFile().with(experiment(7, "[]", 1), List.of("model.2.dense.units=5"));
        assertThatThrownBy(() -> train(more))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "the model's last layer has 5 units, but data has 4 tags, and a unit without a tag is never right; give it 4, or take the layer logits");
        Experiment one = new ExperimentFile().with(experiment(7, "[]", 1), List.of("model.1=meanOverTime"));
        assertThatThrownBy(() -> train(one))
                .hasMessageContaining(
                        "the tags of data have 7 steps of 4 tokens, [batch, 7, 4]; give recurrent layers output: sequence");
        Experiment bleu = new ExperimentFile().with(experiment(7, "[]", 1), List.of("train.metrics=[bleu]"));
        assertThatThrownBy(() -> train(bleu)).hasMessageContaining("is not of the tags of tokens");
        assertThat(Metrics.ofPass(TargetType.TAGS, List.of())).isEmpty();
    }
}
