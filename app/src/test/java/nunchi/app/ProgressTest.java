package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import nunchi.data.Split;
import nunchi.train.MetricValues;
import nunchi.train.TrainingEvent.EpochEnded;
import nunchi.train.TrainingEvent.Measuring;
import nunchi.train.TrainingEvent.Progressed;
import nunchi.train.TrainingEvent.Started;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private final StringWriter written = new StringWriter();

    @Test
    void withoutATerminalEveryEpochHasAPlainLine() {
        List<String> lines = train(new Terminal(false, 80), 1, 3);
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).isEqualTo("epoch 1/3  loss 0.5000  accuracy 75.00 %  val_loss 0.6000  0.01 s");
    }

    @Test
    void onATerminalEveryEpochHasTheSamePlainLineToo() {
        assertThat(train(new Terminal(true, 80), 1, 3).stream().map(line -> line.replace("\033[K", "")))
                .containsSubsequence(
                        "epoch 1/3  loss 0.5000  accuracy 75.00 %  val_loss 0.6000  0.01 s",
                        "epoch 3/3  loss 0.5000  accuracy 75.00 %  val_loss 0.6000  0.01 s");
    }

    @Test
    void theRateOfEpochsTooShortToTellInBetweenIsThatOfWholeEpochs() throws InterruptedException {
        Progress progress = new Progress(new PrintWriter(written), new Terminal(true, 200), 1);
        progress.on(new Started("small", 1, 1000, 10, 100, 400, 0));
        progress.on(new Progressed(1, 10, new MetricValues(0.5, 0.75)));
        progress.on(new EpochEnded(1, new MetricValues(0.5, 0.75), null, null, 0.1, 2));
        Thread.sleep(120);
        progress.on(new EpochEnded(2, new MetricValues(0.5, 0.75), null, null, 0.1, 0.5));
        assertThat(written.toString()).contains("  2,000/s");
    }

    @Test
    void ofThousandsOfEpochsOnlyThoseThatAreEvaluatedHaveOneAndTheLast() {
        List<String> lines = train(new Terminal(false, 80), 500, 1200);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("epoch 500/1200 ").endsWith("  5.00 s");
        assertThat(lines.get(2)).startsWith("epoch 1200/1200 ").endsWith("  2.00 s");
    }

    @Test
    void onATerminalOneLineIsDrawnOverAndNeverWraps() throws InterruptedException {
        for (int columns : new int[] {200, 80, 40}) {
            written.getBuffer().setLength(0);
            Progress progress = new Progress(new PrintWriter(written), new Terminal(true, columns), 1);
            progress.on(new Started("small", 1, 1000, 10, 100, 4, 0));
            written.getBuffer().setLength(0);
            // The line is drawn at most ten times a second.
            Thread.sleep(120);
            progress.on(new Progressed(3, 500, new MetricValues(0.5, 0.75)));
            String line = written.toString();
            assertThat(line)
                    .startsWith("\r\033[?7lepoch 3/4")
                    .endsWith("\033[K\033[?7h")
                    .doesNotContain("\n");
            assertThat(line.length() - "\r\033[?7l\033[K\033[?7h".length()).isLessThan(columns);
            assertThat(line.contains("███████████████·········]"))
                    .as("a bar on %d columns", columns)
                    .isEqualTo(columns == 200);
        }
    }

    @Test
    void aTerminalShowsThatTheFirstStepIsUnderWay() {
        new Progress(new PrintWriter(written), new Terminal(true, 80), 1)
                .on(new Started("small", 1, 1000, 10, 100, 4, 2));
        assertThat(written.toString())
                .isEqualTo("\r\033[?7lepoch 3/4 [████████████············]  first of 100 steps\033[K\033[?7h");
    }

    @Test
    void aLongPassIsShownWhileItLasts() throws InterruptedException {
        Progress progress = new Progress(new PrintWriter(written), new Terminal(true, 60), 1);
        progress.on(new Started("small", 1, 1000, 10, 100, 4, 0));
        written.getBuffer().setLength(0);
        Thread.sleep(120);
        progress.on(new Measuring(Split.TEST, 2500, 10_000));
        assertThat(written.toString())
                .isEqualTo("\r\033[?7levaluating test [██████··················]  2,500 of 10,000\033[K\033[?7h");
    }

    @Test
    void whatDoesNotFitIsLeftOutWholeAndTheBarBeforeTheFigures() {
        List<String> figures = List.of("loss 0.5000", "accuracy 75.00 %", "ETA 0:12", "12,345/s");
        List<String> more = List.of("val_loss 0.6000", "val_accuracy 70.00 %");
        assertThat(ProgressLine.of(40, "epoch 3/10", 0.5, figures, more))
                .isEqualTo("epoch 3/10  loss 0.5000  ETA 0:12");
        assertThat(ProgressLine.of(80, "epoch 3/10", 0.5, figures, more))
                .isEqualTo("epoch 3/10 [███████········]  loss 0.5000  accuracy 75.00 %  ETA 0:12  12,345/s");
        assertThat(ProgressLine.of(200, "epoch 3/10", 0.5, figures, more))
                .isEqualTo("epoch 3/10 [████████████············]"
                        + "  loss 0.5000  accuracy 75.00 %  ETA 0:12  12,345/s  val_loss 0.6000  val_accuracy 70.00 %");
        assertThat(ProgressLine.of(8, "epoch 3/10", 0.5, figures, more)).isEqualTo("epoch 3");
    }

    private List<String> train(Terminal terminal, int every, int epochs) {
        Progress progress = new Progress(new PrintWriter(written), terminal, every);
        progress.on(new Started("small", 1, 1000, 10, 100, epochs, 0));
        for (int epoch = 1; epoch <= epochs; epoch++) {
            progress.on(new Progressed(epoch, 500, new MetricValues(0.5, 0.75)));
            progress.on(new EpochEnded(
                    epoch, new MetricValues(0.5, 0.75), new MetricValues(0.6, Double.NaN), null, 0.1, 0.01));
        }
        return written.toString().lines().toList();
    }
}
