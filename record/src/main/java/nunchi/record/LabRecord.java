package nunchi.record;

import java.util.List;
import nunchi.codec.OrNull;
import org.jspecify.annotations.Nullable;

/// A lab's `result.json`: which runs, searches and studies belong together.
///
/// @param kind     `lab`
/// @param name     name of the study
/// @param title    heading of the report
/// @param quick    whether the experiments were changed by `--quick`
/// @param members  experiments of the study in the order they are run
/// @param pictures paths of own images that the models classify
public record LabRecord(
        String kind,
        String name,
        @OrNull String title,
        @Nullable Boolean quick,
        List<MemberRecord> members,
        List<String> pictures) {
    public static final String KIND = "lab";

    /// Whether members have the settings of a quick run.
    public boolean isQuick() {
        return Boolean.TRUE.equals(quick);
    }

    /// @param folder folder of the experiment within the folder of the study
    /// @param title  heading in the report
    public record MemberRecord(
            String folder, @OrNull @Nullable String title) {}
}
