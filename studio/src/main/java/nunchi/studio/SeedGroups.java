package nunchi.studio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nunchi.statistics.MeanDifference;
import org.jspecify.annotations.Nullable;

/// Runs by their settings: those of a group differ by their seed alone.
///
/// @param groups by the settings without the seed, in the order of the runs
record SeedGroups(Map<Map<String, String>, List<StudioRecord.Detail>> groups) {
    /// What says nothing of how a run is trained.
    private static final Set<String> ASIDE = Set.of("seed", "name", "title", "description");

    static SeedGroups of(List<StudioRecord.Detail> runs) {
        Map<Map<String, String>, List<StudioRecord.Detail>> groups = new LinkedHashMap<>();
        for (StudioRecord.Detail run : runs) {
            Map<String, String> settings = new TreeMap<>(run.settings());
            settings.keySet().removeAll(ASIDE);
            groups.computeIfAbsent(settings, _ -> new ArrayList<>()).add(run);
        }
        return new SeedGroups(groups);
    }

    StudioRecord.Compared compared() {
        List<List<StudioRecord.Detail>> runs = List.copyOf(groups.values());
        List<StudioRecord.Group> named = groups.entrySet().stream()
                .map(group -> new StudioRecord.Group(
                        name(group.getKey(), group.getValue()),
                        group.getValue().stream().map(each -> each.run().id()).toList()))
                .toList();
        Set<String> metrics = new LinkedHashSet<>();
        runs.forEach(group -> group.forEach(each -> metrics.addAll(each.run().values().keySet())));
        List<StudioRecord.Test> tests = new ArrayList<>();
        for (String metric : metrics) {
            for (int i = 0; i < runs.size(); i++) {
                for (int j = i + 1; j < runs.size(); j++) {
                    test(metric, i, j, runs, tests);
                }
            }
        }
        return new StudioRecord.Compared(named, tests);
    }

    /// What differs between the groups: `data.batch 32, optimizer.sgd.learningRate 0.1`.
    private String name(Map<String, String> settings, List<StudioRecord.Detail> runs) {
        String differing = settings.entrySet().stream()
                .filter(setting -> groups.keySet().stream()
                        .anyMatch(other -> !Objects.equals(other.get(setting.getKey()), setting.getValue())))
                .map(setting -> setting.getKey() + " " + setting.getValue())
                .collect(Collectors.joining(", "));
        return differing.isEmpty() ? runs.getFirst().run().name() : differing;
    }

    private static void test(
            String metric, int first, int second, List<List<StudioRecord.Detail>> runs, List<StudioRecord.Test> tests) {
        MeanDifference.ofSeeds(bySeed(runs.get(first), metric), bySeed(runs.get(second), metric))
                .ifPresent(test -> tests.add(new StudioRecord.Test(
                        metric,
                        first,
                        second,
                        test.paired(),
                        test.runs(),
                        test.difference(),
                        finite(test.confidence95()),
                        finite(test.p()))));
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static SortedMap<Long, Double> bySeed(List<StudioRecord.Detail> runs, String metric) {
        SortedMap<Long, Double> figures = new TreeMap<>();
        for (StudioRecord.Detail each : runs) {
            Double value = each.run().values().get(metric);
            if (value != null && Double.isFinite(value) && each.run().seed() != null) {
                figures.put(each.run().seed(), value);
            }
        }
        return figures;
    }
}
