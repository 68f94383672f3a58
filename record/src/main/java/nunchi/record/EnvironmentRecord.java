package nunchi.record;

import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// `environment.json`: with what, on what and from which files a run was made.
///
/// @param nunchi      the version
/// @param format      of the folder's files
/// @param startSha256 of the weights that the training began with; null for initial values
/// @param command     that began it, where it is recorded
public record EnvironmentRecord(
        String nunchi,
        Integer format,
        JavaRecord java,
        SystemRecord os,
        CpuRecord cpu,
        BackendRecord backend,
        SourceRecord data,
        @Nullable String startSha256,
        String command) {

    /// @param fault that is known of this version
    public record JavaRecord(String version, String vendor, String machine, Long heapMegabytes, String fault) {}

    /// The operating system.
    public record SystemRecord(String name, String version, String architecture) {}

    /// The processor.
    public record CpuRecord(String name, Integer cores) {}

    /// What computed.
    public record BackendRecord(String name, String description, Integer threads) {}

    /// The data.
    ///
    /// @param sha256     of its files, by their names; null where it lies in none
    /// @param rowsSha256 of the rows of data that lies in no files
    public record SourceRecord(String name, @Nullable SequencedMap<String, String> sha256, String rowsSha256) {}

    /// The same with the data and the weights to begin with.
    public EnvironmentRecord of(SourceRecord source, String start) {
        return new EnvironmentRecord(nunchi, format, java, os, cpu, backend, source, start, command);
    }
}
