package nunchi.experiment;

import java.util.List;
import java.util.stream.Stream;
import nunchi.check.Check;
import org.jspecify.annotations.Nullable;

/// What was changed in the course of a training.
///
/// @param interventions changes that were made between two training steps, in their order; a run records them by itself
/// @param forkedFrom    run from which this one was forked, as `nunchi fork` records it; null for a run of its own
public record Course(
        List<Intervention> interventions, @Nullable ForkedFrom forkedFrom) {
    public Course {
        interventions = Check.elements("interventions", interventions);
    }

    public Course() {
        this(List.of(), null);
    }

    /// The same with one more; itself where it is there already.
    public Course with(Intervention made) {
        return interventions.contains(made)
                ? this
                : new Course(
                        Stream.concat(interventions.stream(), Stream.of(made)).toList(), forkedFrom);
    }
}
