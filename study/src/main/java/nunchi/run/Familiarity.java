package nunchi.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.backend.Numerics;
import nunchi.check.Check;
import nunchi.data.Dataset;
import nunchi.data.Splits;
import nunchi.data.Subset;
import nunchi.experiment.Experiment;
import nunchi.file.StoredFile;
import nunchi.loss.OutputKind;
import nunchi.network.Network;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.weights.Safetensors;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// Whether images are like those that a model learnt from, measured when its training ends and stored with the run.
///
/// Three measures are high for an image that is unlike them:
///
/// - the distance of the image x to its nearest of 3,000 training examples;
/// - the same distance between what the hidden layers make of them, h(x) of [Network#predictionWithHidden], each value
///   over its deviation (nearest neighbours of deep features: Sun, Ming, Zhu, Li: *Out-of-Distribution Detection with
///   Deep Nearest Neighbors*, 2022; their lengths are kept, since normalized ones find far fewer here). The deviations
///   over the positions are among them, as the diagonal of Gram matrices is (Sastry, Oore: *Detecting
///   Out-of-Distribution Examples with Gram Matrices*, 2020);
/// - the energy `-log Σ exp(z)` of the logits z (Liu, Wang, Owens, Li: *Energy-based Out-of-distribution Detection*,
///   2020, at temperature 1).
///
/// None is best for all data: pixels find most where images are small, hidden layers where they are colour photographs,
/// and the energy finds nothing there. An image is therefore unlike where their [JointScore] is beyond its 99 %
/// quantile over the run's validation set. This takes 1,000 validation examples: of fewer, less than ten are beyond the
/// quantile, and single misclassified ones decide where it is.
///
/// With fewer, and where outputs are no logits of classes, the distance of images must be beyond its 99 % quantile over
/// the validation set and other training examples; or that of hidden layers beyond that quantile over the validation
/// set, without the deviations over positions and with 97.7 % certainty. This is also the rule of older runs. Without
/// 200 validation examples the first distance alone is taken: what hidden layers make of examples that the model learnt
/// lies nearer than what they make of others. Images are averaged to at most 32 pixels a side.
///
/// An image is blank where the deviation of its brightness, after the best quadratic surface is taken out (a page
/// under uneven light), is below three quarters of the least among the training examples.
public final class Familiarity {
    private static final int KNOWN = 3000;
    private static final int ASKED = 2000;
    private static final int LEAST = 200;
    private static final int JOINT_LEAST = 1000;
    private static final double QUANTILE = 0.99;
    private static final double FLAT = 0.75;
    private static final int MEASURES = 3;

    private final Pooling pooling;
    private final Neighbourhood pictures;
    /// Null where it is not measured.
    private final @Nullable Neighbourhood hidden;
    /// Of distance, hidden distance and energy; null where the model has no logits of classes.
    private final @Nullable JointScore joint;
    private final double leastContrast;

    private Familiarity(
            Pooling pooling,
            Neighbourhood pictures,
            @Nullable Neighbourhood hidden,
            @Nullable JointScore joint,
            double leastContrast) {
        this.pooling = pooling;
        this.pictures = pictures;
        this.hidden = hidden;
        this.joint = joint;
        this.leastContrast = leastContrast;
    }

    /// Measures it.
    ///
    /// @return null where examples are not images of classes, or fewer than 200
    public static @Nullable Familiarity of(Experiment experiment, Snapshot model, Splits parts, Backend backend) {
        Dataset train = parts.train();
        if (train.image().isEmpty() || train.classes().isEmpty() || train.size() < LEAST) {
            return null;
        }
        int asked = Math.min(ASKED, train.size() / 5);
        Dataset known = spread(without(train, asked), KNOWN);
        Dataset held = parts.validation() == null || parts.validation().size() < LEAST
                ? null
                : spread(parts.validation(), ASKED);
        Pooling pooling = new Pooling(train.image().get());
        Tensor places = pooling.of(known);
        Tensor others = pooling.of(spread(train, asked));
        double least = Math.min(pooling.leastContrast(places), pooling.leastContrast(others));
        float contrast = (float) (FLAT * least);
        if (held == null) {
            Neighbourhood alone = Neighbourhood.of(places, others, QUANTILE, backend.numerics());
            return new Familiarity(pooling, alone, null, null, contrast);
        }
        Tensor asking = pooling.of(held);
        Neighbourhood pictures = Neighbourhood.of(places, joined(others, asking), QUANTILE, backend.numerics());
        return new Familiarity(pooling, pictures, null, null, contrast)
                .withModel(experiment, model, List.of(known, held), asking, backend);
    }

    /// With what the model makes of known and held-out examples, where that is finite.
    ///
    /// @param asking `[rows, values]` pooled, of the held-out examples
    private Familiarity withModel(
            Experiment experiment, Snapshot model, List<Dataset> examples, Tensor asking, Backend backend) {
        Dataset held = examples.getLast();
        boolean joint =
                held.size() >= JOINT_LEAST && experiment.trainingStep().loss().output() == OutputKind.CLASS_LOGITS;
        String layers = joint ? Network.HIDDEN : Network.HIDDEN_MEANS;
        ModelValues learnt = ModelValues.of(experiment, model, examples.getFirst(), layers, backend);
        ModelValues heard = ModelValues.of(experiment, model, held, layers, backend);
        if (learnt == null || heard == null || !learnt.isFinite() || !heard.isFinite()) {
            return this;
        }
        Familiarity near = withHidden(learnt, heard, backend.numerics());
        return joint ? near.withEnergy(asking, heard, backend.numerics()) : near;
    }

