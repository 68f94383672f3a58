package nunchi.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;
import nunchi.data.Splits;
import nunchi.experiment.Experiment;
import nunchi.experiment.ForkedFrom;
import nunchi.run.FirstDifference.Place;
import nunchi.tensor.Tensor;
import nunchi.train.CheckedTraining;
import nunchi.train.Checkpoint;
import nunchi.train.StepVisitor;
import nunchi.weights.Fingerprint;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// Two runs of which one epoch is trained again, step by step.
///
/// @param epoch from 1; those before are trained again too
record StepComparison(RunFolder one, RunFolder other, int epoch, RunOptions options) {

    /// A run that has come to the beginning of the epoch.
    private record Side(
            Experiment experiment,
            Splits parts,
            RunOptions options,
            @Nullable Checkpoint before) {
        /// @param epoch that comes next
        static Side of(RunFolder run, int epoch, RunOptions options, Backend backend) {
            Experiment experiment = trainedBy(run.trainedExperiment(options.files()), epoch);
            Splits parts = StoredData.again(run, experiment, options);
            StoredData.requireOwn(run, parts);
            if (epoch == 1) {
                return new Side(experiment, parts, options, null);
            }
            WeightsHashes hashes = WeightsHashes.of(run);
            try {
                Checkpoint before = Work.checked(experiment, parts, options)
                        .upTo(epoch - 1, backend, hashes.and(options.listener()));
                return new Side(experiment, parts, options, before);
            } catch (StoppedException stopped) {
                Check.require(
                        hashes.differing() == 0,
                        "trained again, the weights of %s differ from its own journal from epoch %d on"
                                .formatted(run.path(), hashes.differing()));
                throw stopped;
            }
        }

        void visit(Backend backend, StepVisitor visitor) {
            CheckedTraining training = Work.checked(experiment, parts, options);
            training.steps(before, backend, visitor);
        }

        Snapshot after(int steps, Backend backend) {
            List<Snapshot> found = new ArrayList<>();
            visit(backend, (made, weights) -> {
                if (made == steps) {
                    found.add(weights);
                }
                return made < steps;
            });
            return found.getFirst();
        }
    }

    /// What an epoch was trained by: before a fork it is another experiment.
    static Experiment trainedBy(Experiment experiment, int epoch) {
        ForkedFrom from = experiment.course().forkedFrom();
        return from == null || epoch > from.epoch() ? experiment : trainedBy(from.experiment(), epoch);
    }

    FirstDifference result(int agreed, int compared) {
        try (Backend backend = options.open()) {
            return new FirstDifference(agreed, compared, place(backend), null);
        } catch (InvalidRequestException impossible) {
            return new FirstDifference(agreed, compared, null, impossible.getMessage());
        }
    }

    private Place place(Backend backend) {
        Side left = Side.of(one, epoch, options, backend);
        Side right = Side.of(other, epoch, options, backend);
        List<String> hashes = new ArrayList<>();
        left.visit(backend, (_, weights) -> hashes.add(Fingerprint.of(weights)));
        List<Snapshot> found = new ArrayList<>();
        int[] step = {0};
        right.visit(backend, (made, weights) -> {
            step[0] = made;
            boolean same = made < hashes.size() && hashes.get(made).equals(Fingerprint.of(weights));
            if (!same) {
                found.add(weights);
            }
            return same;
        });
        Check.require(
                !found.isEmpty() && step[0] < hashes.size(),
                "trained again, both come to the same weights after each step of epoch %d; other versions or machines made the difference in their journals"
                        .formatted(epoch));
        return place(step[0], hashes.size() - 1, left.after(step[0], backend), found.getFirst());
    }

    private Place place(int step, int steps, Snapshot before, Snapshot after) {
        for (var entry : before.tensors().entrySet()) {
            Tensor own = entry.getValue();
            Tensor others = after.tensors().get(entry.getKey());
            if (others == null || !others.shape().equals(own.shape())) {
                int values = own.values().length;
                return new Place(epoch, step, steps, entry.getKey(), values, values, Double.NaN);
            }
        }
        Verification.Difference first = Objects.requireNonNull(
                Verification.of(before, after).differing().getFirst());
        return new Place(epoch, step, steps, first.tensor(), first.values(), first.of(), first.largest());
    }
}
