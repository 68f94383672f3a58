package nunchi.record;

/// How long a training took.
///
/// @param seconds             duration of the training, in seconds
/// @param imagesPerSecond     training examples per second over the whole training loop
/// @param millisecondsPerStep median duration of a training step, in milliseconds
public record SpeedRecord(double seconds, double imagesPerSecond, double millisecondsPerStep) {}
