package nunchi.data;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import nunchi.check.Check;
import org.jspecify.annotations.Nullable;

/// Data as it is trained on: cut as an experiment's settings say, with nothing left to be carried out.
///
/// @param train      never null
/// @param validation null where there is none
/// @param test       null where there is none
public record Splits(
        Dataset train,
        @Nullable Dataset validation,
        @Nullable Dataset test) {
    public Splits {
        Check.require(train != null, "a data set needs a training set");
    }

    public Splits(Dataset train) {
        this(train, null, null);
    }

    /// Those that there are, the training set first.
    public List<Dataset> sets() {
        return Stream.of(train, validation, test).filter(Objects::nonNull).toList();
    }

    /// One of them; null where there is none.
    public @Nullable Dataset of(Split split) {
        return switch (split) {
            case TRAIN -> train;
            case VALIDATION -> validation;
            case TEST -> test;
        };
    }

    /// By which a finished run is judged and shown: the test set, else the validation set, else the training set.
    public Split shown() {
        return test != null ? Split.TEST : validation != null ? Split.VALIDATION : Split.TRAIN;
    }

    /// The examples of that part.
    public Dataset shownSet() {
        return Objects.requireNonNull(of(shown()));
    }
}
