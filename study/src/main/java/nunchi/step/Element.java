package nunchi.step;

import org.jspecify.annotations.Nullable;

/// One element of a step's value.
///
/// @param value    its value
/// @param slope    how the loss depends on it; null where it has no gradient with respect to the step
/// @param forward  how the value comes from the operands
/// @param backward how the gradient comes from those of later steps; null where there is none
public record Element(
        double value,
        @Nullable Slope slope,
        Expansion forward,
        @Nullable Expansion backward) {

    /// The derivative of the loss L with respect to an element x, in two ways.
    ///
    /// @param gradient   `∂L/∂x` by backpropagation
    /// @param difference `(L(x + h) − L(x − h)) / 2h`, everything behind x computed anew
    /// @param h          `1e-5 · max(1, |x|)`
    /// @param rounding   how far the rounding of L alone may move the difference
    /// @param kinked     whether the slopes to both sides differ: a rectifier or a maximum switches between x − h and
    ///                   x + h, so that the loss has no derivative there
    public record Slope(double gradient, double difference, double h, double rounding, boolean kinked) {
        /// `|gradient − difference| / max(|gradient|, |difference|)`; 0 where both are 0.
        public double relativeDifference() {
            double scale = Math.max(Math.abs(gradient), Math.abs(difference));
            return scale == 0 ? 0 : Math.abs(gradient - difference) / scale;
        }
    }
}
