package nunchi.run;

import nunchi.data.Dataset;
import nunchi.train.Evaluation;

/// A stored model, measured.
///
/// @param part `train`, `validation` or `test`
/// @param data that part
public record Evaluated(String part, Dataset data, Evaluation evaluation) {}
