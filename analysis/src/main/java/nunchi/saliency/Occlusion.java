package nunchi.saliency;

import java.util.List;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// What is lost when a square is covered: `S(x) - S(x with the square covered)`, at each place the mean over the
/// squares that cover it. In units of the score, `[rows, columns, 1]`. The squares stand a stride apart, the last ones
/// flush with the image's border, so that every pixel is covered.
///
/// Zeiler, Fergus: *Visualizing and understanding convolutional networks*, ECCV 2014, section 4.2.
///
/// @param window side of the square, in pixels; null for a sixth of the image's shorter side
/// @param stride distance from one square to the next, in pixels; null for half the window
/// @param fill   value that covers; null for the mean of each channel of the image
public record Occlusion(
        @Nullable Integer window,
        @Nullable Integer stride,
        @Nullable Double fill) implements Saliency {
    private static final int SIXTH = 6;

    public Occlusion {
        Check.require(window == null || window > 0, "window is %s; it must be at least 1".formatted(window));
        Check.require(fill == null || Double.isFinite(fill), "fill is %s; it must be a finite number".formatted(fill));
        Check.require(stride == null || stride > 0, "stride is %s; it must be at least 1".formatted(stride));
    }

    public Occlusion() {
        this(null, null, null);
    }

    @Override
    public String name() {
        return "occlusion";
    }

    @Override
    public String title() {
        return "Occlusion";
    }

    @Override
    public String meaning() {
        return "how far the score falls (red) or rises (blue) when %s over the place is covered with %s"
                .formatted(
                        window == null
                                ? "a square of a sixth of the image's side"
                                : "a square of %d x %d pixels".formatted(window, window),
                        fill == null ? "the image's mean colour" : "the value " + fill);
    }

    @Override
    public void require(ImageModel model) {
        squares(model.image());
    }

    @Override
    public List<SaliencyMap> of(ImageModel model, List<Score> subjects, Backend backend) {
        model.require(subjects);
        Squares squares = squares(model.image());
        int each = squares.count() + 1;
        double[] scores = new double[Math.multiplyExact(subjects.size(), each)];
        Covered covered = new Covered(subjects, squares, model.image(), fill);
        Passes.ofScores(model, scores.length, backend)
                .run(scores.length, covered, (row, score, _, _) -> scores[row] = score);
        return IntStream.range(0, subjects.size())
                .mapToObj(i -> map(squares, model.image(), scores, i * each))
                .toList();
    }

    private Squares squares(Shape image) {
        int shorter = Math.min(image.extent(0), image.extent(1));
        int side = window == null ? Math.max(1, Math.round((float) shorter / SIXTH)) : window;
        Check.require(
                side <= shorter,
                "the window of %d does not fit into images of %d x %d"
                        .formatted(side, image.extent(0), image.extent(1)));
        int step = stride == null ? Math.max(1, side / 2) : stride;
        Check.require(
                step <= side,
                "a stride of %d leaves places between windows of %d uncovered; it must be at most %d"
                        .formatted(step, side, side));
        return new Squares(side, starts(image.extent(0), side, step), starts(image.extent(1), side, step));
    }

    private static int[] starts(int extent, int side, int step) {
        int last = extent - side;
        return IntStream.concat(IntStream.iterate(0, start -> start < last, start -> start + step), IntStream.of(last))
                .toArray();
    }

    private static SaliencyMap map(Squares squares, Shape image, double[] scores, int first) {
        double whole = scores[first + squares.count()];
        double[] sums = new double[image.extent(0) * image.extent(1)];
        int[] covered = new int[sums.length];
        for (int square = 0; square < squares.count(); square++) {
            double lost = whole - scores[first + square];
            for (int cell = 0; cell < squares.side * squares.side; cell++) {
                int place = squares.place(square, cell, image.extent(1));
                sums[place] += lost;
                covered[place]++;
            }
        }
        float[] values = new float[sums.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (sums[i] / covered[i]);
        }
        return new SaliencyMap(image.withLast(1), values, true, whole, Double.NaN);
    }

    /// @param tops  the first row of each row of squares
    /// @param lefts the first column of each column of squares
    private record Squares(int side, int[] tops, int[] lefts) {
        int count() {
            return tops.length * lefts.length;
        }

        int place(int square, int cell, int columns) {
            return (tops[square / lefts.length] + cell / side) * columns + lefts[square % lefts.length] + cell % side;
        }
    }

    /// Each image with one square covered after the other, then as it is.
    private record Covered(
            List<Score> subjects,
            Squares squares,
            Shape image,
            @Nullable Double fill) implements Passes.Variants {
        @Override
        public Score subject(int row) {
            return subjects.get(row / (squares.count() + 1));
        }

        @Override
        public void write(int row, float[] into, int offset) {
            float[] example = subject(row).example();
            System.arraycopy(example, 0, into, offset, example.length);
            int square = row % (squares.count() + 1);
            if (square == squares.count()) {
                return;
            }
            for (int channel = 0; channel < image.last(); channel++) {
                float cover = fill == null ? mean(example, channel) : fill.floatValue();
                for (int cell = 0; cell < squares.side * squares.side; cell++) {
                    into[offset + squares.place(square, cell, image.extent(1)) * image.last() + channel] = cover;
                }
            }
        }

        private float mean(float[] example, int channel) {
            double sum = 0;
            for (int i = channel; i < example.length; i += image.last()) {
                sum += example[i];
            }
            return (float) (sum * image.last() / example.length);
        }
    }
}
