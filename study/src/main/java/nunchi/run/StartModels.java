package nunchi.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.data.Datasets;
import nunchi.data.Splits;
import nunchi.experiment.Experiment;
import nunchi.experiment.Start;
import nunchi.interchange.WeightsFile;
import nunchi.model.DataSchema;
import nunchi.network.Preprocessed;
import nunchi.tensor.Tensor;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// The trained models that experiments begin with. Where one is a run's, classes and columns of the data are matched
/// with those that the run recorded, as far as layers are taken over: the classes unless the last layer begins afresh,
/// the columns unless the first does. A file of weights tells no names.
final class StartModels {
    private StartModels() {}

    /// What `train.start` names; null where the experiment begins with initial values.
    ///
    /// @throws InvalidRequestException when it is not there or cannot be read
    static @Nullable Snapshot of(Experiment experiment, RunOptions options) {
        Start start = experiment.train().start();
        return start == null ? null : named(start, options);
    }

    private static Snapshot named(Start start, RunOptions options) {
        Path from = Path.of(start.from());
        Check.require(
                Files.exists(from),
                "at train.start.from: there is no %s; give the folder of a run or a file of weights".formatted(from));
        if (isRun(from)) {
            RunFolder run = RunFolder.open(from);
            return StoredModel.of(run, run.trainedExperiment(options.files()));
        }
        return new Snapshot(WeightsFile.read(from));
    }

    private static boolean isRun(Path from) {
        return Files.exists(from.resolve(RunFolder.EXPERIMENT));
    }

    /// What the data must have by name.
    private static DataSchema schema(Experiment experiment, RunOptions options) {
        Start start = experiment.train().start();
        if (start == null || !isRun(Path.of(start.from()))) {
            return DataSchema.ANY;
        }
        DataSchema learnt = RunFolder.open(Path.of(start.from())).schema();
        if (learnt.equals(DataSchema.ANY)) {
            return learnt;
        }
        Set<String> fresh = experiment.layers().paths(start.fresh());
        Snapshot model = named(start, options);
        DataSchema columns = fresh.containsAll(
                        paths(experiment, model, fresh, _ -> true).limit(1).toList())
                ? learnt.withAnyColumns()
                : learnt;
        List<String> kernels = kernels(experiment, model, fresh);
        return kernels.isEmpty() || fresh.contains(kernels.getLast()) ? columns.withAnyOutputs() : columns;
    }

    private static List<String> kernels(Experiment experiment, Snapshot model, Set<String> fresh) {
        return paths(experiment, model, fresh, tensor -> tensor.shape().rank() > 1)
                .toList();
    }

    /// The layers that have such tensors, or begin afresh with tensors of their own, first to last.
    private static Stream<String> paths(
            Experiment experiment, Snapshot model, Set<String> fresh, Predicate<Tensor> wanted) {
        return experiment.layers().byPath().keySet().stream()
                .filter(path -> fresh.contains(path)
                        || model.tensors().entrySet().stream()
                                .anyMatch(entry -> wanted.test(entry.getValue())
                                        && Preprocessed.within(Set.of(path), entry.getKey())));
    }

    /// The columns that a table must have.
    static DataSchema columns(Experiment experiment, RunOptions options) {
        DataSchema learnt = schema(experiment, options);
        return new DataSchema(null, learnt.table(), learnt.text(), learnt.target());
    }

    /// The parts of the data, cut as the experiment says, with the class numbers of the model that it begins with.
    ///
    /// @throws InvalidRequestException when the data has a class that the model did not learn, and its last layer is
    ///                                 taken over
    static Splits cut(Experiment experiment, Datasets whole, RunOptions options) {
        return experiment.cut(matched(experiment, whole, options));
    }

    private static Datasets matched(Experiment experiment, Datasets whole, RunOptions options) {
        DataSchema learnt = schema(experiment, options);
        try {
            return whole.matching(learnt);
        } catch (InvalidRequestException unlike) {
            Snapshot model = named(Objects.requireNonNull(experiment.train().start()), options);
            String last = kernels(experiment, model, Set.of()).getLast();
            throw new InvalidRequestException(
                            "%s; or let the layer that gives the classes begin afresh: train.start.fresh=[%s]"
                                    .formatted(unlike.getMessage(), last),
                            unlike)
                    .at("train.start.from");
        }
    }
}
