package nunchi.network;

import java.util.List;
import java.util.Set;
import nunchi.loss.Loss;
import nunchi.optimizer.Optimizer;
import org.jspecify.annotations.Nullable;

/// How a model is trained. In a step, gradients of loss and penalty are taken, clipped, given to the optimizer, and the
/// kernels constrained.
///
/// @param loss       what is made small
/// @param optimizer  by which rule
/// @param penalty    added to the loss for every kernel; null for none
/// @param clip       bounds the gradients; null for none
/// @param constraint bounds the kernels; null for none
/// @param strict     whether convolutions are computed as they are defined, see [nunchi.graph.Graph#strict];
///                   default: false
/// @param frozen     the paths of layers whose weights stay as they are and which are computed as in evaluation;
///                   default: none
/// @param groups     weights that are trained at another rate; one in several groups follows the first; default: none
public record TrainingStep(
        Loss loss,
        Optimizer optimizer,
        @Nullable Penalty penalty,
        @Nullable Clip clip,
        @Nullable Constraint constraint,
        boolean strict,
        Set<String> frozen,
        List<WeightGroup> groups) {
    public TrainingStep {
        frozen = Set.copyOf(frozen);
        groups = List.copyOf(groups);
    }

    public TrainingStep(
            Loss loss,
            Optimizer optimizer,
            @Nullable Penalty penalty,
            @Nullable Clip clip,
            @Nullable Constraint constraint) {
        this(loss, optimizer, penalty, clip, constraint, false, Set.of(), List.of());
    }

    public TrainingStep(Loss loss, Optimizer optimizer) {
        this(loss, optimizer, null, null, null);
    }

    public TrainingStep withStrict(boolean other) {
        return new TrainingStep(loss, optimizer, penalty, clip, constraint, other, frozen, groups);
    }

    public TrainingStep withLoss(Loss other) {
        return new TrainingStep(other, optimizer, penalty, clip, constraint, strict, frozen, groups);
    }
}
