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
import nunchi.check.Check;
import nunchi.data.Dataset;
import nunchi.data.Splits;
import nunchi.data.Subset;
import nunchi.experiment.Experiment;
import nunchi.file.StoredFile;
import nunchi.network.Network;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.weights.Safetensors;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// Whether images are like those that a model learnt from, measured when its training ends and stored with the run.
///
/// An image x is unlike where the distance to its nearest of 3,000 training examples is beyond the 99 % quantile of
/// this distance over the run's validation set and other training examples; or where the same distance between what
/// the hidden layers make of them ([Network#predictionWithHidden], each value over its deviation) is beyond that
/// quantile over the validation set, with 97.7 % certainty (nearest neighbours of deep features: Sun, Ming, Zhu, Li:
/// *Out-of-Distribution Detection with Deep Nearest Neighbors*, 2022; their lengths are kept, since normalized ones
/// find far fewer here). Without 200 validation examples the first distance alone is taken: what hidden layers make of
/// examples that the model learnt lies nearer than what they make of others. Images are averaged to at most 32 pixels
/// a side.
///
/// An image is blank where the deviation of its brightness, after the best quadratic surface is taken out (a page
/// under uneven light), is below three quarters of the least among the training examples.
public final class Familiarity {
    private static final int KNOWN = 3000;
    private static final int ASKED = 2000;
    private static final int LEAST = 200;
    private static final double QUANTILE = 0.99;
    private static final double FLAT = 0.75;

    private final Pooling pooling;
    private final Neighbourhood pictures;
    /// Null where it is not measured.
    private final @Nullable Neighbourhood hidden;
    private final double leastContrast;

    private Familiarity(Pooling pooling, Neighbourhood pictures, @Nullable Neighbourhood hidden, double leastContrast) {
        this.pooling = pooling;
        this.pictures = pictures;
        this.hidden = hidden;
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
        Neighbourhood pictures = Neighbourhood.of(
                places, held == null ? others : joined(others, pooling.of(held)), QUANTILE, backend.numerics());
        return new Familiarity(
                pooling,
                pictures,
                held == null ? null : hidden(experiment, model, List.of(known, held), backend),
                (float) (FLAT * least));
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

    private static @Nullable Neighbourhood hidden(
            Experiment experiment, Snapshot model, List<Dataset> rows, Backend backend) {
        Tensor learnt = HiddenValues.of(experiment, model, rows.getFirst(), backend);
        Tensor others = learnt == null ? null : HiddenValues.of(experiment, model, rows.getLast(), backend);
        return learnt != null && others != null && finite(learnt) && finite(others)
                ? Neighbourhood.scaled(learnt, others, certain(others.shape().extent(0)), backend.numerics())
                : null;
    }

    /// What is beyond the 99 % quantile with 97.7 % certainty: of few examples the largest.
    private static double certain(int examples) {
        return Math.min(1, QUANTILE + 2 * Math.sqrt(QUANTILE * (1 - QUANTILE) / examples));
    }

    private static boolean finite(Tensor tensor) {
        for (float value : tensor.values()) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /// Whether an example shows nothing: no person could tell a class from it.
    ///
    /// @param example in the range of the data set
    public boolean isBlank(float[] example) {
        return pooling.contrast(pooling.of(example), 0) < leastContrast;
    }

    /// Whether an example is unlike those that the model learnt from.
    ///
    /// @param example in the range of the data set
    /// @param outputs of its hidden layers; null where they are not known
    public boolean isUnlike(float[] example, float @Nullable [] outputs) {
        if (pictures.isFar(pooling.of(example))) {
            return true;
        }
        return hidden != null && outputs != null && hidden.isFar(outputs);
    }

    /// The content of [RunFolder#FAMILIARITY].
    byte[] bytes() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        pictures.put("pictures", tensors);
        if (hidden != null) {
            hidden.put("hidden", tensors);
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
            return new Familiarity(
                    pooling,
                    pictures,
                    hidden,
                    Objects.requireNonNull(tensors.get("contrast")).values()[0]);
        });
    }
}