    private static Tensor joined(Tensor first, Tensor second) {
        float[] values = Arrays.copyOf(first.values(), first.values().length + second.values().length);
        System.arraycopy(second.values(), 0, values, first.values().length, second.values().length);
        return new Tensor(
                Shape.of(
                        first.shape().extent(0) + second.shape().extent(0),
                        first.shape().extent(1)),
                values);
    }

    /// So many rows at even distances.
    private static Dataset spread(Dataset data, int count) {
        int most = Math.min(count, data.size());
        return new Subset(
                data,
                IntStream.range(0, most)
                        .map(i -> (int) ((long) i * data.size() / most))
                        .toArray());
    }

    /// The rows that [#spread] leaves.
    private static Dataset without(Dataset data, int count) {
        boolean[] taken = new boolean[data.size()];
        IntStream.range(0, count).forEach(i -> taken[(int) ((long) i * data.size() / count)] = true);
        return new Subset(
                data, IntStream.range(0, data.size()).filter(row -> !taken[row]).toArray());
    }

    private Familiarity withHidden(ModelValues learnt, ModelValues held, Numerics numerics) {
        double quantile = certain(held.hidden().shape().extent(0));
        Neighbourhood near = Neighbourhood.scaled(learnt.hidden(), held.hidden(), quantile, numerics);
        return new Familiarity(pooling, pictures, near, null, leastContrast);
    }

    /// @param images `[rows, values]` pooled, of the held-out examples
    private Familiarity withEnergy(Tensor images, ModelValues held, Numerics numerics) {
        double[][] measures = new double[images.shape().extent(0)][];
        numerics.share(
                measures.length,
                row -> measures[row] = measures(row(images, row), row(held.hidden(), row), row(held.outputs(), row)));
        return new Familiarity(pooling, pictures, hidden, JointScore.of(measures, QUANTILE), leastContrast);
    }

    private static float[] row(Tensor rows, int row) {
        int width = rows.shape().extent(1);
        return Arrays.copyOfRange(rows.values(), row * width, (row + 1) * width);
    }

    private double[] measures(float[] pooled, float[] hiddenOutputs, float[] logits) {
        return new double[] {
            pictures.distance(pooled), Objects.requireNonNull(hidden).distance(hiddenOutputs), energy(logits)
        };
    }

    /// `-log Σ exp(z)`: low where some class is likely by itself, not only more likely than the others.
    private static double energy(float[] logits) {
        double most = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            most = Math.max(most, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += StrictMath.exp(logit - most);
        }
        return -most - StrictMath.log(sum);
    }

    /// What is beyond the 99 % quantile with 97.7 % certainty: of few examples the largest.
    private static double certain(int examples) {
        return Math.min(1, QUANTILE + 2 * Math.sqrt(QUANTILE * (1 - QUANTILE) / examples));
    }

    /// Whether an example shows nothing: no person could tell a class from it.
    ///
    /// @param example in the range of the data set
    public boolean isBlank(float[] example) {
        return pooling.contrast(pooling.of(example), 0) < leastContrast;
    }

    /// Whether an example is unlike those that the model learnt from.
    ///
    /// @param example       in the range of the data set
    /// @param hiddenOutputs of its hidden layers, [Network#HIDDEN]; null where they are not known
    /// @param outputs       of the model, before they become probabilities
    public boolean isUnlike(float[] example, float @Nullable [] hiddenOutputs, float[] outputs) {
        float[] pooled = pooling.of(example);
        if (joint != null && hiddenOutputs != null) {
            return joint.isFar(measures(pooled, hiddenOutputs, outputs));
        }
        return pictures.isFar(pooled)
                || hidden != null && hiddenOutputs != null && hidden.isFar(beginning(hiddenOutputs));
    }

    /// Without the joint score the means are stored alone.
    private float[] beginning(float[] hiddenOutputs) {
        int width = Objects.requireNonNull(hidden).mean().shape().size();
        return width < hiddenOutputs.length ? Arrays.copyOf(hiddenOutputs, width) : hiddenOutputs;
    }

    /// The content of [RunFolder#FAMILIARITY].
    byte[] bytes() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        pictures.put("pictures", tensors);
        if (hidden != null) {
            hidden.put("hidden", tensors);
        }
        if (joint != null) {
            joint.put("joint", tensors);
        }
        tensors.put("contrast", new Tensor(Shape.of(1), new float[] {(float) leastContrast}));
        return Safetensors.write(tensors);
    }

    /// What a run stored.
    ///
    /// @param image `[rows, columns, channels]` of its examples; null where they are not images
    /// @return null where it stored none
    /// @throws nunchi.check.InvalidRequestException when the file is damaged
    public static @Nullable Familiarity read(RunFolder run, @Nullable Shape image) {
        Path file = run.file(RunFolder.FAMILIARITY);
        if (image == null || !Files.exists(file)) {
            return null;
        }
        Map<String, Tensor> tensors = Safetensors.read(file);
        return StoredFile.read(file, () -> {
            Pooling pooling = new Pooling(image);
            Neighbourhood pictures = Neighbourhood.read("pictures", tensors);
            Check.require(
                    tensors.containsKey("contrast") && pictures.mean().shape().size() == pooling.size(),
                    "it is not of images of the shape " + image);
            Neighbourhood hidden = tensors.containsKey("hidden/places") ? Neighbourhood.read("hidden", tensors) : null;
            JointScore joint = tensors.containsKey("joint/means") ? JointScore.read("joint", MEASURES, tensors) : null;
            return new Familiarity(
                    pooling,
                    pictures,
                    hidden,
                    joint,
                    Objects.requireNonNull(tensors.get("contrast")).values()[0]);
        });
    }
}
