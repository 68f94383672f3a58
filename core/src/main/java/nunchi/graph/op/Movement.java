package nunchi.graph.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// An op that moves values, repeats them or leaves some out, and computes nothing.
public sealed interface Movement extends Op {
    /// The same values in the same order under other extents, as many as before; nothing is moved: `[100, 28, 28]` to
    /// `[100, 784]`.
    ///
    /// Gradient: `x̄ = ȳ` in the shape of `x`.
    record Reshape(Shape target) implements Movement {
        @Override
        public Shape shape(List<Shape> operands) {
            Shape source = operands.getFirst();
            Check.require(
                    source.size() == target.size(),
                    "x %s has %d values, which do not fill %s (%d)"
                            .formatted(source, source.size(), target, target.size()));
            return target;
        }

        @Override
        public List<Node> gradient(Node node, Node upstream) {
            return List.of(upstream.reshape(node.input(0).shape()));
        }

        @Override
        public long operations(Node node) {
            return 0;
        }
    }

    /// The operand stretched to a larger shape, as NumPy does: missing axes and extents of 1 are repeated: `[10]` to
    /// `[100, 10]`.
    ///
    /// Gradient: `x̄` is `ȳ` summed over the stretched axes.
    record BroadcastTo(Shape target) implements Movement {
        @Override
        public Shape shape(List<Shape> operands) {
            Check.require(
                    Objects.equals(operands.getFirst().broadcast(target), target),
                    "x %s does not stretch to %s".formatted(operands.getFirst(), target));
            return target;
        }

        @Override
        public List<Node> gradient(Node node, Node upstream) {
            return List.of(Binary.unstretch(upstream, node.input(0).shape()));
        }

        @Override
        public long operations(Node node) {
            return 0;
        }
    }

    /// Zeros around a tensor: `before[a]` of them in front of axis a and `after[a]` behind, so that of its n places
    /// come `before[a] + n + after[a]`.
    ///
    /// Gradient: `x̄` is the [Slice] of ȳ that x fills.
    record Pad(List<Integer> before, List<Integer> after) implements Movement {
        public Pad {
            before = List.copyOf(before);
            after = List.copyOf(after);
            Check.require(
                    before.stream().allMatch(zeros -> zeros >= 0)
                            && after.stream().allMatch(zeros -> zeros >= 0),
                    "padding must be 0 or more, but is %s before and %s after".formatted(before, after));
        }

        @Override
        public Shape shape(List<Shape> operands) {
            Shape shape = operands.getFirst();
            Check.require(
                    before.size() == shape.rank() && after.size() == shape.rank(),
                    "padding %s before and %s after does not fit the axes of %s".formatted(before, after, shape));
            for (int axis = 0; axis < before.size(); axis++) {
                long padded = (long) before.get(axis) + shape.extent(axis) + after.get(axis);
                shape = shape.with(axis, Shape.extent("places on axis %d with their padding".formatted(axis), padded));
            }
            return shape;
        }

        @Override
        public List<Node> gradient(Node node, Node upstream) {
            return List.of(node.graph().add(new Slice(before, node.input(0).shape()), upstream));
        }

        @Override
        public long operations(Node node) {
            return 0;
        }
    }

    /// A box of the shape `extents` cut out of a tensor with as many axes: of axis a, `extents[a]` places from
    /// `start[a]` on.
    ///
    /// Gradient: `x̄` is ȳ with zeros around it, by [Pad].
    record Slice(List<Integer> start, Shape extents) implements Movement {
        public Slice {
            start = List.copyOf(start);
        }

        @Override
        public Shape shape(List<Shape> operands) {
            Shape whole = operands.getFirst();
            boolean fits = whole.rank() == extents.rank() && start.size() == whole.rank();
            for (int axis = 0; fits && axis < whole.rank(); axis++) {
                fits = start.get(axis) >= 0 && (long) start.get(axis) + extents.extent(axis) <= whole.extent(axis);
            }
            Check.require(fits, "a slice %s from %s on does not lie within %s".formatted(extents, start, whole));
            return extents;
        }

