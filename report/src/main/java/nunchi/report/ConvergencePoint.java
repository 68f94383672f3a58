package nunchi.report;

import java.util.List;
import java.util.Optional;
import nunchi.data.Split;
import nunchi.metric.Direction;
import nunchi.metric.Quantity;
import nunchi.record.DataRecord;
import nunchi.record.EpochRecord;
import nunchi.report.page.Chart;
import nunchi.text.Numbers;
import nunchi.train.Convergence;
import nunchi.train.Convergence.State;

/// Where a figure of the journal came to rest: of validation where it was measured, else of the test set, else of
/// training.
///
/// @param split      the part of the data
/// @param quantity   the figure
/// @param last       the last epoch in which it was measured
/// @param everyEpoch whether it was measured in all of them
record ConvergencePoint(Split split, Quantity quantity, Convergence found, int last, boolean everyEpoch) {
    static final String RULE =
            "The rule: a metric has converged if a line through the last fifth of its measurements, and at least 5 of them, has no significant slope"
                    + " (least squares, 95 %). A change of fewer than 6 examples, or of less than 0.1 % of a loss, counts as none. The point of convergence is the first"
                    + " epoch from which on the metric stays within what these measurements span.";
    /// McNemar's exact test finds no difference of fewer examples at 95 %, even where all of them change in one
    /// direction.
    private static final int FEWEST_CHANGED = 6;
    private static final double LEAST_CHANGE = 0.001;

    /// @param measure the metric's name
    /// @return nothing where the figure was not measured, or nobody knows whether it should rise or fall
    static Optional<ConvergencePoint> of(Folder folder, String measure) {
        return Quantities.of(folder).find(measure).flatMap(quantity -> of(folder.epochs(), folder.data(), quantity));
    }

    /// @param data `data.json`, which knows how many examples each part has
    static Optional<ConvergencePoint> of(List<EpochRecord> epochs, DataRecord data, Quantity quantity) {
        String measure = quantity.name();
        for (Split split : List.of(Split.VALIDATION, Split.TEST, Split.TRAIN)) {
            String key = EpochRecord.prefix(split) + measure;
            List<EpochRecord> measured =
                    epochs.stream().filter(event -> event.has(key)).toList();
            if (!measured.isEmpty()) {
                int[] numbers = measured.stream().mapToInt(EpochRecord::epoch).toArray();
                double[] values =
                        measured.stream().mapToDouble(event -> event.value(key)).toArray();
                double change = quantity.isShare()
                        ? FEWEST_CHANGED / rows(data, split)
                        : LEAST_CHANGE * Math.abs(values[values.length - 1]);
                Convergence found = Convergence.of(numbers, values, quantity.direction() == Direction.MIN, change);
                return Optional.of(new ConvergencePoint(
                        split, quantity, found, numbers[numbers.length - 1], measured.size() == epochs.size()));
            }
        }
        return Optional.empty();
    }

    private static double rows(DataRecord data, Split split) {
        Integer rows = data.rows(split);
        return rows == null ? Double.POSITIVE_INFINITY : rows;
    }

    boolean isKnown() {
        return found.state() != State.TOO_FEW;
    }

    String sentence() {
        String name = "The %s %s".formatted(Words.part(split), Quantities.lowered(quantity.words()));
        String way =
                (quantity.direction() == Direction.MIN) == (found.state() == State.IMPROVING) ? "falling" : "rising";
        return switch (found.state()) {
            case TOO_FEW ->
                "Convergence was not assessed: it needs at least %s with a measured %s %s."
                        .formatted(
                                Numbers.count(Convergence.FEWEST, "epoch"),
                                Words.part(split),
                                Quantities.lowered(quantity.words()));
            case CONVERGED ->
                "%s converged at epoch %s: from then on it stays %s."
                        .formatted(name, Numbers.count(found.epoch()), range());
            case IMPROVING ->
                "%s did not converge: over its last %s it was still %s, %s.".formatted(name, spell(), way, range());
            case WORSENING ->
                "%s got worse in the end: over its last %s it was %s, %s.".formatted(name, spell(), way, range());
        };
    }

    /// Measurements may lie several epochs apart.
    private String spell() {
        return Numbers.count(found.last(), everyEpoch ? "epoch" : "measurement");
    }

    /// For the chart, where there is something to mark.
    Optional<Chart.Convergence> mark() {
        return found.state() == State.CONVERGED
                ? Optional.of(new Chart.Convergence(found.epoch(), last, found.least(), found.most()))
                : Optional.empty();
    }

    private String range() {
        String least = shown(found.least());
        String most = shown(found.most());
        return least.equals(most) ? "at " + least : "between %s and %s".formatted(least, most);
    }

    private String shown(double value) {
        return Quantities.text(quantity, value);
    }
}
