package nunchi.record;

/// How long a training took.
///
/// @param imagesPerSecond     training examples per second, through the whole loop
/// @param millisecondsPerStep the median
public record SpeedRecord(double seconds, double imagesPerSecond, double millisecondsPerStep) {}
