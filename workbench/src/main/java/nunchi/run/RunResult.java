package nunchi.run;

import nunchi.experiment.Experiment;
import nunchi.train.Evaluation;
import nunchi.train.Trained;

/// A finished run.
///
/// @param part          that the evaluation is of: `test`, else `validation`, else `train`
/// @param weightsSha256 of the model that the training ended with
public record RunResult(RunFolder folder, Experiment experiment, Trained trained, String part, Evaluation evaluation, String weightsSha256) {}
