package nunchi.network;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Graph;
import nunchi.layer.AveragePool2d;
import nunchi.layer.Branches;
import nunchi.layer.Conv2d;
import nunchi.layer.Conv2dTranspose;
import nunchi.layer.Crop2d;
import nunchi.layer.Dense;
import nunchi.layer.DepthwiseConv2d;
import nunchi.layer.Flatten;
import nunchi.layer.GlobalAveragePool2d;
import nunchi.layer.GroupNorm;
import nunchi.layer.Layer;
import nunchi.layer.MaxPool2d;
import nunchi.layer.Padding;
import nunchi.layer.Residual;
import nunchi.layer.Scope;
import nunchi.layer.Sequential;
import nunchi.layer.SpatialDropout;
import nunchi.layer.ZeroPad2d;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

/// What cannot be done to images is refused while the graph is written, with the layer's path, the numbers and the
/// remedy.
class ImageMistakesTest {
    private static final Shape IMAGES = Shape.of(32, 28, 28, 6);

    private static void refused(Shape examples, String message, Layer... layers) {
        Graph graph = new Graph();
        assertThatThrownBy(() -> new Sequential(layers).build(Scope.training(graph), graph.input("examples", examples)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }

    @Test
    void anImageSmallerThanTheKernel() {
        refused(
                Shape.of(32, 4, 28, 1),
                "at 0.conv2d/convolution: an image of 4 rows is too small for a window of 5: "
                        + "take a smaller window, a larger image, or pad (padding: same)",
                new Conv2d(8, 5));
        refused(
                Shape.of(32, 28, 4, 1),
                "at 0.conv2d/convolution: an image of 4 columns is too small for a window of 5 (3, 2 apart): "
                        + "take a smaller window, a larger image, or pad (padding: same)",
                new Conv2d(8, 3).withDilation(2));
    }

    @Test
    void anImagePooledAwayByLayersBefore() {
        refused(
                Shape.of(32, 7, 7, 1),
                "at 3.maxPool2d/maxpool: an image of 1 rows is too small for a window of 2: "
                        + "take a smaller window, a larger image, or pad (padding: same)",
                new MaxPool2d(2),
                new MaxPool2d(3),
                new Conv2d(4, 1),
                new MaxPool2d(2));
    }

    @Test
    void channelsThatDoNotDivideIntoGroups() {
        refused(
                IMAGES,
                "at 0.conv2d: the 6 channels of [32, 28, 28, 6] do not divide into 4 groups; "
                        + "the groups must divide the channels that come in (1, 2, 3, 6)",
                new Conv2d(8, 3).withGroups(4));
        refused(
                IMAGES,
                "at 1.groupNorm: the 10 channels of [32, 26, 26, 10] do not divide into 3 groups; "
                        + "the groups must divide the channels that come in (1, 2, 5, 10)",
                new Conv2d(10, 3),
                new GroupNorm(3));
    }

    @Test
    void filtersThatDoNotDivideIntoGroups() {
        assertThatThrownBy(() -> new Conv2d(8, 3).withGroups(3))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("8 filters do not divide into 3 groups; the groups must divide the filters");
    }

    @Test
    void aWindowOfNothing() {
        assertThatThrownBy(() -> new MaxPool2d(0))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("rows and columns are 0 and 0; both must be at least 1");
        assertThatThrownBy(() -> new Conv2d(8, 3).withStride(0))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("rows and columns are 0 and 0; both must be at least 1");
    }

    @Test
    void featuresWhereImagesAreTaken() {
        String remedy = "Is a flatten too early, or did a reshape to [height, width, channels] go missing?";
        refused(
                Shape.of(32, 784),
                "at 0.conv2d: conv2d takes images [batch, height, width, channels], but got [32, 784]. " + remedy,
                new Conv2d(8, 3));
        refused(
                IMAGES,
                "at 1.maxPool2d: maxPool2d takes images [batch, height, width, channels], but got [32, 4704]. "
                        + remedy,
                new Flatten(),
                new MaxPool2d(2));
        refused(
                IMAGES,
                "at 1.globalAveragePool2d: globalAveragePool2d takes images [batch, height, width, channels], but got [32, 10]. "
                        + remedy,
                new Sequential(new Flatten(), new Dense(10)),
                new GlobalAveragePool2d());
        refused(
                Shape.of(32, 28, 28),
                "at 0.depthwiseConv2d: depthwiseConv2d takes images [batch, height, width, channels], but got [32, 28, 28]. "
                        + remedy,
                new DepthwiseConv2d(3));
        refused(
                Shape.of(32, 784),
                "at 0.spatialDropout: spatialDropout takes [batch, …, channels] with at least one axis of places, but got [32, 784]; "
                        + "take dropout for features",
                new SpatialDropout(0.2));
    }

    @Test
    void paddingNotSmallerThanThePoolingWindow() {
        refused(
                IMAGES,
                "at 0.maxPool2d: the pooling window has 2 rows, but 2 are padded before and 2 after, so that it could lie wholly outside of the image; "
                        + "pad by less than the window",
                new MaxPool2d(2, 2, new Padding.Explicit(2)));
        refused(
                IMAGES,
                "at 0.averagePool2d: the pooling window has 2 columns, but 0 are padded before and 3 after, so that it could lie wholly outside of the image; "
                        + "pad by less than the window",
                new AveragePool2d(2, 2, new Padding.Explicit(0, 0, 0, 3)));
    }

    @Test
    void paddingThatTakesATransposedConvolutionAway() {
        refused(
                Shape.of(2, 1, 4, 3),
                "at 0.conv2dTranspose: padding [2, 2, 2, 2] takes away all of the 3 x 6 outputs of a window of 3 over 1 x 4: pad less",
                new Conv2dTranspose(4, 3, 1, new Padding.Explicit(2)));
    }

    @Test
    void negativePadding() {
        String message = "padding is [0, 1, -2, 3] at top, bottom, left and right; it must be 0 or more";
        assertThatThrownBy(() -> new Padding.Explicit(0, 1, -2, 3))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> new ZeroPad2d(0, 1, -2, 3))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }

    @Test
    void aCropThatLeavesNothing() {
        refused(
                Shape.of(32, 4, 4, 1),
                "at 0.crop2d: a crop of [1, 1, 2, 2] at top, bottom, left and right leaves nothing of images [4, 4, 1]; crop less",
                new Crop2d(1, 1, 2, 2));
        assertThatThrownBy(() -> new Crop2d(-1))
                .hasMessage("a crop is [-1, -1, -1, -1] at top, bottom, left and right; it must be 0 or more");
    }

    @Test
    void branchesThatDoNotFitTogether() {
        refused(
                IMAGES,
                "at 0.branches: branch 0 makes [32, 28, 28, 4] and branch 1 makes [32, 26, 26, 4], but only their last extents may differ; "
                        + "do strides and padding agree?",
                new Branches(new Conv2d(4, 1), new Conv2d(4, 3)));
        refused(
                Shape.of(32, 2, 28, 6),
                "at 0.branches/1/0.conv2d/convolution: an image of 2 rows is too small for a window of 3: "
                        + "take a smaller window, a larger image, or pad (padding: same)",
                new Branches(new Conv2d(4, 1), new Conv2d(4, 3)));
    }

    @Test
    void residualsOfTwoShapes() {
        refused(
                IMAGES,
                "at 0.residual: the layers turn [32, 28, 28, 6] into [32, 26, 26, 6], but what is added to the input must keep its shape; "
                        + "a shortcut of its own can change the input's",
                new Residual(new Conv2d(6, 3)));
        refused(
                IMAGES,
                "at 0.residual: the layers turn [32, 28, 28, 6] into [32, 14, 14, 8], but the shortcut turns it into [32, 28, 28, 8]; both must make one shape",
                new Residual(List.of(new Conv2d(8, 1).withStride(2)), List.of(new Conv2d(8, 1))));
    }
}
