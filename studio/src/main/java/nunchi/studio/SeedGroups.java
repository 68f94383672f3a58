package nunchi.studio;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.record.EpochRecord;
import nunchi.statistics.MeanDifference;
import org.jspecify.annotations.Nullable;

/// Runs by their settings: those of a group differ by their seed alone.
///
/// @param groups by the settings without the seed, in the order of the runs
record SeedGroups(Map<Map<String, String>, List<StudioRecord.Detail>> groups) {
    /// Of more groups each is compared with the best alone.
    private static final int MOST_FOR_ALL_PAIRS = 8;

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
        runs.forEach(group ->
                group.forEach(each -> metrics.addAll(each.run().values().keySet())));
        List<StudioRecord.Test> tests = new ArrayList<>();
        for (String metric : metrics) {
            int centre = runs.size() <= MOST_FOR_ALL_PAIRS ? -1 : best(metric, runs);
            for (int i = 0; i < runs.size(); i++) {
                for (int j = i + 1; j < runs.size(); j++) {
                    if (centre < 0 || i == centre) {
                        test(metric, i, j, runs, tests);
                    } else if (j == centre) {
                        test(metric, j, i, runs, tests);
                    }
                }
            }
        }
        return new StudioRecord.Compared(named, tests);
    }

    /// The group with the best mean, by which direction is the better one of the metric.
    private static int best(String metric, List<List<StudioRecord.Detail>> runs) {
        boolean falls = metric.endsWith(EpochRecord.LOSS);
        return IntStream.range(0, runs.size())
                .boxed()
                .max(Comparator.comparingDouble(group -> (falls ? -1 : 1)
                        * bySeed(runs.get(group), metric).values().stream()
                                .mapToDouble(value -> value)
                                .average()
                                .orElse(falls ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY)))
                .orElse(0);
    }

    /// What differs between the groups: `batch 32, learningRate 0.1`; the whole key where two end alike.
    private String name(Map<String, String> settings, List<StudioRecord.Detail> runs) {
        List<String> keys = settings.keySet().stream()
                .filter(key ->
                        groups.keySet().stream().anyMatch(other -> !Objects.equals(other.get(key), settings.get(key))))
                .toList();
        List<String> ends = keys.stream().map(SeedGroups::end).toList();
        String differing = keys.stream()
                .map(key -> (Collections.frequency(ends, end(key)) > 1 ? key : end(key)) + " " + settings.get(key))
                .collect(Collectors.joining(", "));
        return differing.isEmpty() ? runs.getFirst().run().name() : differing;
    }

    private static String end(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
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
