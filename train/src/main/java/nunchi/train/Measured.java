package nunchi.train;

import nunchi.metric.Predictions;

/// What one pass over a data set gave.
record Measured(MetricValues figures, Predictions predictions) {}
