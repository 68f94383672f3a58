package nunchi.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.data.ArrayDataset;
import nunchi.data.Dataset;
import nunchi.data.Digits;
import nunchi.experiment.Experiment;
import nunchi.experiment.HistogramSettings;
import nunchi.experiment.TrainSettings;
import nunchi.loss.OutputKind;
import nunchi.metric.TargetType;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.train.Checkpoint;
import nunchi.train.Distribution;
import nunchi.train.Evaluation;
import nunchi.train.Evaluation.Answer;
import nunchi.train.MetricValues;
import nunchi.train.Samples;
import nunchi.train.Trainer;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingFailedException;
import nunchi.train.TrainingListener;
import nunchi.weights.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.framework.HistogramProto;
import org.tensorflow.framework.Summary;
import org.tensorflow.util.Event;
import org.tensorflow.util.SessionLog;

class TensorBoardTest {
    @TempDir
    Path run;

    private final List<TrainingEvent> told = new ArrayList<>();

    private Snapshot train(TrainingListener listener) {
        Experiment experiment = Samples.experiment(Samples.batches(10), new TrainSettings(3));
        try (Backend backend = Backends.fastest(1)) {
            return Trainer.train(experiment, Samples.parts(), backend, listener.and(told::add))
                    .weights();
        }
    }

    private Events events() throws IOException {
        return Events.read(run.resolve(TensorBoard.FOLDER));
    }

    @Test
    void everyOtherMetricIsThereToo() throws IOException {
        TensorBoard board = new TensorBoard(run);
        SequencedMap<String, Double> metrics = new LinkedHashMap<>(Map.of("f1", 0.75));
        metrics.put("auc", 0.875);
        board.on(new TrainingEvent.EpochEnded(
                1, new MetricValues(0.5, 0.5), new MetricValues(0.25, 0.5, metrics), null, 0.1, 1));
        assertThat(events().scalars("f1/validation")).containsExactly("1=0.75");
        assertThat(events().scalars("auc/validation")).containsExactly("1=0.875");
    }

    @Test
    void theFiguresOfEveryEpochAreThere() throws IOException {
        train(new TensorBoard(run));
        List<TrainingEvent.EpochEnded> epochs = told.stream()
                .filter(TrainingEvent.EpochEnded.class::isInstance)
                .map(TrainingEvent.EpochEnded.class::cast)
                .toList();
        assertThat(events().events().getFirst().getFileVersion()).isEqualTo("brain.Event:2");
        assertThat(events().scalars("loss/train"))
                .hasSize(3)
                .isEqualTo(epochs.stream()
                        .map(each -> each.epoch() + "=" + (float) each.running().loss())
                        .toList());
        assertThat(events().scalars("accuracy/validation"))
                .isEqualTo(epochs.stream()
                        .map(each ->
                                each.epoch() + "=" + (float) each.validation().accuracy())
                        .toList());
        assertThat(events().scalars("learning_rate")).containsExactly("1=0.5", "2=0.5", "3=0.5");
        assertThat(events().tags()).doesNotContain("loss/test");
        assertThat(events().events().getLast().getWallTime()).isCloseTo(System.currentTimeMillis() / 1e3, within(60.0));
    }

