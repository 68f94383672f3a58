package nunchi.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import nunchi.data.Split;
import nunchi.record.EpochRecord;
import nunchi.record.HistogramsRecord;
import nunchi.record.JournalFile;
import nunchi.train.MetricValues;
import nunchi.train.TrainingEvent.EpochEnded;
import nunchi.train.TrainingEvent.Histograms;

/// What a run's journal tells of its epochs.
public final class History {
    private static final MetricValues UNKNOWN = new MetricValues(Double.NaN, Double.NaN);

    private History() {}

    /// @return in order; none where there is no journal; a last line cut off by a kill is left out
    /// @throws nunchi.check.InvalidRequestException when another line is no JSON
    public static List<EpochEnded> read(Path folder) {
        return JournalFile.epochs(folder.resolve(RunFolder.JOURNAL)).stream()
                .map(epoch -> new EpochEnded(
                        epoch.epoch(),
                        Objects.requireNonNullElse(epoch.figures(Split.TRAIN), UNKNOWN),
                        epoch.figures(Split.VALIDATION),
                        epoch.figures(Split.TEST),
                        epoch.value(EpochRecord.LEARNING_RATE),
                        epoch.value(EpochRecord.SECONDS)))
                .toList();
    }

    /// How weights, gradients and activations were distributed, where the experiment asked for it; otherwise as
    /// [#read].
    ///
    /// @throws nunchi.check.InvalidRequestException when a line but the last is no JSON
    public static List<Histograms> histograms(Path folder) {
        return JournalFile.read(folder.resolve(RunFolder.JOURNAL)).stream()
                .filter(HistogramsRecord.class::isInstance)
                .map(line -> ((HistogramsRecord) line).histograms())
                .toList();
    }
}
