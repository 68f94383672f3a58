package nunchi.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.backend.Backend;
import nunchi.backend.JavaFault;
import nunchi.check.Check;
import nunchi.data.Dataset;
import nunchi.data.Parts;
import nunchi.data.Splits;
import nunchi.train.Snapshot;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A run's `environment.json`: with what, on what and from which files it was made.
public final class Environment {
    /// Of the folder's files: it grows when an older Nunchi could no longer read them.
    private static final int FORMAT = 1;
    private static final String START = "startSha256";
    /// Of data that lies in no files.
    private static final String ROWS = "rowsSha256";
    private static final Path CPU = Path.of("/proc/cpuinfo");

    private Environment() {}

    /// @param start the weights that the training begins with; null for initial values
    static ObjectNode tree(Backend backend, int threads, Splits parts, Snapshot start) {
        ObjectNode tree = machine(backend, threads);
        ObjectNode source = tree.putObject("data").put("name", parts.train().name());
        checksums(parts.sets()).forEach(source.putObject("sha256")::put);
        if (checksums(parts.sets()).isEmpty()) {
            source.put(ROWS, Fingerprint.of(Work.named(parts)));
        }
        if (start != null) {
            tree.put(START, Fingerprint.of(start));
        }
        return tree;
    }

    /// What any study is computed with.
    public static ObjectNode machine(Backend backend, int threads) {
        ObjectNode tree = Json.object().put("nunchi", version()).put("format", FORMAT);
        ObjectNode java = tree.putObject("java")
                .put("version", Runtime.version().toString())
                .put("vendor", System.getProperty("java.vendor"))
                .put("machine", System.getProperty("java.vm.name"))
                .put("heapMegabytes", Runtime.getRuntime().maxMemory() >> 20);
        JavaFault.present().ifPresent(fault -> java.put("fault", fault));
        tree.putObject("os")
                .put("name", System.getProperty("os.name"))
                .put("version", System.getProperty("os.version"))
                .put("architecture", System.getProperty("os.arch"));
        tree.putObject("cpu").put("name", processor()).put("cores", Runtime.getRuntime().availableProcessors());
        tree.putObject("backend").put("name", backend.name()).put("description", backend.describe()).put("threads", threads);
        return tree;
    }

    /// @throws nunchi.check.InvalidRequestException where the folder was written by a newer Nunchi
    static void requireReadable(RunFolder folder) {
        JsonNode tree = folder.json(RunFolder.ENVIRONMENT);
        int format = tree.path("format").asInt(FORMAT);
        Check.require(format <= FORMAT, "%s says that it was written by Nunchi %s in format %d; this is Nunchi %s, which reads formats up to %d: take the newer one"
                .formatted(folder.file(RunFolder.ENVIRONMENT), tree.path("nunchi").asString("?"), format, version(), FORMAT));
    }

    /// @throws nunchi.check.InvalidRequestException where the data has other files, other contents or other sizes than when the run was begun
    static void requireSame(RunFolder folder, Splits parts) {
        requireSameFiles(folder, parts.sets());
        JsonNode sizes = folder.json(RunFolder.DATA).path("parts");
        Work.named(parts).forEach((part, data) -> {
            int then = sizes.path(part.toString()).path("rows").asInt(data.size());
            Check.require(then == data.size(), ("%s is not what %s was trained on: its %s part has %,d rows, and had %,d by data.json; "
                    + "bring the old data back or begin a new run")
                    .formatted(data.name(), folder.path(), part, data.size(), then));
        });
        Check.require(!folder.json(RunFolder.ENVIRONMENT).path("data").has(ROWS) || hasRows(folder, parts),
                "%s is not what %s was trained on: its rows have other values or another order than environment.json records; give the old data or begin a new run"
                        .formatted(parts.train().name(), folder.path()));
    }

    /// The same of the files alone, for data that is not cut yet.
    ///
    /// @param sets the training part first
    static void requireSameFiles(RunFolder folder, List<Dataset> sets) {
        JsonNode recorded = recorded(folder);
        String name = sets.getFirst().name();
        Set<String> before = Set.copyOf(recorded.propertyNames());
        Map<String, String> now = checksums(sets);
        // folders of before all parts were recorded have the training part's files alone
        boolean known = now.keySet().containsAll(before) && before.containsAll(sets.getFirst().checksums().keySet());
        Check.require(before.isEmpty() || known,
                "%s is not what %s was trained on: it has %s, and had %s by environment.json; bring the old files back or begin a new run"
                .formatted(name, folder.path(), String.join(", ", now.keySet()), String.join(", ", recorded.propertyNames())));
        now.forEach((file, checksum) -> {
            String then = recorded.path(file).asString(checksum);
            Check.require(then.equals(checksum),
                    "%s of %s is not what %s was trained on: its sha256 is %s and was %s by environment.json; bring the old file back or begin a new run"
                    .formatted(file, name, folder.path(), checksum, then));
        });
    }

    /// The checksums of the data's files; missing in folders of before they were recorded.
    private static JsonNode recorded(RunFolder folder) {
        return folder.read(RunFolder.ENVIRONMENT, tree -> {
            JsonNode checksums = tree.path("data").path("sha256");
            Check.require(checksums.isMissingNode() || checksums.isObject() && checksums.valueStream().allMatch(JsonNode::isString),
                    "data.sha256 holds something else than the checksums of files");
            return checksums;
        });
    }

    /// Whether the parts have the rows that a run recorded; only those of data that lies in no files are.
    static boolean hasRows(RunFolder folder, Splits parts) {
        return Fingerprint.of(Work.named(parts)).equals(folder.json(RunFolder.ENVIRONMENT).path("data").path(ROWS).asString(""));
    }

    /// Whether the run's data lies in no files: a program gave it, or it was computed.
    static boolean isGiven(RunFolder folder) {
        JsonNode data = folder.json(RunFolder.ENVIRONMENT).path("data");
        return !data.isMissingNode() && data.path("sha256").isEmpty();
    }

    /// Whether a run was trained on a file of the data, under whatever name.
    static boolean shares(RunFolder folder, Parts whole) {
        JsonNode recorded = recorded(folder);
        Set<String> before = recorded.valueStream().map(JsonNode::asString).collect(Collectors.toSet());
        return checksums(whole.sets()).values().stream().anyMatch(before::contains);
    }

    /// Of all parts; files that hold several stand once.
    private static Map<String, String> checksums(List<Dataset> sets) {
        Map<String, String> checksums = new LinkedHashMap<>();
        sets.forEach(part -> checksums.putAll(part.checksums()));
        return checksums;
    }

    /// @throws nunchi.check.InvalidRequestException where the weights to begin with are others than when the run was begun
    static void requireSame(RunFolder folder, Snapshot start) {
        String recorded = folder.json(RunFolder.ENVIRONMENT).path(START).asString("");
        Check.require(start == null || recorded.isEmpty() || recorded.equals(Fingerprint.of(start)),
                "the weights that %s began with, train.start.from, have changed since; bring the old ones back".formatted(folder.path()));
    }

    private static String version() {
        return Optional.ofNullable(Environment.class.getModule().getDescriptor())
                .flatMap(descriptor -> descriptor.rawVersion())
                .orElse("development");
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
}
