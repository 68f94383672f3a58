package nunchi.saliency;

/// An image and the score that is asked about: `S(x) = sign · output[unit](x)`, the output being the model's own before
/// the loss (a logit, not a probability: a probability of 1 hardly changes any more, whatever is done to the image).
///
/// @param example as many values as the model takes, before its preprocessing, last axis fastest; not to be changed
/// @param unit    of the model's output, from 0
/// @param sign    1, or -1
public record Score(float[] example, int unit, int sign) {

    /// The score of a class. A model with one unit for two classes says class 1 with its output and class 0 with its
    /// negative.
    ///
    /// @param category from 0
    /// @param units    of the model's output
    public static Score ofClass(float[] example, int category, int units) {
        return units == 1 ? new Score(example, 0, category == 0 ? -1 : 1) : new Score(example, category, 1);
    }
}
