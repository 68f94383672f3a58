package nunchi.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/// Curves drawn with braille characters, each of which has two columns and four rows of dots.
///
/// @param columns that fit on a line
/// @param rows    of characters
/// @param format  of a value beside the vertical axis
record TextChart(int columns, int rows, DoubleFunction<String> format) {
    private static final int BLANK = 0x2800;
    private static final int ACROSS = 2;
    private static final int DOWN = 4;
    /// The bit of each dot of a character, by its row and column.
    private static final int[][] DOTS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    private static final int LEAST_WIDTH = 8;

    /// @param curves of points `[x, y]`, in order; none is empty
    /// @param all    which the axes are to have room for, so that charts of some of them can be compared
    String draw(List<List<double[]>> curves, List<List<double[]>> all) {
        double[] across = range(all.stream()
                .flatMap(List::stream)
                .mapToDouble(point -> point[0])
                .toArray());
        double[] up = range(all.stream()
                .flatMap(List::stream)
                .mapToDouble(point -> point[1])
                .toArray());
        String top = format.apply(up[1]);
        String bottom = format.apply(up[0]);
        int margin = Math.max(top.length(), bottom.length());
        int width = Math.max(LEAST_WIDTH, columns - margin - 3);
        int[][] cells = new int[rows][width];
        for (List<double[]> curve : curves) {
            for (int i = 0; i < curve.size(); i++) {
                line(
                        cells,
                        place(curve.get(Math.max(0, i - 1)), across, up, width),
                        place(curve.get(i), across, up, width));
            }
        }
        return framed(cells, margin, List.of(top, bottom), across);
    }

    private static double[] range(double[] values) {
        double least = Arrays.stream(values).min().orElse(0);
        double greatest = Arrays.stream(values).max().orElse(1);
        return new double[] {least, greatest};
    }

    private int[] place(double[] point, double[] across, double[] up, int width) {
        double right = across[1] > across[0] ? (point[0] - across[0]) / (across[1] - across[0]) : 0;
        double high = up[1] > up[0] ? (point[1] - up[0]) / (up[1] - up[0]) : 0.5;
        return new int[] {
            (int) Math.round(right * (ACROSS * width - 1)), (int) Math.round((1 - high) * (DOWN * rows - 1))
        };
    }

    private static void line(int[][] cells, int[] from, int[] to) {
        int steps = Math.max(1, Math.max(Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])));
        for (int step = 0; step <= steps; step++) {
            int column = from[0] + Math.round((float) (to[0] - from[0]) * step / steps);
            int row = from[1] + Math.round((float) (to[1] - from[1]) * step / steps);
            cells[row / DOWN][column / ACROSS] |= DOTS[row % DOWN][column % ACROSS];
        }
    }

    private static String framed(int[][] cells, int margin, List<String> ends, double[] across) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < cells.length; row++) {
            String label = row == 0 ? ends.getFirst() : row == cells.length - 1 ? ends.getLast() : "";
            StringBuilder line = new StringBuilder(" ".repeat(margin - label.length()))
                    .append(label)
                    .append(" │");
            Arrays.stream(cells[row]).forEach(cell -> line.append(cell == 0 ? ' ' : (char) (BLANK + cell)));
            lines.add(line.toString().stripTrailing());
        }
        String first = Numbers.count(Math.round(across[0]));
        String last = Numbers.count(Math.round(across[1]));
        int between = Math.max(1, cells[0].length - first.length() - last.length());
        lines.add(" ".repeat(margin) + " └" + "─".repeat(cells[0].length));
        lines.add(" ".repeat(margin + 2) + first + " ".repeat(between) + last);
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
