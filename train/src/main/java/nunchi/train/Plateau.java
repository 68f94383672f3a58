package nunchi.train;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import nunchi.experiment.Objective;
import nunchi.experiment.ReduceOnPlateau;
import nunchi.metric.Direction;
import nunchi.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/// The learning rate as the rule for plateaus has lowered it so far: of every epoch gone by it stays what it was, so
/// that epochs can be run again.
final class Plateau implements Schedule {
    private final @Nullable ReduceOnPlateau rule;
    private final @Nullable Objective objective;
    private final SteeredRate rate;
    private final TreeMap<Integer, Double> factors = new TreeMap<>();
    private @Nullable Best best;
    private int waited;
    private int rest;

    /// @param rule     null for a rate that is never lowered
    /// @param rate     before any lowering
    /// @param figures  that are measured
    Plateau(@Nullable ReduceOnPlateau rule, SteeredRate rate, List<Objective> figures) {
        this.rule = rule;
        this.objective = rule == null ? null : Objective.find("reduceOnPlateau.monitor", rule.monitor(), figures);
        this.rate = rate;
    }

    @Override
    public double at(double epoch) {
        double scheduled = rate.at(epoch);
        if (rule == null || factors.isEmpty()) {
            return scheduled;
        }
        Double set = rate.since(epoch);
        // whoever set the rate meant it as a whole, with what had lowered it before
        double lowered = scheduled * (set == null ? factor(epoch) : factor(epoch) / factor(set));
        return Math.max(lowered, Math.min(scheduled, rule.minimumRate()));
    }

    private double factor(double epoch) {
        Map.Entry<Integer, Double> since = factors.floorEntry((int) epoch);
        return since == null ? 1 : since.getValue();
    }

    /// Null where nothing is watched.
    @Nullable
    Objective objective() {
        return objective;
    }

    /// Looks at the figure of an epoch, where one is watched.
    ///
    /// @param epoch from 1
    void observe(int epoch, double value) {
        if (rule == null || objective == null) {
            return;
        }
        if (rest > 0) {
            rest--;
            waited = 0;
        }
        Direction direction = objective.quantity().direction();
        if (direction.better(value, best == null ? direction.worst() : best.value(), rule.minDelta())) {
            best = new Best(epoch, objective.monitor(), value);
            waited = 0;
        } else if (rest == 0) {
            waited++;
            lower(rule, epoch);
        }
    }

    private void lower(ReduceOnPlateau by, int epoch) {
        if (waited < by.patience() || at(epoch) <= by.minimumRate()) {
            return;
        }
        double before = factors.isEmpty() ? 1 : factors.lastEntry().getValue();
        factors.put(epoch, before * by.factor());
        rest = by.cooldown();
        waited = 0;
    }

    Checkpoint.Watched watched() {
        return new Checkpoint.Watched(best, waited, rest);
    }

    SortedMap<Integer, Double> factors() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(factors));
    }

    void restore(Checkpoint.Watched seen, SortedMap<Integer, Double> lowered) {
        best = seen.best();
        waited = seen.waited();
        rest = seen.rest();
        factors.clear();
        factors.putAll(lowered);
    }
}
