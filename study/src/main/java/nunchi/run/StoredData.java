package nunchi.run;

import java.util.List;
import java.util.function.Supplier;
import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Splits;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.record.DataRecord;

/// The data of a run that is there: found again by the name in its experiment, or given again by the program that gave
/// it. Classes and columns are matched by their names with those that the run recorded.
public final class StoredData {
    private static final String GIVE =
            "a program gave the data of %s as Parts; give the same to Runs.evaluate, Runs.verify, Runs.resume, Inspections.inspect or "
                    + "Exports.activations, or evaluate the model on other data by its name";

    private StoredData() {}

    /// The run's own, cut as its experiment says.
    ///
    /// @throws InvalidRequestException where it is not there, or what has its name is not the same: a program gave the
    ///     run's data
    public static Splits own(RunFolder run, Experiment experiment, RunOptions options) {
        Datasets whole = whole(run, experiment.data(), options);
        requireOwn(run, experiment, whole);
        return experiment.cut(whole);
    }

    /// As they come, to be cut.
    static Datasets whole(RunFolder run, DataSettings settings, RunOptions options) {
        return explained(run, settings, () -> options.whole(settings, run.schema()));
    }

    /// The same given by a program.
    static Datasets whole(RunFolder run, Datasets given) {
        return given.matching(run.schema());
    }

    /// The same, cut as the run's experiment says.
    static Splits cut(RunFolder run, Experiment experiment, Datasets given) {
        return experiment.cut(whole(run, given));
    }

    /// What the run is trained on once more, with the columns and classes of the model that it begins with.
    static Splits again(RunFolder run, Experiment experiment, RunOptions options) {
        Datasets whole = explained(run, experiment.data(), () -> options.whole(experiment));
        return StartModels.cut(experiment, whole, options);
    }

    /// The same given by a program.
    static Splits again(RunFolder run, Experiment experiment, Datasets given) {
        Environment.requireSameFiles(run, given.sets());
        return cut(run, experiment, given);
    }

    /// A complaint says what to do where the run's data came from a program.
    private static Datasets explained(RunFolder run, DataSettings settings, Supplier<Datasets> loading) {
        try {
            return loading.get();
        } catch (InvalidRequestException unknown) {
            boolean given = Environment.isGiven(run)
                    && settings.name().equals(run.data().map(DataRecord::name).orElse(""));
            throw given ? toBeGiven(run, unknown) : unknown;
        }
    }

    /// What was trained on must be what is found by its name: a program may have given data with the name of a known
    /// set, and of files that changed since, the split would take rows for new that the model has learnt.
    static void requireOwn(RunFolder run, Experiment experiment, Datasets whole) {
        requireOwn(run, whole.sets(), () -> experiment.cut(whole));
    }

    /// The same of data that is cut.
    static void requireOwn(RunFolder run, Splits parts) {
        requireOwn(run, parts.sets(), () -> parts);
    }

    private static void requireOwn(RunFolder run, List<Dataset> sets, Supplier<Splits> cut) {
        if (Environment.isGiven(run)) {
            requireGiven(run, cut);
        } else {
            Environment.requireSameFiles(run, sets);
        }
    }

    private static void requireGiven(RunFolder run, Supplier<Splits> parts) {
        try {
            Environment.requireSame(run, parts.get());
        } catch (InvalidRequestException other) {
            throw toBeGiven(run, other);
        }
    }

    private static InvalidRequestException toBeGiven(RunFolder run, InvalidRequestException refused) {
        return new InvalidRequestException(
                "%s; %s".formatted(refused.getMessage(), GIVE.formatted(run.path())), refused);
    }
}
