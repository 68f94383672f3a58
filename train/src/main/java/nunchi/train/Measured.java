package nunchi.train;

import nunchi.metric.Predictions;

/// What one pass over a data set gave.
///
/// @param predictions null where no metric asked for them
record Measured(Figures figures, Predictions predictions) {}
