package nunchi.search;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.codec.Tree;
import nunchi.experiment.Experiment;
import org.jspecify.annotations.Nullable;

/// One training of a search.
///
/// @param number     its place in the plan, from 1
/// @param values     of the searched keys
/// @param experiment with these values and a seed of its own
/// @param refusal    why it cannot be trained; null where it can
public record Trial(
        int number,
        Map<String, Tree> values,
        Experiment experiment,
        @Nullable String refusal) {
    /// One that can be trained.
    public Trial(int number, Map<String, Tree> values, Experiment experiment) {
        this(number, values, experiment, null);
    }

    /// @param reason which is stored with the trial; null for none
    Trial refused(@Nullable String reason) {
        return new Trial(number, values, experiment, reason == null ? null : Remedy.stored(reason));
    }

    /// What is wrong with one that cannot be trained, and which values it has.
    InvalidRequestException asRefused() {
        String reason = Objects.requireNonNull(refusal);
        return new InvalidRequestException(
                values.isEmpty() ? reason : "trial %d with %s: %s".formatted(number, Plan.inWords(values), reason));
    }

    /// Relative to the search's: `trials/001`.
    public String folder() {
        return String.format(Locale.ROOT, "trials/%03d", number);
    }

    /// That its experiment has.
    public long seed() {
        return experiment.seed();
    }
}
