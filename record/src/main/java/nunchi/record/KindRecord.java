package nunchi.record;

/// Whose `result.json` a file is: a run's, a search's, a lab's, a clustering study's or an outline's.
///
/// @param kind null in files of before kinds were written, which are runs'
public record KindRecord(String kind) {
    /// Whether it is of a kind, such as [RunRecord#KIND].
    public boolean is(String other) {
        return (kind == null ? RunRecord.KIND : kind).equals(other);
    }
}
