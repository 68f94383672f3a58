package nunchi.token;

import nunchi.check.Check;
import org.jspecify.annotations.Nullable;

/// How many tokens an example has. Shorter texts are padded at their end.
///
/// @param max        number of tokens of an example; null for those of the longest text of the training set
/// @param truncate   end of a longer text that is left out: start or end; null to refuse longer texts
/// @param skipLonger whether examples with a longer text are left out of the data (default: false)
public record LengthSettings(
        @Nullable Integer max, @Nullable Truncate truncate, boolean skipLonger) {
    public LengthSettings {
        Check.require(
                !skipLonger || max != null && truncate == null,
                "skipLonger leaves examples out that are longer than max; give max, and leave truncate out");
        Check.require(max == null || max > 0, "max is %d; it must be at least 1".formatted(max));
    }

    public LengthSettings(@Nullable Integer max, @Nullable Truncate truncate) {
        this(max, truncate, false);
    }

    public LengthSettings() {
        this(null, null);
    }
}
