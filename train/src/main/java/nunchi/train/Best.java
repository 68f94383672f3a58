package nunchi.train;

import nunchi.experiment.Monitor;

/// The epoch in which a figure was best.
///
/// @param epoch from 1
public record Best(int epoch, Monitor monitor, double value) {}
