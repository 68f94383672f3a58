package nunchi.spark;

import java.io.Serializable;
import java.nio.file.Path;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.run.RunOptions;
import nunchi.search.Searches;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/// Trains a trial on an executor: from an experiment as text to a packed run folder. A training that diverges or is
/// refused is such a folder too; what throws is a fault of the machine, after which Spark tries again.
final class TrialTask extends AbstractFunction1<Iterator<String>, byte[]> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Needs needs;

    TrialTask(Needs needs) {
        this.needs = needs;
    }

    @Override
    public byte[] apply(Iterator<String> texts) {
        RunOptions options = ready().withThreads(TaskContext.get().cpus());
        Experiment single = new ExperimentFile().parse(texts.next());
        try (Scratch scratch = Scratch.make()) {
            Path run = scratch.path().resolve("run");
            Searches.trial(single, options.withOut(run));
            return PackedFolder.pack(PackedFolder.files(run, ""));
        }
    }

    private RunOptions ready() {
        try {
            return ReadyExecutor.of(needs);
        } catch (UnfitHostException unfit) {
            throw new UnfitHostException(
                    "the host %s cannot train this search: %s".formatted(Probe.host(), unfit.getMessage()), false);
        }
    }
}
