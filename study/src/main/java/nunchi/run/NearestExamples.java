package nunchi.run;

import java.util.ArrayList;
import java.util.List;
import nunchi.backend.MatrixView;
import nunchi.backend.Neighbours;
import nunchi.backend.Numerics;
import nunchi.data.Dataset;

/// The rows of a data set whose images are nearest to given ones, by the Euclidean distance of their brightnesses
/// between 0 and 1.
///
/// @param searched the number of rows that were looked at, every stride-th from the first on
/// @param found    of each image, nearest first
record NearestExamples(int stride, int searched, List<List<Neighbour>> found) {
    /// Differences to be squared, at most: some seconds.
    private static final long WORK = 20_000_000_000L;
    /// Values of the rows looked at in one go.
    private static final int VALUES = 1 << 23;

    /// @param distance 1 is one pixel from black to white
    record Neighbour(int row, double distance) {}

    /// @param data  with the images
    /// @param rows  of these
    /// @param train where to look
    static NearestExamples of(Dataset data, int[] rows, Dataset train, int count, Numerics numerics) {
        int size = train.example().size();
        int stride = (int) Math.max(1, Math.ceilDiv((long) rows.length * size * train.size(), WORK));
        int searched = Math.ceilDiv(train.size(), stride);
        int part = Math.clamp(VALUES / size, 1, searched);
        List<List<Neighbour>> found = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            found.add(new ArrayList<>());
        }
        if (rows.length == 0) {
            return new NearestExamples(stride, searched, found);
        }
        MatrixView pictures = MatrixView.of(brightnesses(data, rows), rows.length, size);
        for (int from = 0; from < searched; from += part) {
            int[] looked = new int[Math.min(part, searched - from)];
            for (int i = 0; i < looked.length; i++) {
                looked[i] = (from + i) * stride;
            }
            MatrixView points = MatrixView.of(brightnesses(train, looked), looked.length, size);
            merge(found, numerics.nearest(pictures, points, Math.min(count, looked.length)), looked, count);
        }
        return new NearestExamples(stride, searched, found);
    }

    private static float[] brightnesses(Dataset data, int[] rows) {
        int size = data.example().size();
        float[] values = new float[rows.length * size];
        for (int i = 0; i < rows.length; i++) {
            data.example(rows[i], values, i * size);
        }
        data.range().toUnit(values);
        return values;
    }

    /// Of equally distant rows the earlier one counts.
    private static void merge(List<List<Neighbour>> found, Neighbours nearest, int[] looked, int count) {
        for (int i = 0; i < nearest.indices().length; i++) {
            List<Neighbour> list = found.get(i / nearest.count());
            Neighbour neighbour = new Neighbour(looked[nearest.indices()[i]], Math.sqrt(nearest.squares()[i]));
            int place = list.size();
            while (place > 0 && list.get(place - 1).distance() > neighbour.distance()) {
                place--;
            }
            list.add(place, neighbour);
            if (list.size() > count) {
                list.removeLast();
            }
        }
    }
}
