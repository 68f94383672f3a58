package nunchi.layer;

import nunchi.graph.Node;
import nunchi.graph.op.Role;
import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;
import nunchi.init.Init;
import nunchi.tensor.Shape;

/// What layers on images `[batch, height, width, channels]` ask and do alike.
final class Images {
    private static final Size ONE = new Size(1);

    private Images() {}

    static void require(Scope scope, Layer layer, Node x) {
        scope.require(
                x.shape().rank() == 4,
                "%s takes images [batch, height, width, channels], but got %s. Is a flatten too early, or did a reshape to [height, width, channels] go missing?"
                        .formatted(layer.name(), x.shape()));
    }

    static void requireGroups(Scope scope, Node x, int groups) {
        scope.require(
                x.shape().last() % groups == 0,
                "the %d channels of %s do not divide into %d groups; the groups must divide the channels that come in (%s)"
                        .formatted(
                                x.shape().last(),
                                x.shape(),
                                groups,
                                divisors(x.shape().last())));
    }

    private static String divisors(int number) {
        StringBuilder list = new StringBuilder("1");
        for (int divisor = 2; divisor <= number; divisor++) {
            list.append(number % divisor == 0 ? ", " + divisor : "");
        }
        return list.toString();
    }

    /// A pooling window, no output of which lies wholly in the padding.
    static Window pooling(Scope scope, Size size, Size stride, Padding padding, Shape images) {
        Window window = padding.window(size, stride, ONE, images);
        requirePixels(scope, "rows", window.rows());
        requirePixels(scope, "columns", window.columns());
        return window;
    }

    private static void requirePixels(Scope scope, String name, WindowAxis axis) {
        scope.require(
                Math.max(axis.before(), axis.after()) < axis.kernel(),
                "the pooling window has %d %s, but %d are padded before and %d after, so that it could lie wholly outside of the image; pad by less than the window"
                        .formatted(axis.kernel(), name, axis.before(), axis.after()));
    }

    /// The same values under other extents; where an example has one place before and after, its values stay together.
    static Node rearranged(Scope scope, Node x, Shape target) {
        Node y = x.reshape(target);
        int values = x.shape().example().size();
        boolean mixed = values > x.shape().last() || values > target.last();
        return y == x ? x : scope.placed(y, new Places.Rearranged(target.rank() == 4, mixed));
    }

    static Node plusBias(Scope scope, Node z, Init init) {
        return z.plus(scope.weight("bias", Shape.of(z.shape().last()), init, Role.BIAS));
    }
}
