package nunchi.run;

import java.nio.file.Path;
import java.time.Duration;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.check.Check;
import nunchi.check.Remedy;
import nunchi.codec.Catalogue;
import nunchi.data.DataCatalogue;
import nunchi.data.Datasets;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.model.DataSchema;
import nunchi.train.TrainingFailedException;
import nunchi.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/// How and where experiments are run; none of it changes a result.
///
/// @param out       the run's own folder; null for a new one under `runs`
/// @param threads   the most that compute
/// @param backend   by name; null for the fastest
/// @param data      where data sets come from
/// @param catalogue the records that experiment files may name
/// @param listener  hears of the training
/// @param between   the least time between two checkpoints; they are taken at the ends of epochs
/// @param tensorboard whether the run's folder also gets what TensorBoard shows, [nunchi.tensorboard.TensorBoard]
public record RunOptions(
        @Nullable Path out,
        int threads,
        @Nullable String backend,
        DataCatalogue data,
        Catalogue catalogue,
        TrainingListener listener,
        Duration between,
        boolean tensorboard) {
    private static final int MOST_THREADS = 1024;

    public RunOptions {
        Check.require(data != null, "data is null; give a DataCatalogue, such as DataCatalogue.standard()");
        Check.require(catalogue != null, "catalogue is null; give a Catalogue, such as Catalogue.standard()");
        Check.require(
                listener != null, "listener is null; give one that hears and does nothing by TrainingListener.none()");
        Check.require(
                between != null,
                "between is null; give the least time between two checkpoints, Duration.ZERO for one after every epoch");
        Check.positive("threads", threads);
        Check.require(
                threads <= MOST_THREADS,
                "threads is %d; it must be at most %d, and more than the machine's %d processors gain nothing"
                        .formatted(threads, MOST_THREADS, Runtime.getRuntime().availableProcessors()));
    }

    /// Every core, the fastest backend, this machine's data, a new folder.
    public RunOptions() {
        this(
                null,
                Runtime.getRuntime().availableProcessors(),
                null,
                DataCatalogue.standard(),
                Catalogue.standard(),
                TrainingListener.none(),
                Duration.ofSeconds(10),
                false);
    }

    public RunOptions withOut(@Nullable Path folder) {
        return new RunOptions(folder, threads, backend, data, catalogue, listener, between, tensorboard);
    }

    public RunOptions withThreads(int most) {
        return new RunOptions(out, most, backend, data, catalogue, listener, between, tensorboard);
    }

    public RunOptions withBackend(@Nullable String name) {
        return new RunOptions(out, threads, name, data, catalogue, listener, between, tensorboard);
    }

    /// @param folder where data sets are looked for first; null for the usual places alone
    public RunOptions withDataFolder(@Nullable Path folder) {
        return withData(DataCatalogue.standard(folder));
    }

    public RunOptions withData(DataCatalogue sets) {
        return new RunOptions(out, threads, backend, sets, catalogue, listener, between, tensorboard);
    }

    /// For several runs, most of which learn from the same data: the set that was read last stays in memory.
    public RunOptions keepingData() {
        return withData(data.keeping());
    }

    public RunOptions withCatalogue(Catalogue records) {
        return new RunOptions(out, threads, backend, data, records, listener, between, tensorboard);
    }

    public RunOptions withListener(TrainingListener hears) {
        return new RunOptions(out, threads, backend, data, catalogue, hears, between, tensorboard);
    }

    /// @param time the least between two checkpoints; zero for one after every epoch
    public RunOptions withCheckpointsEvery(Duration time) {
        return new RunOptions(out, threads, backend, data, catalogue, listener, time, tensorboard);
    }

    public RunOptions withTensorboard(boolean written) {
        return new RunOptions(out, threads, backend, data, catalogue, listener, between, written);
    }

    /// Reads and writes experiments with the records of the catalogue.
    public ExperimentFile files() {
        return new ExperimentFile(catalogue);
    }

    /// A backend to be closed after use.
    ///
    /// @throws nunchi.check.InvalidRequestException when there is none of that name
    public Backend open() {
        return backend == null ? Backends.fastest(threads) : Backends.named(backend, threads);
    }

    /// The data that an experiment names, as it comes.
    ///
    /// @throws nunchi.check.InvalidRequestException when the set is unknown, absent or damaged, or cannot be read so
    /// @throws TrainingFailedException              when memory is too small
    public Datasets whole(DataSettings settings) {
        return whole(settings, DataSchema.ANY);
    }

    /// The same with the columns of a table in the order in which the run that the experiment begins with, if any,
    /// learnt from them.
    public Datasets whole(Experiment experiment) {
        return whole(experiment.data(), StartModels.columns(experiment, this));
    }

    /// The same for a model that is there already.
    ///
    /// @param learnt by the model, with which classes and columns are matched by their names
    Datasets whole(DataSettings settings, DataSchema learnt) {
        try {
            return settings.whole(data, learnt);
        } catch (OutOfMemoryError full) {
            long available = Runtime.getRuntime().maxMemory() >> 20;
            throw new TrainingFailedException(
                    "memory is too small to load %s: the heap has %,d MB; %s"
                            .formatted(settings.name(), available, Remedy.LARGER_HEAP),
                    full);
        }
    }
}
