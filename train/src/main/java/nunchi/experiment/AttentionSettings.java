package nunchi.experiment;

import nunchi.check.Check;

/// Where attention looks while a model reads and writes: the weights of each attention for single examples.
///
/// @param count number of examples shown, 1 to 50 (default: 12)
public record AttentionSettings(int count) {
    private static final int MOST = 50;

    public AttentionSettings {
        Check.require(
                count >= 1 && count <= MOST,
                "count is %d; 1 to %d examples can be shown on a page".formatted(count, MOST));
    }

    public AttentionSettings() {
        this(12);
    }
}
