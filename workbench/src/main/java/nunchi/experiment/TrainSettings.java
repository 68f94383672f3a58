package nunchi.experiment;

import nunchi.check.Check;

/// How long an experiment trains and when it is measured.
///
/// @param epochs        at most
/// @param evaluateEvery epochs between two inference passes over the validation part; the last epoch always has one
/// @param evaluateTest  whether those passes go over the test part too; it is measured at the end in any case
/// @param earlyStopping null for none
public record TrainSettings(int epochs, int evaluateEvery, boolean evaluateTest, EarlyStopping earlyStopping) {
    public TrainSettings {
        Check.positive("epochs", epochs);
        Check.positive("evaluateEvery", evaluateEvery);
    }

    public TrainSettings(int epochs) {
        this(epochs, 1, false, null);
    }

    public TrainSettings withEpochs(int other) {
        return new TrainSettings(other, evaluateEvery, evaluateTest, earlyStopping);
    }
}
