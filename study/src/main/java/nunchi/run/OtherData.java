package nunchi.run;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Splits;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.record.DataRecord;

/// Data that the model of a run is measured on. The run's splits keep examples that it trained on apart from others; of
/// data that it never saw there is nothing to keep apart.
///
/// @param settings of the run, with changes
/// @param whole    as it comes
/// @param other    whether the run never saw it
record OtherData(DataSettings settings, Datasets whole, boolean other) {
    /// Of keys that are a list of columns, or a truth value.
    private static final Map<String, String> NOT_GIVEN =
            Map.of("label", "[]", "target", "[]", "ignore", "[]", "categories", "[]", "skipDamaged", "false");

    /// An experiment with changes; where these name other data, what says how the files of the run's own are read, and
    /// means nothing for the others, is left out.
    static Experiment experiment(Experiment own, List<String> changes, RunOptions options) {
        Experiment wanted = options.files().with(own, changes);
        if (wanted.data().name().equals(own.data().name())) {
            return wanted;
        }
        List<String> absent = options
                .data()
                .meaningless(wanted.data().name(), own.data().reading())
                .stream()
                .map(key -> "data.%s=%s".formatted(key, NOT_GIVEN.getOrDefault(key, "null")))
                .toList();
        return options.files().with(options.files().with(own, absent), changes);
    }

    /// What settings name: data with another name and other files is cut only where the changes say so.
    ///
    /// @param changes as a person gives them: `data.name=mnist`
    static OtherData named(RunFolder run, Experiment own, Experiment wanted, List<String> changes, Datasets whole) {
        boolean split = changes.stream()
                .map(change -> change.replaceFirst("=.*", "").strip())
                .anyMatch(
                        key -> key.equals("data") || key.startsWith("data.test") || key.startsWith("data.validation"));
        boolean renamed = !wanted.data().name().equals(own.data().name());
        boolean seen = !renamed || Environment.shares(run, whole);
        if (seen) {
            requireSameCut(own, wanted);
        }
        return new OtherData(wanted.data(), whole, !split && !seen);
    }

    /// By another split, rows that the model was trained on would be measured as new ones.
    static void requireSameCut(Experiment own, Experiment wanted) {
        Check.require(
                own.data().cutsLike(wanted.data()),
                ("the model was trained on examples of the run's own split, and another split, limit or way of reading would "
                                + "measure some of these as new; omit the changes of data.test, data.validation, data.limit.train and of how %s is read")
                        .formatted(own.data().name()));
    }

    /// What a program gives: its values or files tell whether the run learnt from it.
    static OtherData given(RunFolder run, Experiment experiment, Datasets whole) {
        boolean seen = Environment.shares(run, whole) || isSame(run, experiment, whole);
        return new OtherData(experiment.data(), whole, !seen);
    }

    /// Where examples have another shape than the run's, that is why the model does not fit them.
    static void requireFit(RunFolder run, Experiment experiment, Dataset data) {
        List<Integer> learnt = run.data().map(DataRecord::example).orElse(List.of());
        List<Integer> given = IntStream.range(0, data.example().rank())
                .map(data.example()::extent)
                .boxed()
                .toList();
        if (learnt.isEmpty() || learnt.equals(given)) {
            return;
        }
        try {
            experiment.network(data).inference(1);
        } catch (InvalidRequestException unfit) {
            throw new InvalidRequestException(
                    "the model of %s takes examples of shape %s, but those of %s are %s; give data of that shape, or fit it by data.preprocess"
                            .formatted(run.path(), learnt, data.name(), given),
                    unfit);
        }
    }

    private static boolean isSame(RunFolder run, Experiment experiment, Datasets whole) {
        try {
            return Environment.hasRows(run, experiment.cut(whole));
        } catch (InvalidRequestException uncut) {
            // what cannot be cut as the run's data was is none of it
            return false;
        }
    }

    Splits cut(long seed) {
        if (other) {
            DataSettings untested = settings.withTest(null);
            return (whole.test() == null ? untested.withValidation(null) : untested).cut(whole, seed);
        }
        return settings.cut(whole, seed);
    }

    /// Whether all of the data is one set.
    boolean isUncut() {
        return other && whole.test() == null && whole.validation() == null;
    }
}
