package nunchi.train;

import java.util.Locale;

/// How a training ended.
public enum Status {
    FINISHED, STOPPED_EARLY, FAILED;

    /// `stopped early`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
