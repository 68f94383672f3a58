package nunchi.cpu.step;

import nunchi.cpu.kernel.WindowFunctions.Points;
import nunchi.graph.op.Window;
import nunchi.tensor.Shape;

/// Where in images `[batch, height, width, channels]` each target of a window finds its sources, as offsets of floats.
final class WindowWalk {
    private final Reach rows;
    private final Reach columns;
    private final Points[][] points;
    private final Shape sources;

    private WindowWalk(Reach rows, Reach columns, Shape sources, int kernelColumns) {
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

    /// From steps to the places under their windows.
    static WindowWalk ofSteps(Window window, Shape steps, Shape places) {
        return new WindowWalk(
                Reach.ofSteps(window.rows(), steps.extent(1), places.extent(1)),
                Reach.ofSteps(window.columns(), steps.extent(2), places.extent(2)),
                places,
                window.columns().kernel());
    }

    /// From places to the steps whose windows cover them.
    static WindowWalk ofPlaces(Window window, Shape places, Shape steps) {
        return new WindowWalk(
                Reach.ofPlaces(window.rows(), places.extent(1), steps.extent(1)),
                Reach.ofPlaces(window.columns(), places.extent(2), steps.extent(2)),
                steps,
                window.columns().kernel());
    }

    private Points points(Reach.Pattern down, Reach.Pattern across, int kernelColumns) {
        int channels = sources.last();
        int width = across.points().size();
        Points found = new Points(
                new int[down.points().size() * width], new int[down.points().size() * width]);
        for (int p = 0; p < found.places().length; p++) {
            found.places()[p] = (down.distances().get(p / width) * sources.extent(2)
                            + across.distances().get(p % width))
                    * channels;
            found.weights()[p] = (down.points().get(p / width) * kernelColumns
                            + across.points().get(p % width))
                    * channels;
        }
        return found;
    }

    /// The targets across an image.
    int width() {
        return columns.targets();
    }

    /// Where the first source of a row of targets lies, of a column with its first source in column 0.
    ///
    /// @param row of targets, counted over the batch
    int rowSource(int row) {
        return (row / rows.targets() * sources.extent(1) + rows.first(row % rows.targets()))
                * sources.extent(2)
                * sources.last();
    }

    /// How much further the first source of a column of targets lies.
    int columnSource(int column) {
        return columns.first(column) * sources.last();
    }

    /// The points of a row's targets, by [#pattern]; their weights as offsets into
    /// `[kernel rows, kernel columns, channels]`.
    Points[] points(int row) {
        return points[rows.pattern(row % rows.targets())];
    }

    int pattern(int column) {
        return columns.pattern(column);
    }

    /// How many of a target's points lie in one row of the window.
    int pointsAcross(int column) {
        return columns.patterns().get(columns.pattern(column)).points().size();
    }
}
