package nunchi.run;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import nunchi.backend.Backend;
import nunchi.backend.JavaFault;
import nunchi.check.Check;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Splits;
import nunchi.record.Codec;
import nunchi.record.DataRecord;
import nunchi.record.EnvironmentRecord;
import nunchi.record.EnvironmentRecord.BackendRecord;
import nunchi.record.EnvironmentRecord.CpuRecord;
import nunchi.record.EnvironmentRecord.JavaRecord;
import nunchi.record.EnvironmentRecord.SourceRecord;
import nunchi.record.EnvironmentRecord.SystemRecord;
import nunchi.version.NunchiVersion;
import nunchi.weights.Fingerprint;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// A run's `environment.json`: with what, on what and from which files it was made.
public final class Environment {
    /// Of the folder's files: it grows when an older Nunchi could no longer read them.
    private static final int FORMAT = 1;
    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private Environment() {}

    /// @param start the weights that the training begins with; null for initial values
    static EnvironmentRecord of(Backend backend, int threads, Splits parts, @Nullable Snapshot start) {
        SequencedMap<String, String> files = checksums(parts.sets());
        SourceRecord source = new SourceRecord(
                parts.train().name(), files.isEmpty() ? null : files, files.isEmpty() ? fingerprint(parts) : null);
        return machine(backend, threads).of(source, start == null ? null : Fingerprint.of(start));
    }

    /// What any study is computed with.
    public static EnvironmentRecord machine(Backend backend, int threads) {
        JavaRecord java = new JavaRecord(
                Runtime.version().toString(),
                System.getProperty("java.vendor"),
                System.getProperty("java.vm.name"),
                Runtime.getRuntime().maxMemory() >> 20,
                JavaFault.present().orElse(null));
        return new EnvironmentRecord(
                NunchiVersion.number(),
                FORMAT,
                java,
                new SystemRecord(
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        host()),
                new CpuRecord(processor(), Runtime.getRuntime().availableProcessors()),
                new BackendRecord(backend.name(), backend.describe(), threads),
                null,
                null,
                null);
    }

    /// @throws nunchi.check.InvalidRequestException where the folder was written by a newer Nunchi
    static void requireReadable(RunFolder folder) {
        EnvironmentRecord written = folder.environment().orElse(Codec.empty(EnvironmentRecord.class));
        int format = written.format() == null ? FORMAT : written.format();
        Check.require(
                format <= FORMAT,
                "%s says that it was written by Nunchi %s in format %d; this is Nunchi %s, which reads formats up to %d: take the newer one"
                        .formatted(
                                folder.file(RunFolder.ENVIRONMENT),
                                written.nunchi(),
                                format,
                                NunchiVersion.number(),
                                FORMAT));
    }

    /// @throws nunchi.check.InvalidRequestException where the data has other files, other contents or other sizes than
    ///                                              when the run was begun
    static void requireSame(RunFolder folder, Splits parts) {
        requireSameFiles(folder, parts.sets());
        DataRecord sizes = folder.data().orElse(Codec.empty(DataRecord.class));
        Work.named(parts).forEach((part, data) -> {
            Integer then = sizes.rows(part);
            Check.require(
                    then == null || then == data.size(),
                    ("%s is not what %s was trained on: its %s set has %,d rows, and had %,d by data.json; "
                                    + "bring the old data back or begin a new run")
                            .formatted(data.name(), folder.path(), part, data.size(), then));
        });
        Check.require(
                source(folder).rowsSha256() == null || hasRows(folder, parts),
                "%s is not what %s was trained on: its rows have other values or another order than environment.json records; give the old data or begin a new run"
                        .formatted(parts.train().name(), folder.path()));
    }

