package nunchi.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import nunchi.check.Check;

/// Which examples of a data set.
public enum Split {
    /// Those that are learnt from.
    TRAIN,
    /// Those that are held out to watch the training and to choose settings.
    VALIDATION,
    /// Those that are held out to judge what was chosen.
    TEST;

    /// @param name as in files, in any case: `train`
    /// @throws nunchi.check.InvalidRequestException for another name, with those that there are
    public static Split named(String name) {
        List<String> known = Arrays.stream(values()).map(Split::toString).toList();
        return Arrays.stream(values())
                .filter(split -> split.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> Check.unknown("part", name, known));
    }

    /// As in files: `train`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
