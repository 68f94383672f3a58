package nunchi.experiment;

import java.util.List;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.codec.Inline;
import nunchi.layer.Layer;
import nunchi.loss.Loss;
import nunchi.network.Clip;
import nunchi.network.Constraint;
import nunchi.network.Penalty;
import nunchi.optimizer.Optimizer;
import org.jspecify.annotations.Nullable;

/// What learns, by which rule, and how that was changed in the course of the training.
///
/// @param model      layers from first to last, without the preprocessing
/// @param loss       loss function to minimize
/// @param optimizer  rule that updates the weights
/// @param penalty    penalty on the weights, added to the loss; null for none
/// @param clip       bound on the gradients; null for none
/// @param constraint bound on the kernels after each step; null for none
/// @param strict     whether convolutions are computed as defined, without Winograd's algorithm (default: false)
/// @param course     what was changed in the course of the training
public record Learner(
        List<Layer> model,
        Loss loss,
        Optimizer optimizer,
        @Nullable Penalty penalty,
        @Nullable Clip clip,
        @Nullable Constraint constraint,
        boolean strict,
        @Inline Course course) {
    public Learner {
        Check.require(
                Stream.of(model, loss, optimizer).noneMatch(part -> part == null),
                "an experiment needs data, model, loss, optimizer and train");
        Check.given("course", course);
        model = Check.elements("model", model);
        Check.require(!model.isEmpty(), "model is empty; it must have at least one layer");
    }

    public Learner(List<Layer> model, Loss loss, Optimizer optimizer) {
        this(model, loss, optimizer, null, null, null, false, new Course());
    }

    Learner withCourse(Course other) {
        return new Learner(model, loss, optimizer, penalty, clip, constraint, strict, other);
    }
}