    @Test
    void theWeightsOfEveryEpochAreThereAsHistograms() throws IOException {
        Snapshot model = train(new TensorBoard(run));
        List<Events.At> histograms = events().values("0.dense/weight");
        assertThat(histograms.stream().map(each -> each.event().getStep())).containsExactly(1L, 2L, 3L);
        HistogramProto last = histograms.getLast().value().getHisto();
        float[] values = model.tensors().get("0.dense/weight").values();
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        assertThat(last.getNum()).isEqualTo(values.length);
        assertThat(last.getSum()).isCloseTo(sum, within(1e-9));
        assertThat(last.getBucketList().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isEqualTo(values.length);
        assertThat(last.getBucketLimitList()).hasSize(50).isSorted().endsWith(last.getMax());
        assertThat(events().tags())
                .filteredOn(tag -> tag.contains("dense/"))
                .containsExactly("0.dense/weight", "0.dense/bias", "1.dense/weight", "1.dense/bias");
    }

    @Test
    void gradientsAndActivationsAreThereWhereTheExperimentAsksForThem() throws IOException {
        Experiment experiment = Samples.experiment(
                Samples.batches(10), new TrainSettings(3).withHistograms(new HistogramSettings(2, 20)));
        try (Backend backend = Backends.fastest(1)) {
            Trainer.train(experiment, Samples.parts(), backend, new TensorBoard(run).and(told::add));
        }
        assertThat(events().values("0.dense/weight").stream()
                        .map(each -> each.event().getStep()))
                .containsExactly(0L, 1L, 2L, 3L);
        assertThat(events().values("gradients/1.dense/bias").stream()
                        .map(each -> each.event().getStep()))
                .containsExactly(0L, 2L, 3L);
        HistogramProto output =
                events().values("activations/0.dense").getFirst().value().getHisto();
        Distribution expected = told.stream()
                .filter(TrainingEvent.Histograms.class::isInstance)
                .map(TrainingEvent.Histograms.class::cast)
                .findFirst()
                .orElseThrow()
                .activations()
                .get("0.dense");
        assertThat(output.getNum()).isEqualTo(20 * 8);
        assertThat(output.getMin()).isEqualTo(expected.least());
        assertThat(output.getBucketLimitList()).endsWith(expected.largest());
        assertThat(output.getBucketList())
                .containsExactlyElementsOf(
                        expected.counts().stream().map(Long::doubleValue).toList());
    }

    @Test
    void aTrainingIsTheSameWithAndWithout() {
        Snapshot with = train(new TensorBoard(run));
        Snapshot without = train(TrainingListener.none());
        with.tensors()
                .forEach((name, tensor) ->
                        assertThat(without.tensors().get(name).values()).containsExactly(tensor.values()));
    }

    @Test
    void aTrainingThatGoesOnTakesBackWhatWasToldOfLaterEpochs() throws IOException {
        train(new TensorBoard(run));
        TensorBoard again = new TensorBoard(run);
        again.on(new TrainingEvent.Started("clouds", 1, 50, 10, 5, 3, 2));
        again.on(new TrainingEvent.EpochEnded(3, new MetricValues(0.25, 0.5), null, null, 0.1, 1));
        assertThat(run.resolve(TensorBoard.FOLDER).toFile().list()).hasSize(2);
        Event start = events().events().stream()
                .filter(Event::hasSessionLog)
                .findFirst()
                .orElseThrow();
        assertThat(start.getSessionLog().getStatus()).isEqualTo(SessionLog.SessionStatus.START);
        assertThat(start.getStep()).isEqualTo(3);
        assertThat(events().scalars("loss/train")).hasSize(4).endsWith("3=0.25");
    }

    @Test
    void manyEpochsHaveNoMoreThanAboutAHundredHistograms() {
        TensorBoard board = new TensorBoard(run);
        board.on(new TrainingEvent.Started("many", 1, 50, 10, 5, 1001, 0));
        List<Integer> asked = new ArrayList<>();
        for (int epoch = 1; epoch <= 1001; epoch++) {
            int number = epoch;
            Snapshot model = new Snapshot(Map.of("a", new Tensor(Shape.of(1), new float[1])));
            board.on(new TrainingEvent.Resumable(epoch, () -> {
                asked.add(number);
                return new Checkpoint(
                        number, model, null, null, null, null, new TreeMap<>(), new Checkpoint.Times(1, 1, 1));
            }));
        }
        assertThat(asked).hasSize(91);
    }

    @Test
    void examplesAndMistakesAreThereAsImages() throws IOException {
        Dataset digits = Digits.load();
        TensorBoard board = new TensorBoard(run);
        board.examples(digits);
        Answer wrong = new Answer(5, digits.label(5), (digits.label(5) + 1) % 10, List.of());
        board.mistakes(
                4,
                new Evaluation(
                        1,
                        TargetType.CLASS,
                        new MetricValues(1, 0),
                        OutputKind.CLASS_LOGITS,
                        List.of(),
                        List.of(),
                        List.of(wrong),
                        Evaluation.Texts.NONE),
                digits);
        String tag = "mistakes/row 5: true %s, predicted %s".formatted(digits.label(5), (digits.label(5) + 1) % 10);
        assertThat(events().tags()).hasSize(13).contains("examples/row 0: " + digits.label(0), tag);
        Summary.Image image = events().values(tag).getFirst().value().getImage();
        assertThat(List.of(image.getHeight(), image.getWidth(), image.getColorspace()))
                .containsExactly(8, 8, 1);
        BufferedImage read = ImageIO.read(
                new ByteArrayInputStream(image.getEncodedImageString().toByteArray()));
        float[] values = new float[64];
        digits.example(5, values, 0);
        for (int i = 0; i < values.length; i++) {
            assertThat(read.getRaster().getSample(i % 8, i / 8, 0))
                    .isEqualTo(digits.range().brightness(values[i]));
        }
    }

    @Test
    void histogramsOfAnyNumbersAreSound() throws IOException {
        HistogramProto constant = HistogramProto.parseFrom(
                Histogram.of(Distribution.of(new float[] {2, 2, 2})).toBytes());
        assertThat(constant.getBucketList()).containsExactly(3.0);
        assertThat(constant.getBucketLimitList()).containsExactly(2.0);
        HistogramProto odd = HistogramProto.parseFrom(Histogram.of(Distribution.of(
                        new float[] {Float.NaN, 1, Float.POSITIVE_INFINITY, -Float.MAX_VALUE, Float.MAX_VALUE}))
                .toBytes());
        assertThat(odd.getNum()).isEqualTo(3);
        assertThat(odd.getBucket(0) + odd.getBucket(24) + odd.getBucket(25) + odd.getBucket(49))
                .isEqualTo(3);
        assertThat(HistogramProto.parseFrom(Histogram.of(Distribution.of(new float[] {Float.NaN}))
                                .toBytes())
                        .getNum())
                .isZero();
    }

    /// The check of RFC 3720: 32 zeros have the CRC-32C 0x8a9136aa.
    @Test
    void checksumsAreCrc32cMasked() {
        assertThat(EventFile.checksum(new byte[32], 0, 32))
                .isEqualTo((0x8a9136aa >>> 15 | 0x8a9136aa << 17) + 0xa282ead8)
                .isEqualTo(Events.checksum(new byte[32]));
    }

    @Test
    void aFolderThatCannotBeMadeStopsTheTraining() throws IOException {
        Files.write(run.resolve(TensorBoard.FOLDER), "a file".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> new TensorBoard(run))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageStartingWith("the events for TensorBoard cannot be written: ");
    }

    @Test
    void whatCannotBeDrawnIsLeftOut() throws IOException {
        Dataset points = ArrayDataset.labelled(
                "points", new Tensor(Shape.of(1, 2), new float[] {1, 2}), new int[] {0}, List.of("a", "b"));
        new TensorBoard(run).examples(points);
        assertThat(events().tags()).isEmpty();
    }
}