        @Override
        public List<Node> gradient(Node node, Node upstream) {
            Shape whole = node.input(0).shape();
            List<Integer> after = new ArrayList<>();
            for (int axis = 0; axis < whole.rank(); axis++) {
                after.add(whole.extent(axis) - start.get(axis) - extents.extent(axis));
            }
            return List.of(node.graph().add(new Pad(start, after), upstream));
        }

        @Override
        public long operations(Node node) {
            return 0;
        }
    }

    /// Tensors one behind the other along an axis; all other extents are equal: along axis 1, `[100, 3]` and `[100, 5]`
    /// give `[100, 8]`.
    ///
    /// Gradient: each operand takes its [Slice] of ȳ.
    ///
    /// @param axis counted from the first, 0
    record Concatenate(int axis) implements Movement {
        @Override
        public Shape shape(List<Shape> operands) {
            Check.require(!operands.isEmpty(), "a concatenation needs at least one operand");
            Shape first = operands.getFirst();
            Check.require(axis >= 0 && axis < first.rank(), "axis %d is not one of %s".formatted(axis, first));
            long extent = 0;
            for (Shape operand : operands) {
                boolean fits =
                        operand.rank() == first.rank() && operand.with(axis, 1).equals(first.with(axis, 1));
                Check.require(
                        fits,
                        "%s and %s cannot be concatenated along axis %d: all other extents must be equal"
                                .formatted(first, operand, axis));
                extent += operand.extent(axis);
            }
            return first.with(axis, Shape.extent("places on axis %d".formatted(axis), extent));
        }

        @Override
        public List<Node> gradient(Node node, Node upstream) {
            List<Node> terms = new ArrayList<>();
            List<Integer> start =
                    new ArrayList<>(Collections.nCopies(node.shape().rank(), 0));
            for (Node operand : node.inputs()) {
                terms.add(node.graph().add(new Slice(start, operand.shape()), upstream));
                start.set(axis, start.get(axis) + operand.shape().extent(axis));
            }
            return terms;
        }

        @Override
        public long operations(Node node) {
            return 0;
        }
    }

    /// The axes in another order: `y[…, i_a, …] = x[…]` where axis a of y is axis `order[a]` of x: `[100, 20, 4, 8]` by
    /// `[0, 2, 1, 3]` to `[100, 4, 20, 8]`.
    ///
    /// Gradient: ȳ by the inverse order.
    ///
    /// @param order every axis of x once, counted from 0
    record Transpose(List<Integer> order) implements Movement {
        public Transpose {
            order = List.copyOf(order);
        }

        @Override
        public Shape shape(List<Shape> operands) {
            Shape shape = operands.getFirst();
            List<Integer> axes = IntStream.range(0, shape.rank()).boxed().toList();
            Check.require(
                    order.stream().sorted().toList().equals(axes),
                    "an order of the axes of %s has each of %s once, but is %s".formatted(shape, axes, order));
            return Shape.of(order.stream().mapToInt(shape::extent).toArray());
        }

        @Override
        public List<Node> gradient(Node node, Node upstream) {
            List<Integer> inverse =
                    IntStream.range(0, order.size()).mapToObj(order::indexOf).toList();
            return List.of(node.graph().add(new Transpose(inverse), upstream));
        }

        @Override
        public long operations(Node node) {
            return 0;
        }
    }

    /// `y = x`, of the same shape, through which no gradient flows.
    record StopGradient() implements Movement {
        @Override
        public Shape shape(List<Shape> operands) {
            return operands.getFirst();
        }

        @Override
        public List<Node> gradient(Node node, Node upstream) {
            return Collections.singletonList(null);
        }

        @Override
        public long operations(Node node) {
            return 0;
        }
    }
}
