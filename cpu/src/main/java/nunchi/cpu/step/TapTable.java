package nunchi.cpu.step;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import nunchi.cpu.kernel.WindowFunctions.Points;
import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;
import nunchi.tensor.Shape;

/// Where each target of a window finds its sources, as offsets of floats, and under which taps of the kernel. Targets
/// are the outputs, and their sources the pixels under their windows; or the other way round pixels, and the outputs
/// that read them. Many targets have the same taps, and the same sources but for where the first lies: they share a
/// pattern.
final class TapTable {
    private static final int NONE = -1;

    private final Line rows;
    private final Line columns;
    private final Points[][] points;
    private final Shape sources;

    private TapTable(Line rows, Line columns, Shape sources, int kernelColumns) {
        this.rows = rows;
        this.columns = columns;
        this.sources = sources;
        this.points = new Points[rows.patterns().size()][columns.patterns().size()];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < points[i].length; j++) {
                points[i][j] = points(rows.patterns().get(i), columns.patterns().get(j), kernelColumns);
            }
        }
    }

    /// From outputs to the pixels under their windows.
    static TapTable ofOutputs(Window window, Shape images) {
        return new TapTable(
                Line.ofOutputs(window.rows()),
                Line.ofOutputs(window.columns()),
                images,
                window.columns().kernel());
    }

    /// From pixels to the outputs that read them.
    static TapTable ofPixels(Window window, Shape outputs) {
        return new TapTable(
                Line.ofPixels(window.rows()),
                Line.ofPixels(window.columns()),
                outputs,
                window.columns().kernel());
    }

    /// The targets along one axis: where the first source of each lies, 0 where there is none, and the number of its
    /// pattern.
    private record Line(int[] first, int[] pattern, List<Pattern> patterns) {
        static Line ofOutputs(WindowAxis axis) {
            return of(
                    axis.output(),
                    axis.kernel(),
                    (output, tap) -> axis.inside(axis.position(output, tap)) ? axis.position(output, tap) : NONE);
        }

        static Line ofPixels(WindowAxis axis) {
            return of(
                    axis.input(),
                    axis.kernel(),
                    (pixel, tap) -> axis.reads(pixel, tap) ? axis.reader(pixel, tap) : NONE);
        }

        private static Line of(int targets, int kernel, IntBinaryOperator sourceOf) {
            Line line = new Line(new int[targets], new int[targets], new ArrayList<>());
            for (int target = 0; target < targets; target++) {
                int of = target;
                List<Integer> taps = IntStream.range(0, kernel)
                        .filter(tap -> sourceOf.applyAsInt(of, tap) != NONE)
                        .boxed()
                        .toList();
                int first = taps.isEmpty() ? 0 : sourceOf.applyAsInt(target, taps.getFirst());
                Pattern pattern = new Pattern(
                        taps,
                        taps.stream()
                                .map(tap -> sourceOf.applyAsInt(of, tap) - first)
                                .toList());
                if (!line.patterns.contains(pattern)) {
                    line.patterns.add(pattern);
                }
                line.first[target] = first;
                line.pattern[target] = line.patterns.indexOf(pattern);
            }
            return line;
        }
    }

    /// @param taps      the taps at which there is a source, in their order
    /// @param distances of the sources from the first
    private record Pattern(List<Integer> taps, List<Integer> distances) {}

    private Points points(Pattern down, Pattern across, int kernelColumns) {
        int channels = sources.last();
        int width = across.taps().size();
        Points found = new Points(
                new int[down.taps().size() * width], new int[down.taps().size() * width]);
        for (int p = 0; p < found.places().length; p++) {
            found.places()[p] = (down.distances().get(p / width) * sources.extent(2)
                            + across.distances().get(p % width))
                    * channels;
            found.weights()[p] =
                    (down.taps().get(p / width) * kernelColumns + across.taps().get(p % width)) * channels;
        }
        return found;
    }

    /// The targets across an image.
    int width() {
        return columns.first.length;
    }

    /// Where the first source of a row of targets lies, of a column with its first source in column 0.
    ///
    /// @param row of targets, counted over the batch
    int rowSource(int row) {
        int targets = rows.first.length;
        return (row / targets * sources.extent(1) + rows.first[row % targets]) * sources.extent(2) * sources.last();
    }

    /// How much further the first source of a column of targets lies.
    int columnSource(int column) {
        return columns.first[column] * sources.last();
    }

    /// The points of a row's targets, by [#pattern]; their weights as offsets into
    /// `[kernel rows, kernel columns, channels]`.
    Points[] points(int row) {
        return points[rows.pattern[row % rows.pattern.length]];
    }

    int pattern(int column) {
        return columns.pattern[column];
    }

    /// How many of a target's taps lie in one row of the window.
    int tapsAcross(int column) {
        return columns.patterns.get(columns.pattern[column]).taps().size();
    }
}
