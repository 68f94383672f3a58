package nunchi.weights;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import nunchi.backend.Weights;
import nunchi.graph.op.Role;
import nunchi.tensor.Tensor;

/// Copies of weights by their names, in the order of the graph, each in its weight's shape. Not to be changed.
public record Snapshot(Map<String, Tensor> tensors) {

    /// What a stored model consists of, without the optimizer's state.
    public static Snapshot ofModel(Weights weights) {
        return of(weights, Role::partOfModel);
    }

    /// What an optimizer keeps between steps.
    public static Snapshot ofOptimizer(Weights weights) {
        return of(weights, role -> !role.partOfModel());
    }

    /// A copy of every weight, the optimizer's included.
    public static Snapshot ofAll(Weights weights) {
        return of(weights, _ -> true);
    }

    private static Snapshot of(Weights weights, Predicate<Role> wanted) {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        for (String name : weights.names()) {
            if (wanted.test(weights.description(name).role())) {
                copies.put(name, weights.get(name));
            }
        }
        return new Snapshot(copies);
    }

    /// Overwrites the weights of these names.
    ///
    /// @throws nunchi.check.InvalidRequestException where a shape differs
    public void restore(Weights weights) {
        tensors.forEach(weights::set);
    }
}
