package nunchi.record;

import java.util.List;
import nunchi.codec.OrNull;
import org.jspecify.annotations.Nullable;

/// A lab's `result.json`: which runs, searches and studies belong together.
///
/// @param quick    see [#isQuick]; null in files of before there were quick runs
/// @param members  in the order in which they are run
/// @param pictures a person's own, shown to the trained models
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

    /// @param folder within the lab's
    /// @param title  a heading in the report; null for none
    public record MemberRecord(
            String folder, @OrNull @Nullable String title) {}
}
