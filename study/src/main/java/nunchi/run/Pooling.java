package nunchi.run;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import nunchi.data.Dataset;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// Images averaged over squares of pixels, so that no side is longer than 32; the squares at the far edges may be
/// smaller.
///
/// @param image `[rows, columns, channels]` before
record Pooling(Shape image) {
    private static final int SIDE = 32;

    private int step() {
        return Math.ceilDiv(Math.max(image.extent(0), image.extent(1)), SIDE);
    }

    private int rows() {
        return Math.ceilDiv(image.extent(0), step());
    }

    private int columns() {
        return Math.ceilDiv(image.extent(1), step());
    }

    int size() {
        return rows() * columns() * image.extent(2);
    }

    /// `[rows, size]`
    Tensor of(Dataset data) {
        float[] values = new float[Math.multiplyExact(data.size(), size())];
        float[] example = new float[data.example().size()];
        for (int row = 0; row < data.size(); row++) {
            data.example(row, example, 0);
            System.arraycopy(of(example), 0, values, row * size(), size());
        }
        return new Tensor(Shape.of(data.size(), size()), values);
    }

    float[] of(float[] example) {
        int step = step();
        if (step == 1) {
            return example;
        }
        int channels = image.extent(2);
        float[] sums = new float[size()];
        int[] counts = new int[size()];
        for (int i = 0; i < example.length; i++) {
            int pixel = i / channels;
            int place = (pixel / image.extent(1) / step * columns() + pixel % image.extent(1) / step) * channels
                    + i % channels;
            sums[place] += example[i];
            counts[place]++;
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= counts[i];
        }
        return sums;
    }

    double leastContrast(Tensor pooled) {
        double least = Double.POSITIVE_INFINITY;
        for (int from = 0; from < pooled.values().length; from += size()) {
            least = Math.min(least, contrast(pooled.values(), from));
        }
        return least;
    }

    /// The deviation of the brightness from its best surface `a + Σ bᵢ·fᵢ` over f = row, column, row², column²,
    /// row·column: a page under uneven light is such a surface. On a grid these are at right angles once the means of
    /// the squares are taken out.
    double contrast(float[] pooled, int from) {
        int pixels = rows() * columns();
        double[] brightness = new double[pixels];
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int channel = 0; channel < image.extent(2); channel++) {
                brightness[pixel] += pooled[from + pixel * image.extent(2) + channel] / (double) image.extent(2);
            }
        }
        double left = Arrays.stream(brightness).map(value -> value * value).sum();
        for (double[] direction : surfaces()) {
            double along = 0;
            double length = 0;
            for (int pixel = 0; pixel < pixels; pixel++) {
                along += direction[pixel] * brightness[pixel];
                length += direction[pixel] * direction[pixel];
            }
            left -= length > 0 ? along * along / length : 0;
        }
        return Math.sqrt(Math.max(0, left) / pixels);
    }

    private List<double[]> surfaces() {
        double downs = (rows() * rows() - 1) / 12.0;
        double acrosses = (columns() * columns() - 1) / 12.0;
        return List.of(
                surface((_, _) -> 1),
                surface((row, _) -> row),
                surface((_, column) -> column),
                surface((row, column) -> row * column),
                surface((row, _) -> row * row - downs),
                surface((_, column) -> column * column - acrosses));
    }

    private double[] surface(DoubleBinaryOperator height) {
        double[] surface = new double[rows() * columns()];
        for (int pixel = 0; pixel < surface.length; pixel++) {
            surface[pixel] = height.applyAsDouble(
                    pixel / columns() - (rows() - 1) / 2.0, pixel % columns() - (columns() - 1) / 2.0);
        }
        return surface;
    }
}
