package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.data.Dataset;
import nunchi.data.Split;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.model.Model;
import nunchi.predict.Answer;
import nunchi.predict.PredictionStream;
import nunchi.predict.Predictor;
import nunchi.predict.Question;
import nunchi.prediction.Prediction;
import nunchi.train.Evaluation;
import nunchi.train.MetricValues;
import nunchi.train.TrainingEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A run of an encoder and a decoder that spells words backwards: its vocabularies travel with the model.
final class EncoderDecoderRunTest {
    private static final List<String> METRICS = List.of("exactMatch", "tokenAccuracy", "perplexity", "bleu", "chrf");

    @TempDir
    private static Path folder;

    private static Path run;
    private static RunResult result;

    @BeforeAll
    static void train() {
        run = folder.resolve("run");
        result = Runs.run(experiment(), options().withOut(run));
    }

    private static RunOptions options() {
        return new RunOptions().withThreads(1);
    }

    private static Experiment experiment() {
        return new ExperimentFile().parse("""
                name: backwards
                data:
                  name: reverse
                  tokens: characters
                  reverse: true
                  length: {max: 8, skipLonger: true}
                  targetText: {tokens: characters, length: {max: 9}}
                  batch: 16
                  limit: {train: 300, test: 150}
                model:
                  - encoderDecoder:
                      encoder: [{embedding: 8}, {gru: {units: 16}}]
                      decoder: [{embedding: 8}, {gru: {units: 16, output: sequence}}, {logits: {}}]
                loss: softmaxCrossEntropy
                optimizer: {adam: {learningRate: 0.02}}
                train: {epochs: 4, metrics: [%s]}
                """.formatted(String.join(", ", METRICS)));
    }

    private static Evaluation evaluated(Path folder) {
        return Runs.evaluate(folder, Split.TEST, List.of(), options()).evaluation();
    }

    private static List<String> texts() {
        Dataset test =
                StoredData.own(RunFolder.open(run), experiment(), options()).test();
        return IntStream.range(0, test.size())
                .mapToObj(row -> test.text(row).orElseThrow())
                .toList();
    }

    @Test
    void theVocabulariesAndTheRowsAreStoredWithTheRun() {
        assertThat(RunFolder.open(run).schema().target().length()).isEqualTo(9);
        assertThat(RunFolder.open(run).schema().target().classes()).isEqualTo(28);
        assertThat(RunFolder.open(run).schema().text().reverse()).isTrue();
        assertThat(texts()).hasSize(150).allMatch(text -> text.length() <= 8);
        assertThat(result.trained().history().ended().getLast().running().loss())
                .as("some letters are learnt")
                .isLessThan(
                        result.trained().history().ended().getFirst().running().loss());
    }

    @Test
    void theFolderHasTheNumbersOfTheResult() throws IOException {
        MetricValues figures = evaluated(run).metrics();
        JsonNode stored = ResumeTest.result(run).get("test");
        assertThat(figures.loss()).isEqualTo(stored.get("loss").asDouble());
        assertThat(figures.accuracy()).isEqualTo(stored.get("accuracy").asDouble());
        for (String metric : METRICS) {
            assertThat(figures.value(metric))
                    .as(metric)
                    .isEqualTo(stored.get(metric).asDouble());
        }
        assertThat(evaluated(run)).isEqualTo(result.evaluation());
        assertThat(Runs.verify(run, options().withThreads(2)).same()).isTrue();
    }

    @Test
    void aRunThatWasKilledIsResumedToTheSameWeights() {
        Path killed = folder.resolve("killed");
        RunOptions stopping = options()
                .withOut(killed)
                .withCheckpointsEvery(Duration.ZERO)
                .withListener(event -> {
                    if (event instanceof TrainingEvent.Resumable resumable && resumable.epoch() == 2) {
                        throw new IllegalStateException("killed");
                    }
                });
        assertThatThrownBy(() -> Runs.run(experiment(), stopping)).hasRootCauseMessage("killed");
        RunResult resumed = Runs.resume(killed, options());
        assertThat(resumed.weightsSha256()).isEqualTo(result.weightsSha256());
        assertThat(resumed.evaluation()).isEqualTo(result.evaluation());
        assertThat(RunFolder.open(killed).schema())
                .isEqualTo(RunFolder.open(run).schema());
    }

    @Test
    void predictionsAreTheTextsOfTheEvaluation() {
        List<String> texts = texts();
        List<String> evaluated = evaluated(run).texts().stream()
                .map(Evaluation.PredictedText::predicted)
                .toList();
        assertThat(evaluated).hasSize(texts.size());
        Model model = Model.load(run);
        List<Prediction> predictions = model.predictTexts(texts);
        assertThat(predictions).extracting(Prediction::text).isEqualTo(evaluated);
        try (Predictor predictor = Predictor.load(run, options())) {
            List<Answer> answers = new ArrayList<>();
            PredictionStream.of(predictor, Question.ofTexts(texts, predictor.form()), answers::add);
            assertThat(answers).extracting(answer -> answer.prediction().text()).isEqualTo(evaluated);
            assertThat(answers)
                    .extracting(answer -> answer.prediction().values())
                    .isEqualTo(predictions.stream().map(Prediction::values).toList());
        }
    }

    @Test
    void aTextIsPredictedAloneAsAmongOthers() {
        List<String> texts = texts();
        Model model = Model.load(run);
        List<Prediction> among = model.predictTexts(texts);
        for (int row = 0; row < 20; row++) {
            Prediction alone = model.predict(texts.get(row));
            assertThat(alone).isEqualTo(among.get(row));
            assertThat(alone.values()).hasSize(Math.min(9, alone.text().length() + 1));
            assertThat(alone.probability()).isBetween(0.0, 1.0);
        }
        assertThat(model.predictTexts(List.of(texts.get(3), "zz", texts.get(5))))
                .element(2)
                .isEqualTo(among.get(5));
        assertThatThrownBy(() -> model.predict("abcdefghi")).hasMessageContaining("has 9 characters");
    }
}
