package nunchi.data;

import org.jspecify.annotations.Nullable;

/// One value for each part of the data.
///
/// @param train      value for the training set
/// @param validation value for the validation set; null without one
/// @param test       value for the test set; null without one
public record PerSplit<T>(
        @Nullable T train, @Nullable T validation, @Nullable T test) {

    /// @return null where there is none
    public @Nullable T of(Split part) {
        return switch (part) {
            case TRAIN -> train;
            case VALIDATION -> validation;
            case TEST -> test;
        };
    }

    /// With one value for one part alone.
    public static <T> PerSplit<T> only(Split part, T value) {
        return new PerSplit<>(
                part == Split.TRAIN ? value : null,
                part == Split.VALIDATION ? value : null,
                part == Split.TEST ? value : null);
    }
}
