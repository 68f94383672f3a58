package nunchi.step;

import java.nio.file.Path;
import java.util.List;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.experiment.Experiment;
import nunchi.inference.Examples;
import nunchi.network.Network;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.reference.ReferenceWeights;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.StoredData;
import nunchi.run.StoredModel;
import nunchi.tensor.Tensor;
import nunchi.weights.Snapshot;

/// Goes through the model of a run with one example, op by op: each value, the gradient of the loss with respect to it,
/// and the central difference beside it, all in float64 by the reference backend. Recurrent layers are shown step by
/// step of the sequence, unless there are more than 2,000 ops then. Of a model that averages over views, the image
/// itself is gone through.
///
/// {@snippet :
/// SteppedExample example = SteppedModel.load(Path.of("runs/digits"), new RunOptions()).ofRow(0);
/// example.steps().forEach(step -> System.out.println(step.place().name() + " " + step.notation().formula()));
/// }
public final class SteppedModel {
    private final Dataset train;
    private final SteppedGraph graph;
    private final ReferenceWeights weights;

    private SteppedModel(RunFolder run, RunOptions options) {
        Experiment experiment = run.trainedExperiment(options.files());
        Snapshot stored = StoredModel.of(run, experiment);
        this.train = StoredData.own(run, experiment, options).train();
        this.graph = SteppedGraph.of(new Network(
                experiment.layers().withoutViews(), train.example(), train.target(), experiment.trainingStep()));
        this.weights = new ReferenceBackend().initialize(graph.graph(), 0);
        for (String name : weights.names()) {
            Tensor tensor = stored.tensors().get(name);
            if (tensor == null) {
                throw new InvalidRequestException(
                        "the stored weights lack %s of the experiment's model".formatted(name));
            }
            weights.set(name, tensor);
        }
    }

    /// @param options the catalogue and the data are looked at
    /// @throws InvalidRequestException when the folder holds no run or no model, the run's data are not here, or the
    ///     model is too large
    public static SteppedModel load(Path folder, RunOptions options) {
        return new SteppedModel(RunFolder.open(folder), options);
    }

    /// An example of the training set, with its own target.
    ///
    /// @param row from 0
    /// @throws InvalidRequestException when there is no such row
    public SteppedExample ofRow(int row) {
        Check.require(
                row >= 0 && row < train.size(),
                "the training set has no example %d; give 0 to %d".formatted(row, train.size() - 1));
        float[] target = new float[train.target().size()];
        train.target(row, target, 0);
        return of(train.example(row), target);
    }

    /// An example and the class that it should have.
    ///
    /// @param example its values in the range of the data set, last axis fastest
    /// @param label   number of the class
    /// @throws InvalidRequestException when it has not as many values as the model takes, there is no such class, or
    ///                                 the model predicts something else than one class
    public SteppedExample ofClass(float[] example, int label) {
        List<String> classes = train.classes();
        Check.require(
                label >= 0 && label < classes.size(),
                "there is no class %d; the model knows %d classes".formatted(label, classes.size()));
        float[] target = new float[train.target().size()];
        if (target.length == 1) {
            target[0] = label;
        } else {
            requireOwn(target.length == classes.size());
            target[label] = 1;
        }
        return of(example, target);
    }

    /// The names of the classes by their numbers; empty for a regression.
    public List<String> classes() {
        return train.classes();
    }

    /// An example and the number that should be predicted for it.
    ///
    /// @param example as for [#ofClass]
    /// @throws InvalidRequestException when it has not as many values as the model takes, the number is not finite, or
    ///                                 the model predicts something else than one number
    public SteppedExample ofNumber(float[] example, double number) {
        requireOwn(train.classes().isEmpty() && train.target().size() == 1);
        return of(example, new float[] {(float) number});
    }

    private static void requireOwn(boolean holds) {
        Check.require(
                holds,
                "the target of this model is neither one class nor one number, so only a training example has one; choose its row");
    }

    /// @param example its values in the range of the data set, last axis fastest
    /// @param target  its target, as in a [Dataset]
    /// @throws InvalidRequestException when either has not as many values as the model takes, or one that is not finite
    public SteppedExample of(float[] example, float[] target) {
        new Examples(train.example(), List.of()).require(example);
        Check.require(
                target.length == train.target().size(),
                "a target of this model has %d values, but got %d"
                        .formatted(train.target().size(), target.length));
        for (float value : target) {
            Check.require(Float.isFinite(value), "the target is not finite; give a number");
        }
        ReferenceProgram program = new ReferenceBackend().compile(graph.graph(), weights, 0);
        program.feed(Network.EXAMPLES, example);
        program.feed(Network.TARGETS, target);
        program.run(0);
        return new SteppedExample(graph, program);
    }
}
