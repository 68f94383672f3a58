package nunchi.explain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.data.Dataset;
import nunchi.data.Split;
import nunchi.data.Splits;
import nunchi.data.Subset;
import nunchi.experiment.Experiment;
import nunchi.inference.Examples;
import nunchi.inspect.FeatureMaps;
import nunchi.interchange.Activations;
import nunchi.interchange.LayerOutputs;
import nunchi.record.InspectionRecord;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.StoredData;
import nunchi.run.StoredModel;
import nunchi.saliency.GradCam;
import nunchi.saliency.ImageModel;
import nunchi.saliency.IntegratedGradients;
import nunchi.saliency.Saliency;
import nunchi.saliency.Score;
import nunchi.tensor.Tensor;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// Follows single examples through the model of a run: which pixels the prediction depends on, the strongest channels
/// of its convolutions, its place on the map of each layer that was inspected, and the nearest training examples. It
/// holds the data and the outputs of the layers, so that an answer takes milliseconds. One example at a time.
///
/// @see nunchi.predict.Predictor for the prediction itself
public final class Explainer implements AutoCloseable {
    private static final int NEAREST = 6;
    private static final int CHANNELS = 8;

    private final Backend backend;
    private final @Nullable InspectionRecord inspection;
    private final List<MappedLayer> layers;
    private final @Nullable TrainingImages images;
    private final @Nullable ImageModel model;
    private final List<String> convolutional;
    private final @Nullable LayerOutputs outputs;
    private final Examples examples;
    private final List<ValueRange> ranges;
    private final boolean classified;

    private Explainer(RunFolder run, RunOptions options, Backend backend) {
        this.backend = backend;
        Experiment experiment = run.trainedExperiment(options.files());
        Snapshot weights = StoredModel.of(run, experiment);
        Splits data = StoredData.own(run, experiment, options);
        Dataset train = data.train();
        Activations activations = new Activations(experiment.layers(), weights.tensors());
        this.model = train.image()
                .map(image ->
                        new ImageModel(experiment.layers(), weights.tensors(), train.example(), image, train.range()))
                .orElse(null);
        this.convolutional = model == null ? List.of() : model.convolutional();
        this.inspection = inspection(run).orElse(null);
        this.layers = inspection == null ? List.of() : mapped(inspection, data, activations);
        this.images =
                train.image().map(image -> TrainingImages.of(train, image)).orElse(null);
        Set<String> paths = new LinkedHashSet<>(convolutional);
        layers.forEach(layer -> paths.add(layer.path()));
        this.outputs = paths.isEmpty() ? null : activations.single(train.example(), paths, backend);
        this.examples = new Examples(train.example(), List.of());
        this.ranges = train.card().table() == null ? List.of() : ValueRange.of(train);
        this.classified = !train.classes().isEmpty();
    }

    /// @param options threads, backend and data are looked at
    /// @throws nunchi.check.InvalidRequestException when the folder holds no run or no model, or the run's data are not
    ///                                              here
    public static Explainer load(Path folder, RunOptions options) {
        Backend backend = options.open();
        try {
            return new Explainer(RunFolder.open(folder), options, backend);
        } catch (RuntimeException refused) {
            backend.close();
            throw refused;
        }
    }

    /// An inspection of the model as it is now.
    private static Optional<InspectionRecord> inspection(RunFolder run) {
        return run.read(RunFolder.INSPECTION, InspectionRecord.class)
                .filter(inspection -> inspection.weightsSha256() == null
                        || inspection.weightsSha256().equals(run.weights().orElse("")));
    }

    private List<MappedLayer> mapped(InspectionRecord inspection, Splits data, Activations activations) {
        Dataset part = Objects.requireNonNull(data.of(Split.named(inspection.part())));
        Dataset rows = new Subset(
                part, inspection.rowNumbers().stream().mapToInt(row -> row).toArray());
        List<MappedLayer> mapped = new ArrayList<>();
        inspection.layers().forEach(layer -> mapped.add(MappedLayer.of(layer, rows, activations, backend)));
        return List.copyOf(mapped);
    }

    /// The inspection on whose maps examples are placed; empty where the run has none of this model.
    public Optional<InspectionRecord> inspection() {
        return Optional.ofNullable(inspection);
    }

    /// Of each value of the training set's rows; empty where these come from no table.
    public List<ValueRange> ranges() {
        return ranges;
    }

    /// @param example  its values in the range of the data set, last axis fastest
    /// @param category number of the class whose score is explained; 0 for a regression
    /// @throws nunchi.check.InvalidRequestException when it has not as many values as the model takes, or one that is
    ///                                              not finite
    public synchronized Explanation explain(float[] example, int category) {
        examples.require(example);
        SequencedMap<String, Tensor> made = outputs == null ? null : outputs.of(example);
        List<FeatureMaps> maps = new ArrayList<>();
        List<LayerPlace> places = new ArrayList<>();
        if (made != null) {
            convolutional.forEach(
                    path -> maps.add(FeatureMaps.of(path, Objects.requireNonNull(made.get(path)), CHANNELS)));
            layers.forEach(layer -> places.add(
                    layer.place(Objects.requireNonNull(made.get(layer.path())).values(), backend.numerics())));
        }
        return new Explanation(
                saliency(example, category),
                maps,
                places,
                images == null ? List.of() : images.nearest(example, NEAREST, backend.numerics()));
    }

    private Explanation.@Nullable Pixels saliency(float[] example, int category) {
        if (model == null) {
            return null;
        }
        Saliency method = convolutional.isEmpty() ? new IntegratedGradients() : new GradCam();
        Score score = classified ? Score.ofClass(example, category, model.units()) : new Score(example, 0, 1);
        return new Explanation.Pixels(
                method, method.of(model, List.of(score), backend).getFirst());
    }

    @Override
    public void close() {
        backend.close();
    }
}
