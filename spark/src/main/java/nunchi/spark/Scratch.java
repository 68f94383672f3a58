package nunchi.spark;

import java.io.File;
import java.nio.file.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.util.Utils;

/// A folder in Spark's own local directories. Spark removes it where its process is killed.
///
/// @param path of a new, empty folder
record Scratch(Path path) implements AutoCloseable {
    private static final String PREFIX = "nunchi";

    /// Within a task, or a program that has begun a SparkContext.
    static Scratch make() {
        File folder = Utils.createTempDir(Utils.getLocalDir(SparkEnv.get().conf()), PREFIX);
        return new Scratch(folder.toPath());
    }

    @Override
    public void close() {
        Utils.deleteRecursively(path.toFile());
    }
}
