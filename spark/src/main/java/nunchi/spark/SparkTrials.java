package nunchi.spark;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import nunchi.check.InvalidRequestException;
import nunchi.run.RunOptions;
import nunchi.search.Trial;
import nunchi.search.TrialExecutor;
import nunchi.search.TrialWork;
import org.apache.spark.SparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import scala.reflect.ClassTag$;

/// Trains the trials of a search on Spark: each is a task, on as many threads as `spark.task.cpus` says. An executor
/// returns the run's files, and the driver puts them into the search's folder, the first result of each trial alone.
/// The bits are those of a search on one machine.
///
/// Every executor must have this version of Nunchi, Java 25.0.3 or newer with the module jdk.incubator.vector, and the
/// driver's data, which are compared by checksum. Hosts without the data get it from the driver if it is one of
/// Nunchi's sets or has a relative path. A search that begins on a host which is not fit is refused.
///
/// {@snippet :
/// Searches.run(experiment, new SparkTrials(session.sparkContext()), options, SearchListener.none());
/// }
public final class SparkTrials implements TrialExecutor {
    private final Supplier<SparkContext> start;
    private @Nullable SparkContext context;
    private @Nullable Needs checked;

    /// @param context of the program, which also ends it
    public SparkTrials(SparkContext context) {
        this(() -> context);
    }

    /// @param start begins Spark; it is asked when the search is known to be possible
    SparkTrials(Supplier<SparkContext> start) {
        this.start = start;
    }

    private synchronized SparkContext context() {
        SparkContext begun = context;
        if (begun == null) {
            begun = start.get();
            context = begun;
        }
        return begun;
    }

    /// Executors may come and go: what there is of them now.
    @Override
    public int parallel() {
        SparkContext spark = context();
        int cpus = Integer.parseInt(spark.getConf().get("spark.task.cpus", "1"));
        return Math.max(1, spark.defaultParallelism() / cpus);
    }

    /// @throws InvalidRequestException when a host of the executors cannot train these trials with the driver's bits
    @Override
    public void check(List<Trial> trials, RunOptions options) {
        Needs needs = Needs.of(trials, options);
        checked = Failures.beforeTrials(() -> fit(needs, options));
    }

    /// @throws nunchi.check.StoppedException when the thread was interrupted; the tasks are cancelled
    @Override
    public void train(List<Trial> trials, TrialWork work) {
        new TrialJob(context(), trials, work).run(new TrialTask(Objects.requireNonNull(checked)));
    }

    /// Sends the data where hosts have none.
    private Needs fit(Needs needs, RunOptions options) {
        List<Probe.Answer> problems = Probe.problems(needs, context());
        if (problems.stream().noneMatch(Probe.Answer::lacksData)) {
            refuse(problems);
            return needs;
        }
        Probe.Answer lacking =
                problems.stream().filter(Probe.Answer::lacksData).findFirst().orElseThrow();
        byte[] content;
        try {
            content = Parcel.of(needs, options.data());
        } catch (InvalidRequestException unsent) {
            throw new InvalidRequestException(
                    "the host %s cannot train this search: %s. %s"
                            .formatted(lacking.host(), lacking.problem(), unsent.getMessage()),
                    unsent);
        }
        Broadcast<byte[]> sent = context().broadcast(content, ClassTag$.MODULE$.apply(byte[].class));
        Needs complete = needs.with(sent);
        refuse(Probe.problems(complete, context()));
        return complete;
    }

    private static void refuse(List<Probe.Answer> problems) {
        for (Probe.Answer unfit : problems) {
            throw new InvalidRequestException(
                    "the host %s cannot train this search: %s".formatted(unfit.host(), unfit.problem()));
        }
    }
}
