package nunchi.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import nunchi.record.ClusteringRecord.AttemptRecord;
import nunchi.text.Numbers;

/// What the figures of a clustering study show of the two methods, in sentences; nothing is said that they do not
/// show.
record MethodComparison(List<ClusteredPoints> sets) {
    private static final String MEANS = ClusteredPoints.MEANS;
    private static final String DENSITY = ClusteredPoints.DENSITY;
    /// Of the adjusted Rand index: below, the two are called alike; above, one is called far ahead.
    private static final double ALIKE = 0.01;
    private static final double FAR = 0.1;
    private static final double FOUND = 0.9;

    List<String> comparisons() {
        List<String> sentences = new ArrayList<>();
        if (classed().isEmpty()) {
            return List.of(
                    "%s, so it is unknown which method does better; the silhouettes say how well separated the clusters are."
                            .formatted(
                                    sets.stream().anyMatch(set -> set.classes() > 0)
                                            ? "No classes that differ are known"
                                            : "No classes are known"));
        }
        sentences.add("Without looking at the classes, " + compare(ClusteredPoints::taken));
        sentences.add(
                "With the best of the settings tried, which only the classes tell, " + compare(ClusteredPoints::best));
        return sentences;
    }

    private List<ClusteredPoints> classed() {
        return sets.stream().filter(ClusteredPoints::classed).toList();
    }

    private String compare(BiFunction<ClusteredPoints, String, Optional<AttemptRecord>> which) {
        List<String> means = new ArrayList<>();
        List<String> density = new ArrayList<>();
        List<String> alike = new ArrayList<>();
        for (ClusteredPoints set : classed()) {
            double one = ClusteredPoints.rand(which.apply(set, MEANS));
            double other = ClusteredPoints.rand(which.apply(set, DENSITY));
            List<String> goal = Math.abs(one - other) <= ALIKE ? alike : one > other ? means : density;
            goal.add("%s (%s and %s)".formatted(set.title(), Numbers.fixed(one, 2), Numbers.fixed(other, 2)));
        }
        List<String> parts = new ArrayList<>();
        add(parts, means, "k-means agrees better with them on ");
        add(parts, density, "DBSCAN agrees better with them on ");
        add(parts, alike, "the two are alike within 0.01 on ");
        return String.join("; ", parts) + " (ARI of k-means and of DBSCAN).";
    }

    private static void add(List<String> parts, List<String> names, String words) {
        if (!names.isEmpty()) {
            parts.add(words + list(names));
        }
    }

