import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Builds Nunchi for its launchers: `java Build.java HOME MVN`, with the project's folder and Maven's program.
///
/// A build is a folder under `.nunchi` with all jars; the file `.nunchi/current` names the one that is started. A
/// program that runs keeps its folder, however often it is built meanwhile, and holds a lock on the file `used` in it.
/// One process builds at a time; others wait and take what it made.
final class Build {
    private static final String USED = "used";
    private static final List<String> PARTS = List.of(
            "core",
            "cpu",
            "model",
            "data",
            "analysis",
            "train",
            "record",
            "exchange",
            "report",
            "http",
            "study",
            "studio",
            "serve",
            "workbench",
            "app");

    private Build() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]);
        Path builds = home.resolve(".nunchi");
        try {
            Files.createDirectories(builds);
            try (FileChannel channel = FileChannel.open(
                            builds.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = locked(channel)) {
                FileTime newest = newest(home);
                if (!fresh(builds, newest)) {
                    build(home, builds, arguments[1], newest);
                }
            }
        } catch (IOException refused) {
            System.err.printf(
                    "nunchi: the build cannot be written into %s (%s); make room, make it writable, or copy the project to a folder of your own.%n",
                    builds, refused);
            System.exit(2);
        }
    }

    private static FileLock locked(FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock != null) {
            return lock;
        }
        System.err.println("nunchi: waiting for another start that is building");
        return channel.lock();
    }

    private static boolean fresh(Path builds, FileTime newest) throws IOException {
        Path current = builds.resolve("current");
        return Files.isRegularFile(current)
                && Files.isDirectory(builds.resolve(Files.readString(current).strip()))
                && Files.getLastModifiedTime(current).compareTo(newest) >= 0;
    }

    /// When a source changed last. Folders count, for files taken away.
    private static FileTime newest(Path home) throws IOException {
        List<Path> sources = new ArrayList<>(List.of(home.resolve("pom.xml"), home.resolve("labs")));
        for (String part : PARTS) {
            sources.add(home.resolve(part).resolve("pom.xml"));
            sources.add(home.resolve(part).resolve("src"));
        }
        FileTime newest = FileTime.fromMillis(0);
        for (Path source : sources) {
            if (Files.exists(source)) {
                try (Stream<Path> within = Files.walk(source)) {
                    for (Path each : (Iterable<Path>) within::iterator) {
                        FileTime time = Files.getLastModifiedTime(each);
                        newest = time.compareTo(newest) > 0 ? time : newest;
                    }
                }
            }
        }
        return newest;
    }

    private static void build(Path home, Path builds, String maven, FileTime newest)
            throws IOException, InterruptedException {
        System.err.println("nunchi: building from the sources, which takes about a minute the first time");
        Path target = home.resolve("app/target");
        // Jars of an earlier version would be found beside those of this one.
        jars(target.resolve("lib")).forEach(Build::delete);
        jars(target).forEach(Build::delete);
        maven(home, builds, maven);
        Path made = Files.createTempDirectory(builds, "build");
        Files.createFile(made.resolve(USED));
        for (Path jar : Stream.concat(jars(target).stream(), jars(target.resolve("lib")).stream())
                .toList()) {
            Files.copy(jar, made.resolve(jar.getFileName()));
        }
        made.toFile().setReadable(true, false);
        made.toFile().setExecutable(true, false);
        String before = Files.exists(builds.resolve("current"))
                ? Files.readString(builds.resolve("current")).strip()
                : "";
        Path current = Files.writeString(builds.resolve("current.part"), made.getFileName() + "\n");
        Files.setLastModifiedTime(current, newest);
        Files.move(
                current,
                builds.resolve("current"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        clean(builds, List.of(made.getFileName().toString(), before));
    }

    private static void maven(Path home, Path builds, String maven) throws IOException, InterruptedException {
        Path output = builds.resolve("build.log");
        ProcessBuilder builder = new ProcessBuilder(
                        maven, "-q", "-B", "-pl", "app", "-am", "package", "-DskipTests", "-Dmaven.test.skip=true")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        if (process.waitFor() != 0) {
            Files.copy(output, System.err);
            System.err.println("nunchi: the build failed; its output stands above.");
            System.exit(1);
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .toList();
        }
    }

    /// Takes away the builds that no program uses. The one before stays: a program may be about to start from it.
    private static void clean(Path builds, List<String> kept) throws IOException {
        try (Stream<Path> folders = Files.list(builds)) {
            for (Path folder : folders.filter(Files::isDirectory)
                    .filter(folder -> !kept.contains(folder.getFileName().toString()))
                    .toList()) {
                if (unused(folder)) {
                    try (Stream<Path> files = Files.list(folder)) {
                        files.toList().forEach(Build::delete);
                    }
                    delete(folder);
                }
            }
        }
    }

    private static boolean unused(Path folder) throws IOException {
        Path used = folder.resolve(USED);
        if (!Files.exists(used)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(used, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        }
    }

    private static void delete(Path file) {
        // What Windows holds open goes with a later build.
        file.toFile().delete();
    }
}
