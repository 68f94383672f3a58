package nunchi.data;

/// One value for each part of the data.
///
/// @param validation null where there is no such part; as the others
public record PerPart<T>(T train, T validation, T test) {

    /// @return null where there is none
    public T of(Split part) {
        return switch (part) {
            case TRAIN -> train;
            case VALIDATION -> validation;
            case TEST -> test;
        };
    }

    /// With one value for one part alone.
    public static <T> PerPart<T> only(Split part, T value) {
        return new PerPart<>(
                part == Split.TRAIN ? value : null,
                part == Split.VALIDATION ? value : null,
                part == Split.TEST ? value : null);
    }
}
