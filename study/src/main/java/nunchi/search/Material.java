package nunchi.search;

import nunchi.data.Parts;
import nunchi.experiment.Experiment;
import nunchi.run.RunOptions;

/// The data of the trials: the set that was asked for last stays, since most searches learn from one.
final class Material {
    private final RunOptions options;
    private final Parts given;

    /// @param given data of the program's own; null to load what the experiments name
    Material(RunOptions options, Parts given) {
        this.options = options.keepingData();
        this.given = given;
    }

    /// As it comes, to be cut as the experiment says.
    ///
    /// @throws nunchi.check.InvalidRequestException for data of the program's own that was cut already, which every
    ///                                              seed would share
    Parts of(Experiment experiment) {
        return given == null ? options.whole(experiment) : given;
    }
}
