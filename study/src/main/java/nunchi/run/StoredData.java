package nunchi.run;

import java.util.function.Supplier;
import nunchi.check.InvalidRequestException;
import nunchi.data.Parts;
import nunchi.data.Splits;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.model.DataSchema;
import nunchi.record.DataRecord;

/// The data of a run that is there: found again by the name in its experiment, or given again by the program that gave
/// it. Classes and columns are matched by their names with those that the run recorded.
final class StoredData {
    private static final String GIVE =
            "a program gave the data of %s as Parts; give the same to Runs.evaluate, Runs.verify, Runs.resume, Inspections.inspect or "
                    + "Exports.activations, or evaluate the model on other data by its name";

    private StoredData() {}

    /// The run's own, cut as its experiment says.
    ///
    /// @throws InvalidRequestException where a program gave them, and what has their name is not the same
    static Splits own(RunFolder run, Experiment experiment, RunOptions options) {
        Parts whole = whole(run, experiment.data(), options);
        requireOwn(run, experiment, whole);
        return experiment.data().cut(whole, experiment.seed());
    }

    /// As they come, to be cut.
    static Parts whole(RunFolder run, DataSettings settings, RunOptions options) {
        try {
            return options.whole(settings, run.schema());
        } catch (InvalidRequestException unknown) {
            throw explained(run, settings, unknown);
        }
    }

    /// The same given by a program.
    static Parts matched(RunFolder run, Parts given) {
        DataSchema schema = run.schema();
        return schema == null ? given : given.matching(schema);
    }

    /// The same, cut as the run's experiment says.
    static Splits cut(RunFolder run, Experiment experiment, Parts given) {
        return experiment.data().cut(matched(run, given), experiment.seed());
    }

    /// The same complaint with what to do where the run's data came from a program.
    static InvalidRequestException explained(RunFolder run, DataSettings settings, InvalidRequestException unknown) {
        return Environment.isGiven(run)
                        && settings.name()
                                .equals(run.data().map(DataRecord::name).orElse(""))
                ? new InvalidRequestException(
                        "%s; %s".formatted(unknown.getMessage(), GIVE.formatted(run.path())), unknown)
                : unknown;
    }

    /// What was trained on must be what is found by its name: a program may have given data with the name of a known
    /// set, and of files that changed since, the split would take rows for new that the model has learnt.
    static void requireOwn(RunFolder run, Experiment experiment, Parts whole) {
        if (Environment.isGiven(run)) {
            requireGiven(run, () -> experiment.data().cut(whole, experiment.seed()));
        } else {
            Environment.requireSameFiles(run, whole.sets());
        }
    }

    /// The same of data that is cut.
    static void requireOwn(RunFolder run, Splits parts) {
        if (Environment.isGiven(run)) {
            requireGiven(run, () -> parts);
        } else {
            Environment.requireSameFiles(run, parts.sets());
        }
    }

    private static void requireGiven(RunFolder run, Supplier<Splits> parts) {
        try {
            Environment.requireSame(run, parts.get());
        } catch (InvalidRequestException other) {
            throw new InvalidRequestException(
                    "%s; %s".formatted(other.getMessage(), GIVE.formatted(run.path())), other);
        }
    }
}
