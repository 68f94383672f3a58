package nunchi.cpu.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nunchi.graph.Node;
import nunchi.graph.op.Binary.Add;
import nunchi.graph.op.Binary.Multiply;
import nunchi.graph.op.Binary.Subtract;

/// The products of a group that are computed with the addition or subtraction that alone reads them: `a·b + c` and
/// `c - a·b` take one pass through the first-level cache instead of two. The product is rounded on its own, so that the
/// bits are those of two ops.
final class JoinedProducts {
    private final FusedGroup group;
    private final Map<Node, Node> productOf = new HashMap<>();

    /// @param stored the members whose values go to memory
    JoinedProducts(FusedGroup group, Set<Node> stored) {
        this.group = group;
        group.members()
                .forEach(member -> candidates(member)
                        .filter(product -> joins(product, member, stored))
                        .findFirst()
                        .ifPresent(product -> productOf.put(member, product)));
    }

    /// The operands that may be such a product: either one of an addition, the second of a subtraction.
    private static Stream<Node> candidates(Node member) {
        return switch (member.op()) {
            case Add _ -> Stream.of(member.input(1), member.input(0)).map(Fusion::resolve);
            case Subtract _ -> Stream.of(member.input(1)).map(Fusion::resolve);
            default -> Stream.of();
        };
    }

    /// Nothing may be stored in between: it could lie where an operand of the product lies.
    private boolean joins(Node product, Node reader, Set<Node> stored) {
        return product.op() instanceof Multiply
                && group.contains(product)
                && !stored.contains(product)
                && readers(product) == 1
                && stored.stream().noneMatch(node -> product.index() < node.index() && node.index() < reader.index());
    }

    private long readers(Node product) {
        return Stream.concat(group.members().stream(), group.sums().stream())
                .flatMap(member -> member.inputs().stream())
                .filter(input -> Fusion.resolve(input) == product)
                .count();
    }

    /// Whether the product is computed with its reader.
    boolean contains(Node product) {
        return productOf.containsValue(product);
    }

    /// What the member reads: in the place of a joined product its two factors, before the other operand.
    List<Node> operands(Node member) {
        Node product = productOf.get(member);
        if (product == null) {
            return member.inputs();
        }
        Node other = Fusion.resolve(member.input(0)) == product ? member.input(1) : member.input(0);
        return List.of(product.input(0), product.input(1), other);
    }
}
