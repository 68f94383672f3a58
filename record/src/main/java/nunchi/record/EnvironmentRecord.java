package nunchi.record;

import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// `environment.json`: with what, on what and from which files a run was made.
///
/// @param nunchi      the version
/// @param format      of the folder's files
/// @param data        null where a study of no run was computed
/// @param startSha256 of the weights that the training began with; null for initial values
/// @param command     that began it; null where it is not recorded
public record EnvironmentRecord(
        String nunchi,
        Integer format,
        JavaRecord java,
        SystemRecord os,
        CpuRecord cpu,
        BackendRecord backend,
        @Nullable SourceRecord data,
        @Nullable String startSha256,
        @Nullable String command) {

    /// @param fault that is known of this version; null for none
    public record JavaRecord(
            String version,
            String vendor,
            String machine,
            Long heapMegabytes,
            @Nullable String fault) {}

    /// The operating system.
    public record SystemRecord(String name, String version, String architecture) {}

    /// The processor.
    public record CpuRecord(String name, Integer cores) {}

    /// What computed.
    public record BackendRecord(String name, String description, Integer threads) {}

    /// The data.
    ///
    /// @param sha256     of its files, by their names; null where it lies in none
    /// @param rowsSha256 of the rows of data that lies in no files; null where it lies in some
    public record SourceRecord(
            String name,
            @Nullable SequencedMap<String, String> sha256,
            @Nullable String rowsSha256) {}

    /// The same with the data and the weights to begin with.
    public EnvironmentRecord of(SourceRecord source, @Nullable String start) {
        return new EnvironmentRecord(nunchi, format, java, os, cpu, backend, source, start, command);
    }
}
