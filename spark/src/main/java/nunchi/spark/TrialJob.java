package nunchi.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.check.StoppedException;
import nunchi.run.RunOptions;
import nunchi.search.Trial;
import nunchi.search.TrialWork;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/// One job of Spark over all trials, whose results are taken as they come: Spark's scheduler puts them into a queue,
/// and the search's own thread stores them.
final class TrialJob {
    /// Of folders that are being unpacked, in that of the search.
    private static final String ARRIVING = ".arriving-";

    private static final String INTERRUPTING = "spark.job.interruptOnCancel";
    private static final String DESCRIPTION = "spark.job.description";

    private final SparkContext context;
    private final List<Trial> trials;
    private final TrialWork work;
    private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();

    /// What Spark says.
    ///
    /// @param trial   by its place in the list
    /// @param content a packed run folder; null for the end of the job
    private record Result(int trial, byte @Nullable [] content) {}

    TrialJob(SparkContext context, List<Trial> trials, TrialWork work) {
        this.context = context;
        this.trials = trials;
        this.work = work;
    }

    void run(TrialTask task) {
        removeArriving();
        RunOptions options = work.options();
        List<String> texts = trials.stream()
                .map(trial -> options.files().write(trial.experiment()))
                .toList();
        RDD<String> experiments = context.parallelize(seq(texts), texts.size(), ClassTag$.MODULE$.apply(String.class));
        context.setLocalProperty(INTERRUPTING, "true");
        context.setLocalProperty(DESCRIPTION, "%d trials".formatted(trials.size()));
        List<Object> all = IntStream.range(0, texts.size())
                .<Object>mapToObj(Integer::valueOf)
                .toList();
        SimpleFutureAction<Object> job =
                context.submitJob(experiments, task, seq(all), new Arrival(results), new Nothing());
        job.onComplete(new End(results), ExecutionContext.fromExecutor(Runnable::run));
        try {
            accept(job);
        } catch (RuntimeException | Error broken) {
            job.cancel();
            throw broken;
        } finally {
            context.setLocalProperty(INTERRUPTING, null);
            context.setLocalProperty(DESCRIPTION, null);
            removeArriving();
        }
    }

    private static <T> Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }

    private void accept(SimpleFutureAction<Object> job) {
        for (Result next = next(); next.content() != null; next = next()) {
            accept(trials.get(next.trial()), next.content());
        }
        Try<Object> end = job.value().get();
        if (end.isFailure()) {
            throw Failures.of(end.failed().get());
        }
    }

    private Result next() {
        try {
            return results.take();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoppedException("the search was interrupted");
        }
    }

    private void accept(Trial trial, byte[] content) {
        Path folder = work.folder().resolve("%s%03d".formatted(ARRIVING, trial.number()));
        PackedFolder.unpack(content, folder);
        work.accept(trial, folder);
    }

    /// What a driver that was killed may have left.
    private void removeArriving() {
        try (Stream<Path> inside = Files.list(work.folder())) {
            inside.filter(each -> each.getFileName().toString().startsWith(ARRIVING))
                    .forEach(each -> new Scratch(each).close());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("%s cannot be read".formatted(work.folder()), unreadable);
        }
    }

    private static final class Arrival extends AbstractFunction2<Object, byte[], BoxedUnit> {
        private final BlockingQueue<Result> results;

        private Arrival(BlockingQueue<Result> results) {
            this.results = results;
        }

        @Override
        public BoxedUnit apply(Object trial, byte[] content) {
            results.add(new Result((Integer) trial, content));
            return BoxedUnit.UNIT;
        }
    }

    private static final class End extends AbstractFunction1<Try<Object>, Object> {
        private final BlockingQueue<Result> results;

        private End(BlockingQueue<Result> results) {
            this.results = results;
        }

        @Override
        public Object apply(Try<Object> end) {
            results.add(new Result(-1, null));
            return BoxedUnit.UNIT;
        }
    }

    private static final class Nothing extends AbstractFunction0<Object> {
        @Override
        public Object apply() {
            return BoxedUnit.UNIT;
        }
    }
}
