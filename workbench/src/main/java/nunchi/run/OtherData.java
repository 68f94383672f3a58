package nunchi.run;

import java.util.List;
import nunchi.data.Parts;
import nunchi.experiment.DataSettings;

/// Data that the model of a run is measured on. The run's splits keep examples that it trained on apart from others; of data that it never saw there is nothing to
/// keep apart.
///
/// @param own     settings of the run
/// @param wanted  the same with the changes
/// @param changes as a person gives them: `data.name=mnist`
record OtherData(DataSettings own, DataSettings wanted, List<String> changes) {

    /// Data with another name and other files is cut only where the changes say so.
    Parts cut(RunFolder run, Parts whole, long seed) {
        if (isOther(run, whole)) {
            DataSettings untested = wanted.withTest(null);
            return (whole.test() == null ? untested.withValidation(null) : untested).cut(whole, seed);
        }
        return wanted.cut(whole, seed);
    }

    /// Whether all of the data is one set.
    boolean isUncut(RunFolder run, Parts whole) {
        return isOther(run, whole) && whole.test() == null && whole.validation() == null;
    }

    private boolean isOther(RunFolder run, Parts whole) {
        boolean split = changes.stream().map(change -> change.replaceFirst("=.*", "").strip())
                .anyMatch(key -> key.equals("data") || key.startsWith("data.test") || key.startsWith("data.validation"));
        return !split && !wanted.name().equals(own.name()) && !Environment.shares(run, whole);
    }
}
