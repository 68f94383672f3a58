package nunchi.layer;

import nunchi.activation.Activation;
import nunchi.check.Check;
import nunchi.init.Init;
import nunchi.init.Zeros;

/// What layers with weights ask alike of their settings.
final class LayerChecks {
    private LayerChecks() {}

    /// How a window lies and moves.
    static void window(Size kernel, Size stride, Padding padding, Size dilation) {
        Check.given("kernel", kernel);
        Check.given("stride", stride);
        Check.given("padding", padding);
        Check.given("dilation", dilation);
    }

    /// What follows the sum, and what the weights begin with.
    static void weights(Activation activation, Init init, Init biasInit, boolean bias) {
        Check.given("activation", activation);
        Check.given("init", init);
        Check.given("biasInit", biasInit);
        Check.require(
                bias || biasInit instanceof Zeros,
                "biasInit is given, but bias is false, so that there is nothing to begin with it; leave one of the two out");
    }
}
