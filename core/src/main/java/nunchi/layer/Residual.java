package nunchi.layer;

import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;

/// `y = S(x) + F(x)`: F being layers one after another, S layers that bring the input to F's shape, or nothing where F
/// keeps it. He et al., *Deep residual learning*, CVPR 2016; there S is a convolution of 1 x 1 with F's stride (a
/// projection shortcut). `[batch, …]` in; S(x), F(x) and y have one shape, and a model in which they do not is refused.
///
/// Paths: `3.residual/0.conv2d/weight`, `3.residual/shortcut/0.conv2d/weight`.
///
/// @param layers   layers F
/// @param shortcut layers S; empty for the input itself
public record Residual(List<Layer> layers, List<Layer> shortcut) implements Layer {
    public Residual {
        layers = Check.elements("layers", layers);
        shortcut = Check.elements("shortcut", shortcut);
    }

    public Residual(List<Layer> layers) {
        this(layers, List.of());
    }

    public Residual(Layer... layers) {
        this(Check.elements("layers", layers));
    }

    @Override
    public Layer withTokens(TokenCounts counts) {
        return new Residual(counts.tell(layers), counts.tell(shortcut));
    }

    @Override
    public Node build(Scope scope, Node x) {
        Node branch = new Sequential(layers).build(scope, x);
        if (shortcut.isEmpty()) {
            scope.require(
                    branch.shape().equals(x.shape()),
                    "the layers turn %s into %s, but what is added to the input must keep its shape; a shortcut of its own can change the input's"
                            .formatted(x.shape(), branch.shape()));
            return x.plus(branch);
        }
        Node carried = scope.child("shortcut", inner -> new Sequential(shortcut).build(inner, x));
        scope.require(
                branch.shape().equals(carried.shape()),
                "the layers turn %s into %s, but the shortcut turns it into %s; both must make one shape"
                        .formatted(x.shape(), branch.shape(), carried.shape()));
        return carried.plus(branch);
    }
}
