package nunchi.search;

import java.util.Objects;
import nunchi.check.Check;
import nunchi.data.Parts;
import nunchi.data.Reading;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.Start;
import nunchi.run.RunOptions;

/// The data of the trials: the set that was asked for last stays, since most searches learn from one.
final class Material {
    private final RunOptions options;
    private final Parts given;
    private String name;
    private Reading reading;
    private Start start;
    private Parts whole;

    /// @param given data of the program's own; null to load what the experiments name
    Material(RunOptions options, Parts given) {
        this.options = options;
        this.given = given;
    }

    /// As it comes, to be cut as the experiment says.
    ///
    /// @throws nunchi.check.InvalidRequestException for data of the program's own that was cut already, which every seed would share
    Parts of(Experiment experiment) {
        Check.require(given == null || !given.cut(), "a search cuts its data anew for every seed, but these parts are cut already; give it the whole");
        return given == null ? loaded(experiment) : given;
    }

    private synchronized Parts loaded(Experiment experiment) {
        DataSettings data = experiment.data();
        if (!data.name().equals(name) || !data.reading().equals(reading) || !Objects.equals(experiment.train().start(), start)) {
            // let go of before the next one takes its room
            whole = null;
            whole = options.whole(experiment);
            name = data.name();
            reading = data.reading();
            start = experiment.train().start();
        }
        return whole;
    }
}
