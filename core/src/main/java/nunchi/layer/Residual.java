package nunchi.layer;

import java.util.List;
import nunchi.graph.Node;

/// `y = x + F(x)`, F being layers one after another that keep the shape. He et al., *Deep residual learning*, CVPR 2016.
public record Residual(List<Layer> layers) implements Layer {
    public Residual {
        layers = List.copyOf(layers);
    }

    public Residual(Layer... layers) {
        this(List.of(layers));
    }

    @Override
    public Node build(Scope scope, Node x) {
        Node branch = new Sequential(layers).build(scope, x);
        scope.require(branch.shape().equals(x.shape()),
                "the layers turn %s into %s, but what is added to the input must keep its shape".formatted(x.shape(), branch.shape()));
        return x.plus(branch);
    }
}
