package nunchi.record;

import nunchi.codec.OrNull;
import org.jspecify.annotations.Nullable;

/// What every `result.json` says of itself: whether it is a run's, a search's, a lab's, a clustering study's or an
/// outline's.
///
/// @param kind null in files of before kinds were written, which are runs'
public record KindRecord(
        @Nullable String kind, String name, @OrNull String title) {
    /// Whether it is of a kind, such as [RunRecord#KIND].
    public boolean is(String other) {
        return (kind == null ? RunRecord.KIND : kind).equals(other);
    }
}
