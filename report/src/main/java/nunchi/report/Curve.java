package nunchi.report;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nunchi.record.EpochRecord;
import nunchi.report.page.Point;
import nunchi.report.page.Series;

/// One figure of the journal over the epochs.
///
/// @param points `[epoch, value]`, of at most [#MOST] epochs
record Curve(String name, List<Point> points, double first, double last, double least, double greatest) {
    /// A screen has no more columns to draw them in.
    private static final int MOST = 800;
    private static final double WIDE = 50;
    private static final double CORNER = 0.05;
    /// Fewer points are no curve that could fill a corner.
    private static final int FEWEST = 5;
    /// The first number above 0 that an axis of what is missing to 1 can say.
    private static final double TICK = 0.9;

    /// @param key the journal's
    /// @return nothing where no epoch has a finite number of that name
    static Optional<Curve> of(String name, String key, List<EpochRecord> epochs) {
        List<EpochRecord> measured =
                epochs.stream().filter(event -> event.has(key)).toList();
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        List<Point> points = positions(measured.size()).stream()
                .map(measured::get)
                .map(event -> new Point(event.epoch(), event.value(key)))
                .toList();
        double least =
                measured.stream().mapToDouble(event -> event.value(key)).min().orElseThrow();
        double greatest =
                measured.stream().mapToDouble(event -> event.value(key)).max().orElseThrow();
        return Optional.of(new Curve(
                name, points, measured.getFirst().value(key), measured.getLast().value(key), least, greatest));
    }

    /// Evenly spread, and denser at the beginning, where curves are steep.
    private static Set<Integer> positions(int size) {
        Set<Integer> positions = new TreeSet<>();
        for (int i = 0; i < Math.min(size, MOST / 4); i++) {
            positions.add(i);
        }
        for (int i = 0; i <= MOST * 3 / 4; i++) {
            positions.add((int) Math.round((size - 1.0) * i / (MOST * 3 / 4)));
        }
        return positions;
    }

    /// Whether a linear axis would show nothing but a corner: of losses over more than a factor of fifty; of shares
    /// where half of all points lie within the axis' uppermost twentieth. Then a logarithmic axis shows them better, of
    /// shares one of what is missing to 1.
    static boolean areWide(List<Curve> curves, boolean share) {
        double least = curves.stream().mapToDouble(Curve::least).min().orElse(0);
        double greatest = curves.stream().mapToDouble(Curve::greatest).max().orElse(0);
        if (!share) {
            return least > 0 && greatest / least > WIDE;
        }
        double[] values = curves.stream()
                .flatMap(curve -> curve.points.stream())
                .mapToDouble(Point::y)
                .sorted()
                .toArray();
        boolean lasts = curves.stream().anyMatch(curve -> curve.points.size() >= FEWEST);
        boolean inCorner = greatest - values[values.length / 2] < CORNER * (greatest - least);
        return lasts && greatest >= TICK && greatest < 1 && inCorner;
    }

    Series line() {
        return new Series(name, points);
    }
}
