package nunchi.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.embed.Groundwork;
import nunchi.embed.MapQuality;
import nunchi.embed.Pca;
import nunchi.embed.PrincipalComponents;
import nunchi.embed.Tsne;
import nunchi.embed.TsneMap;
import nunchi.inspect.LayerMap.Embedding;
import nunchi.inspect.LayerMap.Plane;
import nunchi.interchange.Activations;
import nunchi.network.Network;
import nunchi.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Lays out in the plane what each layer of a model makes of the same rows, by principal components and by t-SNE, and
/// measures how far their classes lie apart. The result is the same for any number of threads. One layer's values are
/// in memory at a time.
///
/// @param activations of the model
/// @param tsne        its settings; null for principal components alone
public record LayerMaps(Activations activations, @Nullable Tsne tsne) {

    /// @param rows     to be laid out, at least 2
    /// @param wanted   layers by position or path, `examples` for what goes in; empty for what enters the model's own
    ///                 first layer and what leaves each
    /// @param progress told of each layer when it is done
    /// @return the layers in the order asked for; one that passes on what the one before it gave is named there,
    ///         [LayerMap#also]
    /// @throws InvalidRequestException when a layer is unknown, its values are not finite, or there are too few rows
    ///                                 for the perplexity
    public List<LayerMap> of(Dataset rows, List<String> wanted, Backend backend, Consumer<LayerMap> progress) {
        Check.require(rows.size() > 1, "a map needs at least 2 rows; there is 1");
        int[] labels = rows.hasLabels()
                ? IntStream.range(0, rows.size()).map(rows::label).toArray()
                : null;
        List<LayerMap> maps = new ArrayList<>();
        Tensor before = null;
        for (String path : paths(wanted)) {
            Tensor values = activations.of(rows, path, backend);
            if (before != null && Arrays.equals(before.values(), values.values())) {
                maps.add(maps.removeLast().withAlso(path));
            } else {
                LayerMap map = map(path, values, labels, backend.numerics());
                maps.add(map.withClusters(LayerClusters.of(
                        values, map.embedding(), labels, rows.classes().size(), backend.numerics())));
                progress.accept(maps.getLast());
            }
            before = values;
        }
        return List.copyOf(maps);
    }

    /// The layers asked for by their paths; what enters the model's own first layer and what leaves each for none.
    public List<String> paths(List<String> wanted) {
        if (wanted.isEmpty()) {
            List<String> all = new ArrayList<>(activations.layers().byPath().keySet());
            all.addFirst(Network.EXAMPLES);
            return all.subList(activations.layers().preprocess().size(), all.size());
        }
        return wanted.stream()
                .flatMap(name -> name.equals(Network.EXAMPLES)
                        ? List.of(name).stream()
                        : activations.layers().paths(List.of(name)).stream())
                .distinct()
                .toList();
    }

    private LayerMap map(String path, Tensor values, int @Nullable [] labels, Numerics numerics) {
        try {
            int count = values.shape().extent(0);
            MatrixView rows = MatrixView.of(
                    values.values(), count, values.shape().example().size());
            Groundwork groundwork = tsne == null ? null : Groundwork.of(rows, tsne, numerics);
            PrincipalComponents components =
                    groundwork == null ? new Pca(Math.min(2, rows.columns())).fit(rows, numerics) : groundwork.plane();
            Plane principal = plane(places(components, count), labels, numerics);
            Embedding embedding =
                    tsne == null || groundwork == null ? null : embedding(tsne, groundwork, labels, numerics);
            double nearest = labels == null
                    ? Double.NaN
                    : groundwork == null
                            ? MapQuality.nearestLabel(rows, labels, numerics)
                            : MapQuality.nearestLabel(groundwork.nearest(), labels);
            return new LayerMap(
                    path,
                    List.of(),
                    values.shape().example(),
                    nearest,
                    components.shares(),
                    principal,
                    embedding,
                    null);
        } catch (InvalidRequestException unfit) {
            throw new InvalidRequestException("at %s: %s".formatted(path, unfit.getMessage()), unfit);
        }
    }

    /// A layer of one value has no second component.
    private static float[] places(PrincipalComponents components, int rows) {
        if (components.components() == 2) {
            return components.scores();
        }
        float[] places = new float[2 * rows];
        for (int i = 0; i < rows; i++) {
            places[2 * i] = components.scores()[i];
        }
        return places;
    }

    private static Embedding embedding(
            Tsne settings, Groundwork groundwork, int @Nullable [] labels, Numerics numerics) {
        MatrixView rows = groundwork.rows();
        TsneMap map = settings.embed(groundwork, numerics, look -> {});
        double trust = MapQuality.trustworthiness(rows, MatrixView.of(map.places(), rows.rows(), 2), numerics);
        return new Embedding(
                plane(map.places(), labels, numerics),
                map.divergence(),
                map.converged(),
                map.verdict(),
                trust,
                map.seconds().sum());
    }

    private static Plane plane(float[] places, int @Nullable [] labels, Numerics numerics) {
        return new Plane(
                places,
                labels == null
                        ? Double.NaN
                        : MapQuality.nearestLabel(MatrixView.of(places, labels.length, 2), labels, numerics));
    }
}
