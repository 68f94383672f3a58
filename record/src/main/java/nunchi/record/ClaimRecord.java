package nunchi.record;

import org.jspecify.annotations.Nullable;

/// `claims/005/claim.json` of a search that several processes train: the process that trains the trial. It is written
/// anew every five seconds.
///
/// @param host    name of the machine
/// @param process number of the process on it
/// @param boot    boot of the machine and namespace of the process number; absent where the system has no such names
/// @param sign    number of signs of life so far
public record ClaimRecord(
        String host, Long process, @Nullable String boot, Long sign) {
    /// The next sign of life.
    public ClaimRecord next() {
        return new ClaimRecord(host, process, boot, sign + 1);
    }

    /// Whether both are of one process.
    public boolean isOfSame(ClaimRecord other) {
        return equals(new ClaimRecord(other.host, other.process, other.boot, sign));
    }

    /// `process 4711 on node7`.
    public String inWords() {
        return "process %d on %s".formatted(process, host);
    }
}
