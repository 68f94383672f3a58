package nunchi.train;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import nunchi.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/// A schedule of which interventions set the rate: from the step t₀ of the last one on, with the value v,
/// `rate(t) = v · schedule(t) / schedule(t₀)`. It is v at t₀, and goes on in the schedule's form; a constant rate stays
/// v. Where the schedule is 0 at t₀ it has no form to go on in, and the rate stays v too.
///
/// The rates of steps gone by stay what they were, so that epochs can be run again.
final class SteeredRate implements Schedule {
    private final Schedule schedule;
    /// By the time from which they count, in epochs from 0.
    private final NavigableMap<Double, Double> values = new TreeMap<>();

    SteeredRate(Schedule schedule) {
        this.schedule = schedule;
    }

    /// @param time  in epochs, from 0
    /// @param value above 0
    void set(double time, double value) {
        values.put(time, value);
    }

    /// When the rate was set last; null where it never was before.
    @Nullable
    Double since(double time) {
        return values.floorKey(time);
    }

    @Override
    public double at(double time) {
        Map.Entry<Double, Double> set = values.floorEntry(time);
        if (set == null) {
            return schedule.at(time);
        }
        double before = schedule.at(set.getKey());
        return before == 0 ? set.getValue() : set.getValue() * (schedule.at(time) / before);
    }
}
