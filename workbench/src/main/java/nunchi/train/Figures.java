package nunchi.train;

/// How well a model does on rows of data.
///
/// @param loss     the mean over the rows, in nats for cross-entropies
/// @param accuracy the share classified rightly, in [0, 1]; NaN where there are no classes
public record Figures(double loss, double accuracy) {
    public boolean hasAccuracy() {
        return !Double.isNaN(accuracy);
    }
}
