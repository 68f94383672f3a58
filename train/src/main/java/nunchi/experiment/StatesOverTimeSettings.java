package nunchi.experiment;

import nunchi.check.Check;

/// What a recurrent layer has in mind while it reads: its states and gates after each step of single examples.
///
/// @param examples number of examples shown, 1 to 20 (default: 3)
public record StatesOverTimeSettings(int examples) {
    private static final int MOST = 20;

    public StatesOverTimeSettings {
        Check.require(
                examples >= 1 && examples <= MOST,
                "examples is %d; 1 to %d of them can be shown on a page".formatted(examples, MOST));
    }

    public StatesOverTimeSettings() {
        this(3);
    }
}
