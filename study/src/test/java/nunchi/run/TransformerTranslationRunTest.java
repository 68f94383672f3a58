package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import nunchi.data.Split;
import nunchi.experiment.AttentionSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.InspectSettings;
import nunchi.model.Model;
import nunchi.prediction.Prediction;
import nunchi.record.AttentionRecord.AttendingRecord;
import nunchi.record.InspectionRecord;
import nunchi.train.Evaluation;
import nunchi.train.Evaluation.PredictedText;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run of a transformer with an encoder and a decoder, which repeats words.
final class TransformerTranslationRunTest {
    @TempDir
    private static Path folder;

    private static Path run;
    private static RunResult result;

    @BeforeAll
    static void train() {
        run = folder.resolve("run");
        Experiment experiment = new ExperimentFile().parse("""
                name: repeated
                data:
                  name: copy
                  tokens: characters
                  length: {max: 7, skipLonger: true}
                  targetText: {tokens: characters, length: {max: 8}}
                  batch: 16
                  limit: {train: 400, test: 60}
                model:
                  - encoderDecoder:
                      encoder: [{embedding: 16}, {positions: learned}, {transformerBlock: {heads: 2, units: 32}}, layerNorm]
                      decoder: [{embedding: 16}, {positions: learned}, {transformerBlock: {heads: 2, units: 32}}, layerNorm, {logits: {}}]
                loss: softmaxCrossEntropy
                optimizer: {adam: {learningRate: 0.01}}
                train: {epochs: 4, metrics: [exactMatch, tokenAccuracy]}
                """);
        result = Runs.run(experiment, options().withOut(run));
    }

    private static RunOptions options() {
        return new RunOptions().withThreads(1);
    }

    private static List<String> texts(Evaluation evaluation) {
        return evaluation.texts().stream().map(PredictedText::predicted).toList();
    }

    @Test
    void itLearnsWithTheSameBitsAgain() {
        assertThat(result.trained().history().ended().getLast().running().loss())
                .isLessThan(0.7
                        * result.trained()
                                .history()
                                .ended()
                                .getFirst()
                                .running()
                                .loss());
        assertThat(Runs.verify(run, options().withThreads(2)).same()).isTrue();
    }

    @Test
    void predictionsAreTheTextsOfTheEvaluation() {
        List<String> read =
                result.evaluation().texts().stream().map(text -> text.text()).toList();
        assertThat(Model.load(run).predictTexts(read))
                .extracting(Prediction::text)
                .isEqualTo(texts(result.evaluation()));
    }

    @Test
    void aBeamIsSearched() {
        Evaluation wide = Runs.evaluate(run, Split.TEST, List.of("decode={beam: 3}"), options())
                .evaluation();
        assertThat(texts(wide)).hasSameSizeAs(texts(result.evaluation())).isNotEqualTo(texts(result.evaluation()));
        assertThat(wide.metrics().loss())
                .isEqualTo(result.evaluation().metrics().loss());
    }

    @Test
    void attentionIsShownHeadByHead() {
        InspectSettings wanted =
                new InspectSettings().withRows(20).withoutTsne().withAttention(new AttentionSettings(2));
        Inspections.inspect(run, wanted, options(), _ -> {});
        List<AttendingRecord> layers = RunFolder.open(run)
                .read(RunFolder.INSPECTION, InspectionRecord.class)
                .orElseThrow()
                .attention()
                .layers();
        assertThat(layers).extracting(AttendingRecord::kind).containsExactly("self", "decoder", "cross");
        assertThat(layers).extracting(AttendingRecord::heads).containsOnly(2);
        assertThat(layers.getLast().path()).isEqualTo("0.encoderDecoder/decoder/2.transformerBlock/crossAttention");
    }
}
