package nunchi.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Lookup.Gather;
import nunchi.graph.op.Movement.Concatenate;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.Source.Indices;
import nunchi.tensor.Shape;

/// Test-time augmentation: in evaluations and predictions a model sees several views of each image, and its output is
/// the mean of theirs, of logits where the loss takes logits. Training sees each image once, as `augment` leaves it.
///
/// | views | output |
/// |---|---|
/// | the image f and its mirror image | `y = (y_f + y_mirror) / 2` |
/// | the same, and the image moved by `shift` pixels | `y = (mean of these + mean of the moved) / 2` |
///
/// The image is moved up and left, and down and right; with `mirror` the mirror image of each of these is seen too.
/// What lies beyond the border is the reflection of the image in its outermost pixel. These are the views of
/// [airbench](https://github.com/KellerJordan/cifar10-airbench). A prediction takes as many times the operations as
/// there are views, 2, 3 or 6.
///
/// What is shown of the inside of a model is of the image itself: output shapes, activations, saliency, each op.
///
/// @param mirror whether mirror images are seen too, left and right exchanged (default: true)
/// @param shift  pixels by which images are moved, less than their height and width; 0 for not at all (default: 0)
public record Views(boolean mirror, int shift) {
    public Views {
        Check.notNegative("shift", shift);
        Check.require(mirror || shift > 0, "views has neither mirror nor shift; give one of them, or leave views out");
    }

    public Views() {
        this(true, 0);
    }

    /// How many views there are of an image, with the image itself.
    public int count() {
        return still() * (shift == 0 ? 1 : 3);
    }

    /// Those that are not moved.
    private int still() {
        return mirror ? 2 : 1;
    }

    /// All views of a batch, one view of all images after the other; the first view is the images themselves.
    ///
    /// @param x `[batch, height, width, channels]`
    /// @return `[views · batch, height, width, channels]`
    /// @throws nunchi.check.InvalidRequestException for examples that are no images, or smaller ones than `shift`
    Node of(Node x) {
        Shape shape = x.shape();
        Check.require(
                shape.rank() == 4,
                "views mirrors and moves images [height, width, channels], but an example is %s; leave views out"
                        .formatted(shape.example()));
        int batch = shape.extent(0);
        int height = shape.extent(1);
        int width = shape.extent(2);
        Check.require(
                shift < Math.min(height, width),
                "views moves images by %d pixels, but they have %d x %d; make views.shift less than either"
                        .formatted(shift, height, width));
        Node pixels = x.transpose(1, 2, 0, 3).reshape(Shape.of(height * width, batch * shape.last()));
        int rows = Shape.extent("views of the images of a batch", (long) count() * batch);
        return x.graph()
                .add(new Gather(), pixels, taken(x.graph(), height, width))
                .reshape(Shape.of(count(), height, width, batch, shape.last()))
                .transpose(0, 3, 1, 2, 4)
                .reshape(Shape.of(rows, height, width, shape.last()));
    }

    /// The numbers of the pixels that each view takes, counted row by row, `[views, height, width]`.
    private Node taken(Graph graph, int height, int width) {
        List<Node> views = new ArrayList<>();
        for (int moved : shift == 0 ? new int[] {0} : new int[] {0, shift, -shift}) {
            Node rows = reflected(graph.add(new Indices(height)), height, moved).reshape(Shape.of(1, height, 1));
            Node columns = graph.add(new Indices(width));
            views.add(rows.times(width).plus(reflected(columns, width, moved).reshape(Shape.of(1, 1, width))));
            if (mirror) {
                Node mirrored = columns.negate().plus(width - 1);
                views.add(
                        rows.times(width).plus(reflected(mirrored, width, moved).reshape(Shape.of(1, 1, width))));
            }
        }
        return graph.add(new Concatenate(0), views.toArray(Node[]::new));
    }

    /// Places of an axis moved to larger numbers, or to smaller ones where `by` is negative, and back from beyond its
    /// ends.
    private static Node reflected(Node places, int extent, int by) {
        if (by == 0) {
            return places;
        }
        int last = extent - 1;
        return by < 0
                ? places.plus(by).absolute()
                : places.negate().plus(last - by).absolute().negate().plus(last);
    }

    /// The mean of what the model makes of all views: of those that are not moved and of the others, half each.
    ///
    /// @param outputs `[views · batch, …]`
    /// @return `[batch, …]`
    Node mean(Node outputs) {
        Shape example = outputs.shape().example();
        Shape one = example.batch(outputs.shape().extent(0) / count());
        Node views = outputs.reshape(one.batch(count()));
        Node still = mean(views, 0, still()).reshape(one);
        return shift == 0
                ? still
                : still.plus(mean(views, still(), count() - still()).reshape(one))
                        .times(0.5);
    }

    private static Node mean(Node views, int first, int number) {
        return slice(views, first, number).mean(0);
    }

    /// The rows of the first view: what the model makes of the images themselves.
    ///
    /// @param all `[views · batch, …]`, or `[batch, …]` where there is one view
    static Node first(Node all, int batch) {
        return slice(all, 0, batch);
    }

    private static Node slice(Node x, int first, int number) {
        if (x.shape().extent(0) == number) {
            return x;
        }
        List<Integer> start = new ArrayList<>(Collections.nCopies(x.shape().rank(), 0));
        start.set(0, first);
        return x.graph().add(new Slice(start, x.shape().with(0, number)), x);
    }
}
