package nunchi.train;

import java.util.Locale;

/// How a training ended; of a search's trial that was refused, it was not begun.
public enum Status {
    FINISHED,
    STOPPED_EARLY,
    FAILED,
    REFUSED;

    /// `stopped early`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
