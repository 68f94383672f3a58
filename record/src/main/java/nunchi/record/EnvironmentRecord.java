package nunchi.record;

import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// `environment.json`: with what, on what and from which files a run was made.
///
/// @param nunchi      version of Nunchi
/// @param format      version of the format of the folder's files
/// @param java        Java runtime
/// @param os          operating system
/// @param cpu         processor
/// @param backend     backend that computed
/// @param data        data set and its checksums; absent where no run was trained
/// @param startSha256 sha256 of the weights that the training started from; absent for initial weights
/// @param command     command that started the run; absent where a program did
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

    /// @param version       version
    /// @param vendor        vendor
    /// @param machine       name and version of the virtual machine
    /// @param heapMegabytes maximum heap size in MiB
    /// @param fault         known fault of this version
    public record JavaRecord(
            String version,
            String vendor,
            String machine,
            Long heapMegabytes,
            @Nullable String fault) {}

    /// The operating system.
    ///
    /// @param name         name
    /// @param version      version
    /// @param architecture architecture
    /// @param host         name of the machine
    public record SystemRecord(
            String name,
            String version,
            String architecture,
            @Nullable String host) {}

    /// The processor.
    ///
    /// @param name  name
    /// @param cores number of logical processors
    public record CpuRecord(String name, Integer cores) {}

    /// What computed.
    ///
    /// @param name        name
    /// @param description vector width and other properties
    /// @param threads     number of threads
    public record BackendRecord(String name, String description, Integer threads) {}

    /// The data.
    ///
    /// @param name       name or path of the data set
    /// @param sha256     sha256 of each file, by its name; absent for data without files
    /// @param rowsSha256 sha256 of all rows; absent for data with files
    public record SourceRecord(
            String name,
            @Nullable SequencedMap<String, String> sha256,
            @Nullable String rowsSha256) {}

    /// The same with the data and the weights to begin with.
    public EnvironmentRecord of(SourceRecord source, @Nullable String start) {
        return new EnvironmentRecord(nunchi, format, java, os, cpu, backend, source, start, command);
    }
}
