package nunchi.layer;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Movement.Concatenate;

/// Several ways from one input, their results one behind the other along the last axis: `y = [F₁(x), F₂(x), …]`. A
/// branch without layers hands its input on. Szegedy et al., *Going deeper with convolutions*, CVPR 2015; with
/// `[[], […]]` Huang et al., *Densely connected convolutional networks*, CVPR 2017.
///
/// | array | shape |
/// |---|---|
/// | x | `[batch, …]` |
/// | of branch i | `[batch, …, channels i]`, refused where the branches differ in another extent |
/// | y | `[batch, …, Σ channels i]` |
///
/// Paths: `3.branches/0/0.conv2d/weight`.
///
/// @param branches layers of each branch F₁, F₂, …
public record Branches(List<List<Layer>> branches) implements Layer {
    public Branches {
        branches = Check.elements("branches", branches).stream()
                .map(branch -> Check.elements("a branch", branch))
                .toList();
        Check.require(!branches.isEmpty(), "branches need at least one list of layers");
    }

    /// Each of one layer.
    public Branches(Layer... branches) {
        this(Check.elements("branches", branches).stream().map(List::of).toList());
    }

    @Override
    public Layer withTokens(TokenCounts counts) {
        return new Branches(branches.stream().map(counts::tell).toList());
    }

    @Override
    public Node build(Scope scope, Node x) {
        List<Node> results = IntStream.range(0, branches.size())
                .mapToObj(position -> branches.get(position).isEmpty()
                        ? x
                        : scope.child(Integer.toString(position), branch(position, x)))
                .toList();
        Node first = results.getFirst();
        for (int position = 1; position < results.size(); position++) {
            boolean fits = results.get(position)
                    .shape()
                    .withLast(1)
                    .equals(first.shape().withLast(1));
            scope.require(
                    fits,
                    "branch 0 makes %s and branch %d makes %s, but only their last extents may differ; do strides and padding agree?"
                            .formatted(
                                    first.shape(),
                                    position,
                                    results.get(position).shape()));
        }
        return scope.graph().add(new Concatenate(first.shape().rank() - 1), results.toArray(Node[]::new));
    }

    private Function<Scope, Node> branch(int position, Node x) {
        return inner -> new Sequential(branches.get(position)).build(inner, x);
    }
}
