package nunchi.tensorboard;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nunchi.data.Dataset;
import nunchi.protobuf.Message;
import nunchi.tensor.Tensor;
import nunchi.train.Distribution;
import nunchi.train.Evaluation;
import nunchi.train.Evaluation.Answer;
import nunchi.train.MetricValues;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/// Writes what TensorBoard shows of a training, as it happens, into a folder `tensorboard`; a step is an epoch.
///
/// | tag | is |
/// |---|---|
/// | `loss/train`, `loss/validation`, `loss/test`, `accuracy/…`, every other metric | the journal's figures |
/// | `learning_rate` | of the epoch's last step |
/// | `0.dense/weight` | a histogram of the tensor, for about a hundred epochs and wherever the next two are |
/// | `gradients/0.dense/weight` | of its gradient, in the epochs that the experiment's `train.histograms` says |
/// | `activations/0.dense` | of what the layer gives, in the same epochs |
/// | `examples/row 7: CLASS` | a training example |
/// | `mistakes/row 7: true CLASS, predicted CLASS` | an example that the trained model takes for another class |
///
/// A training that goes on begins another file, which takes back what the ones before it told of later epochs.
public final class TensorBoard implements TrainingListener {

    /// The folder within a run.
    public static final String FOLDER = "tensorboard";

    private static final int HISTOGRAMS = 100;
    private static final int PICTURES = 12;
    private static final int SESSION_STARTS = 1;

    private final EventFile file;
    private int epochs;
    /// The last epoch whose weights are written already.
    private int measured = -1;

    /// @param run the run's folder
    /// @throws nunchi.train.TrainingFailedException when the disk refuses, now or later
    public TensorBoard(Path run) {
        this.file = new EventFile(run.resolve(FOLDER));
    }

    @Override
    public void on(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.Started started -> start(started);
            case TrainingEvent.EpochEnded ended -> scalars(ended);
            case TrainingEvent.Resumable resumable -> {
                if (resumable.epoch() != measured && resumable.epoch() % Math.ceilDiv(epochs, HISTOGRAMS) == 0) {
                    weights(
                            resumable.epoch(),
                            resumable.checkpoint().get().model().tensors());
                }
            }
            case TrainingEvent.Histograms histograms -> histograms(histograms);
            default -> {}
        }
    }

    private void start(TrainingEvent.Started started) {
        epochs = started.epochs();
        if (started.trained() > 0) {
            file.write(EventFile.event(started.trained() + 1).message(7, new Message().number(1, SESSION_STARTS)));
        }
    }

    private void scalars(TrainingEvent.EpochEnded ended) {
        Message summary = new Message();
        figures(summary, "train", ended.running());
        figures(summary, "validation", ended.validation());
        figures(summary, "test", ended.test());
        summary.message(1, scalar("learning_rate", ended.learningRate()));
        file.write(EventFile.event(ended.epoch()).message(5, summary));
    }

    private static void figures(Message summary, String part, @Nullable MetricValues figures) {
        if (figures == null) {
            return;
        }
        summary.message(1, scalar("loss/" + part, figures.loss()));
        if (figures.hasAccuracy()) {
            summary.message(1, scalar("accuracy/" + part, figures.accuracy()));
        }
        figures.metrics().forEach((name, value) -> summary.message(1, scalar(name + "/" + part, value)));
    }

    private static Message scalar(String tag, double value) {
        return new Message().text(1, tag).float32(2, (float) value);
    }

    private void weights(int epoch, Map<String, Tensor> tensors) {
        Message summary = new Message();
        tensors.forEach((name, tensor) -> histogram(summary, name, Distribution.of(tensor.values())));
        file.write(EventFile.event(epoch).message(5, summary));
    }

    private void histograms(TrainingEvent.Histograms event) {
        measured = event.epoch();
        Message summary = new Message();
        event.weights().forEach((name, values) -> histogram(summary, name, values));
        event.gradients().forEach((name, values) -> histogram(summary, "gradients/" + name, values));
        event.activations().forEach((name, values) -> histogram(summary, "activations/" + name, values));
        file.write(EventFile.event(event.epoch()).message(5, summary));
    }

    private static void histogram(Message summary, String tag, Distribution values) {
        summary.message(1, new Message().text(1, tag).message(5, Histogram.of(values)));
    }

    /// Shows some training examples, where they can be drawn, before the first step.
    public void examples(Dataset train) {
        if (Images.drawable(train)) {
            int step = Math.max(1, train.size() / PICTURES);
            IntStream.range(0, Math.min(PICTURES, train.size()))
                    .map(i -> i * step)
                    .forEach(row -> image(0, train, row, "examples/row " + row + suffix(train, row)));
        }
    }

    private static String suffix(Dataset data, int row) {
        return data.hasLabels() ? ": " + data.classes().get(data.label(row)) : "";
    }

    /// Shows the first mistakes of the trained model, where they can be drawn.
    ///
    /// @param epoch after which it was measured
    public void mistakes(int epoch, Evaluation evaluation, Dataset data) {
        List<Answer> mistakes = Images.drawable(data) ? evaluation.mistakes() : List.of();
        mistakes.stream()
                .limit(PICTURES)
                .forEach(mistake -> image(
                        epoch,
                        data,
                        mistake.row(),
                        "mistakes/row %d: true %s, predicted %s"
                                .formatted(
                                        mistake.row(),
                                        data.classes().get(mistake.truth()),
                                        data.classes().get(mistake.prediction()))));
    }

    private void image(int step, Dataset data, int row, String tag) {
        Message value = new Message().text(1, tag).message(4, Images.of(data, row));
        file.write(EventFile.event(step).message(5, new Message().message(1, value)));
    }
}
