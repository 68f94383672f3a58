package nunchi.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// A master and workers of Spark as processes on this machine, who know a secret.
final class Cluster implements AutoCloseable {
    static final String SECRET = "a-secret-of-the-cluster";
    private static final Path SPARK = Path.of(System.getProperty("nunchi.spark.home"));
    private static final String JAR = System.getProperty("nunchi.spark.jar");
    private static final long MOST_SECONDS = 90;

    private final Path folder;
    private final Path settings;
    private final String address;
    private final Process master;
    private final List<Process> workers = new ArrayList<>();

    /// @param count of workers, each with one core
    Cluster(Path folder, int count) throws IOException {
        this.folder = folder;
        this.settings = Files.writeString(folder.resolve("spark.conf"), """
                spark.authenticate true
                spark.authenticate.secret %s
                spark.ui.enabled false
                spark.driver.host 127.0.0.1
                spark.driver.bindAddress 127.0.0.1
                spark.executor.memory 512m
                spark.speculation true
                spark.speculation.multiplier 1.5
                spark.speculation.quantile 0.3
                """.formatted(SECRET));
        int port = port();
        this.address = "spark://127.0.0.1:" + port;
        this.master = java(
                "master",
                folder,
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--webui-port",
                Integer.toString(port()),
                "--properties-file",
                settings.toString());
        for (int worker = 0; worker < count; worker++) {
            addWorker();
        }
    }

    private static int port() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    Process addWorker() throws IOException {
        String name = "worker" + workers.size();
        Process worker = java(
                name,
                folder,
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                "127.0.0.1",
                "--cores",
                "1",
                "--memory",
                "600m",
                "--webui-port",
                "0",
                "--work-dir",
                folder.resolve(name).toString(),
                "--properties-file",
                settings.toString(),
                address);
        workers.add(worker);
        return worker;
    }

    List<Process> workers() {
        return workers;
    }

    /// Where the processes of a worker keep what they need for a while.
    Path scratch(String name) {
        return folder.resolve("local-" + name);
    }

    /// The program as spark-submit starts it.
    ///
    /// @param place the working folder
    Process submit(String name, Path place, String... arguments) throws IOException {
        List<String> words =
                new ArrayList<>(List.of("--master", address, "--properties-file", settings.toString(), JAR));
        words.addAll(List.of(arguments));
        return java(name, place, "org.apache.spark.deploy.SparkSubmit", words.toArray(String[]::new));
    }

    private Process java(String name, Path place, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx600m"));
        command.addAll(List.of(System.getProperty("nunchi.spark.options").split(" ")));
        command.addAll(List.of(
                "--add-modules=jdk.incubator.vector", "-cp", SPARK.resolve("jars") + File.separator + "*", main));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        process.environment().put("SPARK_HOME", SPARK.toString());
        process.environment().put("SPARK_SCALA_VERSION", "2.13");
        process.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        process.environment().put("SPARK_LOCAL_DIRS", scratch(name).toString());
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return process.start();
    }

    String log(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".log"));
    }

    /// @return the exit code
    static int end(Process process) throws InterruptedException {
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the process has not ended");
        }
        return process.exitValue();
    }

    static void await(String what, BooleanSupplier happened) throws InterruptedException {
        long last = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > last) {
                throw new AssertionError(what + " has not happened");
            }
            Thread.sleep(20);
        }
    }

    /// Files within a folder whose names end so; none where the folder is changing.
    static List<Path> files(Path folder, String end) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        } catch (IOException | java.io.UncheckedIOException changing) {
            return List.of();
        }
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> all = new ArrayList<>();
        Stream.concat(Stream.of(master), workers.stream()).forEach(process -> {
            process.descendants().forEach(all::add);
            process.destroy();
        });
        Stream.concat(Stream.of(master), workers.stream())
                .forEach(process -> process.onExit().join());
        all.forEach(executor -> executor.onExit().join());
    }
}
