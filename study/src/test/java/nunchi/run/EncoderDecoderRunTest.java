package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.data.Dataset;
import nunchi.data.Split;
import nunchi.experiment.AttentionSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.InspectSettings;
import nunchi.experiment.StatesOverTimeSettings;
import nunchi.model.Model;
import nunchi.predict.Answer;
import nunchi.predict.PredictionStream;
import nunchi.predict.Predictor;
import nunchi.predict.Question;
import nunchi.prediction.DecodeSettings;
import nunchi.prediction.Prediction;
import nunchi.record.AttentionRecord;
import nunchi.record.AttentionRecord.AttendedRecord;
import nunchi.record.AttentionRecord.AttendingRecord;
import nunchi.record.AttentionRecord.WeightsRecord;
import nunchi.record.InspectionRecord;
import nunchi.record.StatesRecord;
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
                      encoder: [{embedding: 8}, {gru: {units: 16, output: sequence}}]
                      decoder: [{embedding: 8}, {gru: {units: 16, output: sequence}}, {crossAttention: 16}, {logits: {}}]
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

    private static List<String> predicted(Evaluation evaluation) {
        return evaluation.texts().stream()
                .map(Evaluation.PredictedText::predicted)
                .toList();
    }

    private static void predictsAlike(Predictor predictor, List<String> expected) {
        List<Answer> answers = new ArrayList<>();
        PredictionStream.of(predictor, Question.ofTexts(texts(), predictor.form()), answers::add);
        assertThat(answers).extracting(answer -> answer.prediction().text()).isEqualTo(expected);
        for (int row = 0; row < 10; row++) {
            Prediction alone = predictor.predict(predictor.form().text().example(texts().get(row)));
            assertThat(alone).isEqualTo(answers.get(row).prediction());
        }
    }

    @Test
    void aBeamIsSearchedInEvaluationsAndPredictionsAlike() {
        List<String> wide = List.of("decode={beam: 3, lengthPenalty: 1, maxLength: 7}");
        List<String> evaluated =
                predicted(Runs.evaluate(run, Split.TEST, wide, options()).evaluation());
        assertThat(evaluated).isNotEqualTo(predicted(evaluated(run))).allMatch(text -> text.length() <= 7);
        try (Predictor predictor = Predictor.load(run, wide, options())) {
            assertThat(predictor.decoding()).contains(new DecodeSettings(3, 1, 7));
            predictsAlike(predictor, evaluated);
        }
    }

    @Test
    void theRunsOwnBeamIsUsed() {
        Path searched = folder.resolve("searched");
        Experiment experiment = experiment().withDecode(new DecodeSettings(4));
        RunResult wide = Runs.run(experiment, options().withOut(searched));
        assertThat(wide.weightsSha256()).as("training does not decode").isEqualTo(result.weightsSha256());
        List<String> texts = predicted(wide.evaluation());
        assertThat(texts).isNotEqualTo(predicted(result.evaluation()));
        assertThat(evaluated(searched)).isEqualTo(wide.evaluation());
        assertThat(Model.load(searched).predictTexts(texts()))
                .extracting(Prediction::text)
                .isEqualTo(texts);
        Path saved = folder.resolve("searched.safetensors");
        Model.load(searched).save(saved);
        assertThat(Model.load(saved).predict(texts().getFirst()).text()).isEqualTo(texts.getFirst());
        try (Predictor predictor = Predictor.load(searched, options())) {
            predictsAlike(predictor, texts);
        }
    }

    private static InspectionRecord inspected() {
        InspectSettings wanted = new InspectSettings()
                .withRows(20)
                .withoutTsne()
                .withAttention(new AttentionSettings(3))
                .withStatesOverTime(new StatesOverTimeSettings(2));
        Inspections.inspect(run, wanted, options(), _ -> {});
        return RunFolder.open(run)
                .read(RunFolder.INSPECTION, InspectionRecord.class)
                .orElseThrow();
    }

    @Test
    void theInspectionHasWhereAttentionLooks() {
        InspectionRecord inspection = inspected();
        AttentionRecord attention = inspection.attention();
        assertThat(attention.examples()).hasSize(3);
        assertThat(attention.layers()).extracting(AttendingRecord::kind).containsExactly("cross");
        List<String> predicted = predicted(evaluated(run));
        for (int i = 0; i < 3; i++) {
            AttendedRecord example = attention.examples().get(i);
            assertThat(example.row()).isEqualTo(inspection.rowNumbers().get(i));
            assertThat(String.join("", example.tokens().reversed())).isEqualTo(texts().get(example.row()));
            assertThat(String.join("", example.predicted())).isEqualTo(predicted.get(example.row()));
            WeightsRecord map = attention.layers().getFirst().maps().get(i);
            assertThat(map.at()).isEqualTo(example.tokens().size());
            assertThat(map.steps()).isEqualTo(example.predicted().size());
            addUpToOne(map);
        }
    }

    /// To a byte's precision for each token.
    private static void addUpToOne(WeightsRecord map) {
        byte[] weights = Base64.getDecoder().decode(map.weights());
        assertThat(weights).hasSize(map.steps() * map.at());
        for (int first = 0; first < weights.length; first += map.at()) {
            int sum = IntStream.range(first, first + map.at())
                    .map(at -> weights[at] & 0xff)
                    .sum();
            assertThat(sum).isBetween(255 - map.at(), 255 + map.at());
        }
    }

    /// A decoder's steps are not those of the text that is read.
    @Test
    void statesOverTimeAreThoseOfTheEncoder() {
        assertThat(inspected().statesOverTime().layers())
                .extracting(StatesRecord.CellRecord::path)
                .containsExactly("0.encoderDecoder/encoder/1.gru");
    }

    @Test
    void settingsThatCannotCountAreRefused() {
        for (String decode : List.of("{lengthPenalty: 1}", "{beam: 2, maxLength: 10}")) {
            Experiment experiment = new ExperimentFile().with(experiment(), List.of("decode=" + decode));
            assertThatThrownBy(() -> Runs.run(experiment, options().withOut(folder.resolve("refused"))))
                    .hasMessageContaining("decode.");
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
