package nunchi.experiment;

import nunchi.check.Check;

/// Run from which another was forked: both are the same up to the end of an epoch. Training the fork again trains the
/// epochs before with the settings that they had.
///
/// @param run           name of the folder of the run that was forked
/// @param epoch         last epoch that both runs have in common, from 1
/// @param weightsSha256 SHA-256 of the weights after that epoch
/// @param experiment    experiment by which the epochs up to that one are trained
public record ForkedFrom(String run, int epoch, String weightsSha256, Experiment experiment) {
    public ForkedFrom {
        Check.given("run", run);
        Check.positive("epoch", epoch);
        Check.given("weightsSha256", weightsSha256);
        Check.given("experiment", experiment);
    }

    /// Whether a key of an experiment file is one of the experiment of the epochs before.
    ///
    /// @param key its path, such as `forkedFrom.experiment.seed`
    public static boolean isBefore(String key) {
        return key.startsWith("forkedFrom.experiment.");
    }
}
