package nunchi.spark;

import nunchi.app.Program;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/// `spark-submit nunchi-spark.jar FILE --out DIR`: `nunchi run`, with the trials of a search on Spark's executors.
public final class SparkProgram {
    private static @Nullable SparkContext context;

    private SparkProgram() {}

    /// @param arguments those of `nunchi run`
    public static void main(String[] arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = "run";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        int code;
        try {
            code = Program.run(new SparkTrials(SparkProgram::begin), words);
        } finally {
            end();
        }
        // YARN takes every exit by itself for a failure.
        if (code != 0) {
            System.exit(code);
        }
    }

    private static synchronized SparkContext begin() {
        SparkConf settings = new SparkConf()
                .setIfMissing("spark.app.name", "nunchi")
                // All models of a search together, which are taken one by one.
                .setIfMissing("spark.driver.maxResultSize", "0");
        SparkContext begun = new SparkContext(settings);
        context = begun;
        return begun;
    }

    private static synchronized void end() {
        if (context != null) {
            context.stop();
        }
    }
}
