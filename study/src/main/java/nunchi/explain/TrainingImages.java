package nunchi.explain;

import java.util.List;
import java.util.stream.IntStream;
import nunchi.backend.MatrixView;
import nunchi.backend.Neighbours;
import nunchi.backend.Numerics;
import nunchi.data.Dataset;
import nunchi.picture.Picture;
import nunchi.tensor.Shape;

/// The images of a training set, every stride-th of a large one, of which the nearest to an image are found.
///
/// @param stride      between rows
/// @param brightnesses between 0 and 1, `[rows, rows · columns · channels]`
record TrainingImages(Dataset train, Shape image, int stride, MatrixView brightnesses) {
    /// 256 MiB.
    private static final int MOST_VALUES = 1 << 26;

    static TrainingImages of(Dataset train, Shape image) {
        int size = image.size();
        int stride = Math.max(1, Math.ceilDiv(train.size(), Math.max(1, MOST_VALUES / size)));
        int count = Math.ceilDiv(train.size(), stride);
        float[] values = new float[count * size];
        for (int i = 0; i < count; i++) {
            train.example(i * stride, values, i * size);
        }
        train.range().toUnit(values);
        return new TrainingImages(train, image, stride, MatrixView.of(values, count, size));
    }

    List<NearExample> nearest(float[] example, int count, Numerics numerics) {
        float[] given = example.clone();
        train.range().toUnit(given);
        Neighbours found = new HeldRows(brightnesses).nearest(given, count, numerics);
        return IntStream.range(0, found.count())
                .mapToObj(i -> example(found.indices()[i] * stride, Math.sqrt(found.squares()[i])))
                .toList();
    }

    private NearExample example(int row, double distance) {
        float[] values = new float[image.size()];
        train.example(row, values, 0);
        Picture picture = Picture.of(
                image.extent(0), image.extent(1), image.extent(2), train.range().brightnesses(values));
        return new NearExample(row, train.hasLabels() ? train.label(row) : -1, distance, picture);
    }
}
