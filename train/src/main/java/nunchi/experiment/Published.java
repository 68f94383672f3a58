package nunchi.experiment;

import java.util.regex.Pattern;
import nunchi.check.Check;
import nunchi.data.Split;
import org.jspecify.annotations.Nullable;

/// Result that others reported for the same study; the report shows it beside the own one.
///
/// @param what   name of the result: `accuracy` or `loss`, with `validation` or `test` before it
/// @param value  reported value: an accuracy as a fraction from 0 to 1, a loss in nats
/// @param epoch  epoch after which it was measured; null for the end
/// @param trial  number of the training within a search or repetition, from 1; null for a single training or for all
///     together
/// @param source where it was published; null for none
public record Published(
        String what,
        double value,
        @Nullable Integer epoch,
        @Nullable Integer trial,
        @Nullable String source) {
    private static final Pattern WHAT = Pattern.compile("((train|training|val|validation|test) )?(loss|accuracy)");

    public Published {
        Check.given("what", what);
        Check.require(epoch == null || epoch > 0, "epoch is %d; it must be at least 1".formatted(epoch));
        Check.require(trial == null || trial > 0, "trial is %d; it must be at least 1".formatted(trial));
    }

    /// Whether reports have such a figure of one's own to put beside it.
    public static boolean isKnown(String what) {
        return WHAT.matcher(what).matches();
    }

    /// Whether it is an accuracy, else a loss.
    public boolean ofAccuracy() {
        return what.endsWith("accuracy");
    }

    /// `train`, `validation` or `test`.
    public Split part() {
        return what.startsWith("test") ? Split.TEST : what.startsWith("val") ? Split.VALIDATION : Split.TRAIN;
    }

    public Published(String what, double value) {
        this(what, value, null, null, null);
    }
}