    private static String list(List<String> names) {
        return names.size() == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    List<String> ofMeans() {
        List<String> shown = new ArrayList<>();
        say(
                shown,
                set -> set.classed() && ClusteredPoints.rand(set.best(MEANS)) >= FOUND,
                set -> "%s (%s at k = %d)".formatted(set.title(), fixed(set.best(MEANS)), k(set.best(MEANS))),
                "With the best k its clusters come close to the classes, an ARI of 0.9 or more, on %s.");
        say(
                shown,
                set -> ahead(set, DENSITY, MEANS),
                set -> "%s (%s against %s)".formatted(set.title(), fixed(set.best(MEANS)), fixed(set.best(DENSITY))),
                "No k that was tried comes as near the classes as DBSCAN does on %s: k-means divides space midway between centres, along straight lines.");
        say(
                shown,
                set -> set.classed() && k(set.taken(MEANS)) == set.classes(),
                ClusteredPoints::title,
                "The silhouette chose as many clusters as there are classes on %s.");
        say(
                shown,
                set -> set.classed() && k(set.taken(MEANS)) != set.classes(),
                set -> "%s (%d for %d)".formatted(set.title(), k(set.taken(MEANS)), set.classes()),
                "The silhouette chose another number than there are classes on %s.");
        say(
                shown,
                set -> set.classes() == 1,
                set -> "%s (%d)".formatted(set.title(), ClusteredPoints.clusters(set.taken(MEANS))),
                "It makes clusters where all points are of one class: %s. Every point is in one of them; it knows no noise.");
        widest(MEANS, tried -> true).ifShown(shown, "k");
        shown.add("It took " + times(MEANS));
        return shown;
    }

    List<String> ofDensity() {
        List<String> shown = new ArrayList<>();
        say(
                shown,
                set -> set.classed() && ClusteredPoints.rand(set.best(DENSITY)) >= FOUND,
                set -> "%s (%s at %s)"
                        .formatted(
                                set.title(),
                                fixed(set.best(DENSITY)),
                                set.best(DENSITY).map(ClusteredPoints::setting).orElse("–")),
                "With the best setting its clusters come close to the classes, an ARI of 0.9 or more, on %s. It joins what is dense, whatever its shape.");
        say(
                shown,
                set -> ahead(set, MEANS, DENSITY),
                set -> "%s (%s against %s)".formatted(set.title(), fixed(set.best(DENSITY)), fixed(set.best(MEANS))),
                "No distance and number of points that was tried comes as near the classes as k-means does on %s: one distance has to separate all groups.");
        sayWhatTheKneeFinds(shown);
        Optional<Integer> points = sets.getFirst().taken(DENSITY).map(AttemptRecord::minPoints);
        widest(DENSITY, tried -> Optional.ofNullable(tried.minPoints()).equals(points))
                .ifShown(shown, "epsilon");
        shown.add("It took " + times(DENSITY));
        return shown;
    }

    /// Of the neighbourhood radius that is taken at the knee of the distances.
    private void sayWhatTheKneeFinds(List<String> shown) {
        say(
                shown,
                set -> set.classed() && ClusteredPoints.clusters(set.taken(DENSITY)) == set.classes(),
                ClusteredPoints::title,
                "At the knee it finds as many clusters as there are classes, without being given it, on %s.");
        say(
                shown,
                set -> set.classed() && ClusteredPoints.clusters(set.taken(DENSITY)) != set.classes(),
                set -> "%s (%d for %d)"
                        .formatted(set.title(), ClusteredPoints.clusters(set.taken(DENSITY)), set.classes()),
                "At the knee it finds another number of clusters than there are classes on %s.");
        say(
                shown,
                set -> noise(set) > 0,
                set -> "%s (%s)".formatted(set.title(), Numbers.percent(noise(set))),
                "It leaves points out as noise, at the knee on %s.");
        say(
                shown,
                set -> set.classes() == 1,
                set -> "%s (%s)"
                        .formatted(set.title(), Numbers.count(ClusteredPoints.clusters(set.taken(DENSITY)), "cluster")),
                "Where all points are of one class it finds, at the knee: %s.");
    }

    private static int k(Optional<AttemptRecord> tried) {
        return tried.map(AttemptRecord::k).orElse(0);
    }

    private static double noise(ClusteredPoints set) {
        return set.taken(DENSITY).map(set::noise).orElse(0.0);
    }

    private static double seconds(ClusteredPoints set, String method) {
        return set.taken(method).map(AttemptRecord::seconds).orElse(0.0);
    }

    private static String fixed(Optional<AttemptRecord> tried) {
        return Numbers.fixed(ClusteredPoints.rand(tried), 2);
    }

    private static boolean ahead(ClusteredPoints set, String method, String other) {
        return set.classed() && ClusteredPoints.rand(set.best(method)) - ClusteredPoints.rand(set.best(other)) >= FAR;
    }

    private void say(
            List<String> shown,
            Predicate<ClusteredPoints> where,
            Function<ClusteredPoints, String> words,
            String sentence) {
        List<String> names = sets.stream().filter(where).map(words).toList();
        if (!names.isEmpty()) {
            shown.add(sentence.formatted(list(names)));
        }
    }

    /// Where the agreement hangs most on one setting.
    private Spread widest(String method, Predicate<AttemptRecord> which) {
        return classed().stream()
                .map(set -> {
                    DoubleSummaryStatistics range = set.settings(method).stream()
                            .filter(which)
                            .mapToDouble(ClusteredPoints::rand)
                            .summaryStatistics();
                    return new Spread(set.title(), range.getMin(), range.getMax());
                })
                .max(Comparator.comparingDouble(spread -> spread.most - spread.least))
                .orElse(new Spread("", 0, 0));
    }

    private record Spread(String title, double least, double most) {
        void ifShown(List<String> shown, String setting) {
            if (most - least >= FAR) {
                shown.add("Sensitive to %s: on %s the ARI goes from %s to %s among the values tried."
                        .formatted(setting, title, Numbers.fixed(least, 2), Numbers.fixed(most, 2)));
            }
        }
    }

    private String times(String method) {
        String other = method.equals(MEANS) ? DENSITY : MEANS;
        DoubleSummaryStatistics seconds =
                sets.stream().mapToDouble(set -> seconds(set, method)).summaryStatistics();
        long faster = sets.stream()
                .filter(set -> seconds(set, method) < seconds(set, other))
                .count();
        return "%s to %s for one fit here, less than %s on %d of %d sets of points."
                .formatted(
                        Numbers.duration(seconds.getMin()),
                        Numbers.duration(seconds.getMax()),
                        ClusteredPoints.name(other),
                        faster,
                        sets.size());
    }
}
