package nunchi.run;

import nunchi.data.Split;
import nunchi.experiment.Experiment;
import nunchi.train.Evaluation;
import nunchi.train.Trained;

/// A finished run.
///
/// @param part          that the evaluation is of: the test part, else the validation part, else the training part
/// @param weightsSha256 of the model that the training ended with
public record RunResult(
        RunFolder folder,
        Experiment experiment,
        Trained trained,
        Split part,
        Evaluation evaluation,
        String weightsSha256) {}
