package nunchi.run;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.check.Remedy;
import nunchi.data.Splits;
import nunchi.experiment.EarlyStopping;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.record.Codec;
import nunchi.record.RunRecord;
import nunchi.tensor.Tensor;
import nunchi.weights.Fingerprint;
import nunchi.weights.Snapshot;

/// Whether training again gave the same weights.
///
/// @param recorded  the sha256 of the stored weights
/// @param found     of those that came out now
/// @param differing tensors that are not the same bit for bit; empty where all are
public record Verification(String recorded, String found, List<Difference> differing) {

    /// A tensor that came out otherwise.
    ///
    /// @param values  that differ
    /// @param of      all its values
    /// @param largest the largest absolute difference
    public record Difference(String tensor, int values, int of, double largest) {}

    /// Whether no weight differs in a bit.
    public boolean same() {
        return differing.isEmpty();
    }

    /// @param trained what the run was trained with
    static Verification of(RunFolder run, Experiment trained, Splits parts, RunOptions options) {
        RunRecord result = run.result().orElse(Codec.empty(RunRecord.class));
        Check.require(
                result.weightsSha256() != null,
                "%s has not finished, by its result.json, so there is nothing to compare with; %s"
                        .formatted(run.path(), Remedy.FINISH));
        Environment.requireSame(run, parts);
        Experiment experiment = again(trained, result);
        Snapshot stored = StoredModel.of(run, experiment);
        try (Backend backend = options.open()) {
            Work work = Work.of(experiment, parts, options, backend);
            Environment.requireSame(run, work.start());
            return of(stored, work.train(options.listener()).weights());
        }
    }

    /// What was stopped by the clock is stopped after the same epoch; nobody would see the histograms.
    private static Experiment again(Experiment experiment, RunRecord result) {
        TrainSettings train = experiment.train().withHistograms(null);
        int epochs = result.epochs() == null ? train.epochs() : result.epochs();
        return experiment.withTrain(train.maxSeconds() == null ? train : shortened(train, epochs));
    }

    /// Early stopping that was to look at later epochs alone has looked at none.
    private static TrainSettings shortened(TrainSettings train, int epochs) {
        EarlyStopping stopping = train.earlyStopping();
        boolean idle = stopping != null && stopping.startFromEpoch() >= epochs;
        return train.withMaxSeconds(null).withEpochs(epochs).withEarlyStopping(idle ? null : stopping);
    }

    static Verification of(Snapshot stored, Snapshot again) {
        List<Difference> differing = stored.tensors().entrySet().stream()
                .filter(entry -> !Arrays.equals(bits(entry.getValue()), bits(counterpart(entry, again))))
                .map(entry -> difference(entry, counterpart(entry, again)))
                .toList();
        return new Verification(Fingerprint.of(stored), Fingerprint.of(again), differing);
    }

    private static Tensor counterpart(Map.Entry<String, Tensor> stored, Snapshot again) {
        return Objects.requireNonNull(again.tensors().get(stored.getKey()));
    }

    private static int[] bits(Tensor tensor) {
        int[] bits = new int[tensor.values().length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(tensor.values()[i]);
        }
        return bits;
    }

    private static Difference difference(Map.Entry<String, Tensor> stored, Tensor again) {
        float[] before = stored.getValue().values();
        int count = 0;
        double largest = 0;
        for (int i = 0; i < before.length; i++) {
            float now = again.values()[i];
            count += Float.floatToRawIntBits(before[i]) == Float.floatToRawIntBits(now) ? 0 : 1;
            largest = Math.max(largest, Math.abs((double) before[i] - now));
        }
        return new Difference(stored.getKey(), count, before.length, largest);
    }
}