    /// The same of the files alone, for data that is not cut yet.
    ///
    /// @param sets the training set first
    static void requireSameFiles(RunFolder folder, List<Dataset> sets) {
        SequencedMap<String, String> recorded = recorded(folder);
        String name = sets.getFirst().name();
        Set<String> before = recorded.keySet();
        SequencedMap<String, String> now = checksums(sets);
        // folders of before all parts were recorded have the training set's files alone
        boolean known = now.keySet().containsAll(before)
                && before.containsAll(sets.getFirst().checksums().keySet());
        Check.require(
                before.isEmpty() || known,
                "%s is not what %s was trained on: it has %s, and had %s by environment.json; bring the old files back or begin a new run"
                        .formatted(name, folder.path(), String.join(", ", now.keySet()), String.join(", ", before)));
        now.forEach((file, checksum) -> {
            String then = recorded.getOrDefault(file, checksum);
            Check.require(
                    then.equals(checksum),
                    "%s of %s is not what %s was trained on: its sha256 is %s and was %s by environment.json; bring the old file back or begin a new run"
                            .formatted(file, name, folder.path(), checksum, then));
        });
    }

    /// The checksums of the data's files; none in folders of before they were recorded.
    static SequencedMap<String, String> recorded(RunFolder folder) {
        return Objects.requireNonNullElseGet(source(folder).sha256(), LinkedHashMap::new);
    }

    private static SourceRecord source(RunFolder folder) {
        return folder.environment().map(EnvironmentRecord::data).orElse(Codec.empty(SourceRecord.class));
    }

    /// Whether the parts have the rows that a run recorded; only those of data that lies in no files are.
    static boolean hasRows(RunFolder folder, Splits parts) {
        return fingerprint(parts).equals(source(folder).rowsSha256());
    }

    /// Whether the run's data lies in no files: a program gave it, or it was computed.
    static boolean isGiven(RunFolder folder) {
        return folder.environment()
                .map(EnvironmentRecord::data)
                .map(SourceRecord::sha256)
                .filter(Map::isEmpty)
                .isPresent();
    }

    /// Whether a run was trained on a file of the data, under whatever name.
    static boolean shares(RunFolder folder, Datasets whole) {
        Set<String> before = Set.copyOf(recorded(folder).values());
        return checksums(whole.sets()).values().stream().anyMatch(before::contains);
    }

    /// Of all parts; files that hold several stand once.
    private static SequencedMap<String, String> checksums(List<Dataset> sets) {
        SequencedMap<String, String> checksums = new LinkedHashMap<>();
        sets.forEach(part -> checksums.putAll(part.checksums()));
        return checksums;
    }

    /// @throws nunchi.check.InvalidRequestException where the weights to begin with are others than when the run was
    ///                                              begun
    static void requireSame(RunFolder folder, @Nullable Snapshot start) {
        String recorded =
                folder.environment().map(EnvironmentRecord::startSha256).orElse(null);
        Check.require(
                start == null || recorded == null || recorded.equals(Fingerprint.of(start)),
                "the weights that %s began with, train.start.from, have changed since; bring the old ones back"
                        .formatted(folder.path()));
    }

    /// The name of this machine for people. Where the system does not say it, the network is asked.
    public static String host() {
        try {
            return Files.exists(HOST_NAME)
                    ? Files.readString(HOST_NAME).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException unnamed) {
            return "a machine without a name";
        }
    }

    /// As Linux names it; elsewhere the architecture.
    private static String processor() {
        try (Stream<String> lines = Files.lines(CPU)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException elsewhere) {
            return System.getProperty("os.arch");
        }
    }

    /// Of examples and targets, row by row: what data of a program's own, which lies in no files, is known by.
    private static String fingerprint(Splits parts) {
        Fingerprint fingerprint = new Fingerprint();
        Work.named(parts).forEach((name, part) -> {
            fingerprint.add("\n%s %s %s %d\n".formatted(name, part.example(), part.target(), part.size()));
            int size = part.example().size();
            float[] values = new float[size + part.target().size()];
            for (int row = 0; row < part.size(); row++) {
                part.example(row, values, 0);
                part.target(row, values, size);
                fingerprint.add(values);
            }
        });
        return fingerprint.text();
    }
}
