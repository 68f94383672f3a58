package nunchi.search;

import java.util.Locale;
import java.util.Map;
import nunchi.experiment.Experiment;
import tools.jackson.databind.JsonNode;

/// One training of a search.
///
/// @param number     its place in the plan, from 1
/// @param values     of the searched keys
/// @param experiment with these values and a seed of its own
public record Trial(int number, Map<String, JsonNode> values, Experiment experiment) {

    /// Relative to the search's: `trials/001`.
    public String folder() {
        return String.format(Locale.ROOT, "trials/%03d", number);
    }

    /// That its experiment has.
    public long seed() {
        return experiment.seed();
    }
}
