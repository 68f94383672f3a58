package nunchi.explain;

import java.util.List;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.backend.MatrixView;
import nunchi.backend.Neighbours;
import nunchi.backend.Numerics;
import nunchi.data.Dataset;
import nunchi.data.Subset;
import nunchi.interchange.Activations;
import nunchi.record.InspectionRecord.LaidOutRecord;
import nunchi.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A layer's map with the outputs that it was made of, so that another example finds its place on it.
///
/// @param path   of the layer
/// @param rows   of the inspection of which the outputs are held, every stride-th
/// @param values their outputs, `[rows, width]`
/// @param places of these rows on the map, `[rows, 2]`
/// @param plane  how outputs lie on a map of principal components; null for a map by t-SNE
record MappedLayer(
        String path,
        int[] rows,
        MatrixView values,
        float[] places,
        @Nullable Plane plane) {
    private static final int NEIGHBOURS = 5;
    /// Outputs held of a layer, at most: 64 MiB.
    private static final int MOST_VALUES = 1 << 24;
    /// Weights of two equal outputs stay finite.
    private static final double LEAST = 1e-12;

    /// @param inspected the rows of the inspection
    static MappedLayer of(LaidOutRecord layer, Dataset inspected, Activations activations, Backend backend) {
        int width = layer.output().stream().reduce(1, Math::multiplyExact);
        int stride = Math.max(1, Math.ceilDiv(inspected.size(), Math.max(NEIGHBOURS, MOST_VALUES / width)));
        int[] rows = IntStream.range(0, Math.ceilDiv(inspected.size(), stride))
                .map(row -> row * stride)
                .toArray();
        Tensor outputs = activations.of(new Subset(inspected, rows), layer.path(), backend);
        List<Double> all =
                layer.tsne() == null ? layer.pca().places() : layer.tsne().places();
        float[] places = new float[2 * rows.length];
        for (int i = 0; i < rows.length; i++) {
            places[2 * i] = all.get(2 * rows[i]).floatValue();
            places[2 * i + 1] = all.get(2 * rows[i] + 1).floatValue();
        }
        MatrixView values = MatrixView.of(outputs.values(), rows.length, width);
        return new MappedLayer(
                layer.path(), rows, values, places, layer.tsne() == null ? Plane.of(values, places) : null);
    }

    /// On a map by t-SNE, which has no rule for other examples, amid its nearest neighbours: the mean of their places,
    /// each weighted by the inverse of its squared distance.
    LayerPlace place(float[] output, Numerics numerics) {
        Neighbours nearest = new HeldRows(values).nearest(output, NEIGHBOURS, numerics);
        float[] own = plane == null ? amid(nearest) : plane.place(output);
        int[] neighbours = new int[nearest.count()];
        float[] distances = new float[nearest.count()];
        for (int i = 0; i < neighbours.length; i++) {
            neighbours[i] = rows[nearest.indices()[i]];
            distances[i] = (float) Math.sqrt(nearest.squares()[i]);
        }
        return new LayerPlace(path, own[0], own[1], neighbours, distances);
    }

    private float[] amid(Neighbours nearest) {
        double scale = Math.max(nearest.squares()[0], LEAST);
        double total = 0;
        double[] sums = new double[2];
        for (int i = 0; i < nearest.count(); i++) {
            double weight = scale / Math.max(nearest.squares()[i], LEAST);
            total += weight;
            sums[0] += weight * places[2 * nearest.indices()[i]];
            sums[1] += weight * places[2 * nearest.indices()[i] + 1];
        }
        return new float[] {(float) (sums[0] / total), (float) (sums[1] / total)};
    }

    /// The plane of principal components: the places `T` of centred rows `X` are `X·V` with orthogonal columns, so that
    /// `V = XᵀT·(TᵀT)⁻¹`.
    ///
    /// @param mean  of the rows, `[width]`
    /// @param basis `V`, `[width, 2]`
    private record Plane(double[] mean, double[] basis) {
        static Plane of(MatrixView values, float[] places) {
            int width = values.columns();
            double[] mean = new double[width];
            double[] basis = new double[2 * width];
            double[] middle = new double[2];
            double[] squares = new double[2];
            for (int row = 0; row < values.rows(); row++) {
                for (int axis = 0; axis < 2; axis++) {
                    middle[axis] += places[2 * row + axis] / (double) values.rows();
                }
                for (int i = 0; i < width; i++) {
                    mean[i] += values.get(row, i) / (double) values.rows();
                }
            }
            for (int row = 0; row < values.rows(); row++) {
                for (int axis = 0; axis < 2; axis++) {
                    double place = places[2 * row + axis] - middle[axis];
                    squares[axis] += place * place;
                    for (int i = 0; i < width; i++) {
                        basis[2 * i + axis] += (values.get(row, i) - mean[i]) * place;
                    }
                }
            }
            for (int i = 0; i < basis.length; i++) {
                basis[i] = squares[i % 2] > 0 ? basis[i] / squares[i % 2] : 0;
            }
            return new Plane(mean, basis);
        }

        float[] place(float[] output) {
            double[] sums = new double[2];
            for (int i = 0; i < output.length; i++) {
                sums[0] += (output[i] - mean[i]) * basis[2 * i];
                sums[1] += (output[i] - mean[i]) * basis[2 * i + 1];
            }
            return new float[] {(float) sums[0], (float) sums[1]};
        }
    }
}
