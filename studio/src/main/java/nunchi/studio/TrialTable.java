package nunchi.studio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import nunchi.statistics.VarianceShare;

/// The runs below a folder, such as the trials of a search, by the settings in which they differ.
record TrialTable(String folder, List<StudioRecord.Detail> runs) {
    private static final Set<String> ASIDE = Set.of("name", "title", "description");
    private static final int MANY_VALUES = 6;

    /// With the settings that are not the same in all.
    StudioRecord.Trials record() {
        Set<String> keys = new LinkedHashSet<>();
        runs.forEach(run -> keys.addAll(run.settings().keySet()));
        keys.removeAll(ASIDE);
        keys.removeIf(
                key -> runs.stream().map(run -> value(run, key)).distinct().count() < 2);
        Set<String> metrics = new LinkedHashSet<>();
        runs.forEach(run -> metrics.addAll(run.run().values().keySet()));
        List<StudioRecord.Trial> trials = runs.stream()
                .map(run -> new StudioRecord.Trial(
                        run.run().id(),
                        run.run().state(),
                        keys.stream().map(key -> value(run, key)).toList(),
                        run.run().values()))
                .toList();
        SequencedMap<String, List<StudioRecord.Share>> importance = new LinkedHashMap<>();
        metrics.forEach(metric -> importance.put(metric, importance(metric, keys)));
        return new StudioRecord.Trials(folder, List.copyOf(keys), trials, importance);
    }

    private static String value(StudioRecord.Detail run, String key) {
        return Objects.requireNonNullElse(run.settings().get(key), "");
    }

    /// By the trials that have the metric.
    private List<StudioRecord.Share> importance(String metric, Set<String> keys) {
        List<StudioRecord.Detail> known = runs.stream()
                .filter(run -> Double.isFinite(run.run().values().getOrDefault(metric, Double.NaN)))
                .toList();
        double[] figures = known.stream()
                .mapToDouble(run -> run.run().values().get(metric))
                .toArray();
        List<StudioRecord.Share> shares = new ArrayList<>();
        for (String key : keys) {
            List<String> values = known.stream().map(run -> value(run, key)).toList();
            double share = VarianceShare.of(grouped(values), figures);
            if (Double.isFinite(share)) {
                shares.add(new StudioRecord.Share(key, share));
            }
        }
        return List.copyOf(shares);
    }

    /// Numbers of which there are many are taken together where they are near each other.
    private static List<String> grouped(List<String> values) {
        if (values.stream().distinct().count() <= MANY_VALUES) {
            return values;
        }
        try {
            return VarianceShare.ranked(
                    values.stream().mapToDouble(Double::parseDouble).toArray());
        } catch (NumberFormatException words) {
            return values;
        }
    }
}
