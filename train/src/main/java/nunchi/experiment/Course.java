package nunchi.experiment;

import java.util.List;
import java.util.stream.Stream;
import nunchi.check.Check;

/// What was changed in the course of a training.
///
/// @param interventions changes that were made between two training steps, in their order; a run records them by itself
public record Course(List<Intervention> interventions) {
    public Course {
        interventions = Check.elements("interventions", interventions);
    }

    public Course() {
        this(List.of());
    }

    /// The same with one more; itself where it is there already.
    public Course with(Intervention made) {
        return interventions.contains(made)
                ? this
                : new Course(Stream.concat(interventions.stream(), Stream.of(made)).toList());
    }
}
