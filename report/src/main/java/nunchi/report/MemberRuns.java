package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import nunchi.codec.Tree;
import nunchi.data.Split;
import nunchi.record.EpochRecord;
import nunchi.record.Measured;
import nunchi.record.SearchRecord;

/// A member of a lab that was trained with one setting, once or with several seeds.
///
/// @param runs that have not failed, at least one
record MemberRuns(String title, List<Run> runs) {

    /// @param figures loss and accuracy of each part, as `result.json` has them
    record Run(Measured figures, Folder folder) {}

    /// Those of the lab's members, in its order; the others are searches with several settings, or no trainings.
    static List<MemberRuns> of(Folder lab) {
        return LabMember.of(lab).stream()
                .map(MemberRuns::of)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<MemberRuns> of(LabMember member) {
        Folder folder = member.folder();
        if (SearchSummary.of(folder).hasSeveral()) {
            return Optional.empty();
        }
        Stream<Run> all = folder.is(SearchRecord.KIND)
                ? folder.search().trials().stream()
                        .map(trial -> new Run(trial, folder.inner(Objects.requireNonNullElse(trial.folder(), "."))))
                : Stream.of(new Run(folder.run(), folder));
        List<Run> trained =
                all.filter(run -> !Double.isNaN(run.figures.loss(Split.TRAIN))).toList();
        return trained.isEmpty() ? Optional.empty() : Optional.of(new MemberRuns(member.title(), trained));
    }

    /// The unseen examples by which all members can be judged: those for testing, else for validation; nothing where
    /// they have none in common.
    static Optional<Split> unseen(List<MemberRuns> members) {
        return Stream.of(Split.TEST, Split.VALIDATION)
                .filter(part -> members.stream().allMatch(member -> member.has(part, EpochRecord.LOSS)))
                .findFirst();
    }

    boolean has(Split part, String measure) {
        return runs.stream().allMatch(run -> Double.isFinite(run.figures.value(part, measure)));
    }

    /// One figure of each run, by its seed.
    Map<Long, Double> bySeed(ToDoubleFunction<Run> figure) {
        Map<Long, Double> figures = new TreeMap<>();
        runs.forEach(
                run -> figures.put(run.figures.seed() == null ? 0 : run.figures.seed(), figure.applyAsDouble(run)));
        return figures;
    }

    /// What the member was trained on: it must be the same for figures to be compared.
    List<Tree> data() {
        Tree data = runs.getFirst().folder.experiment().at("data");
        return Stream.of("name", "validation", "test", "limit").map(data::at).toList();
    }

    /// A figure of the journal over the epochs that all runs have: their mean.
    ///
    /// @return nothing where there is none
    Optional<Curve> mean(String name, String key) {
        SortedSet<Integer> common = new TreeSet<>();
        List<Map<Integer, Double>> measured = new ArrayList<>();
        for (Run run : runs) {
            Map<Integer, Double> values = new TreeMap<>();
            run.folder.epochs().stream()
                    .filter(event -> event.has(key))
                    .forEach(event -> values.put(event.epoch(), event.value(key)));
            measured.add(values);
            common.addAll(values.keySet());
        }
        measured.forEach(values -> common.retainAll(values.keySet()));
        List<EpochRecord> means = new ArrayList<>();
        for (int epoch : common) {
            double mean = measured.stream()
                    .mapToDouble(values -> values.get(epoch))
                    .average()
                    .orElseThrow();
            means.add(new EpochRecord(epoch, new TreeMap<>(Map.of(key, mean))));
        }
        return Curve.of(name, key, means);
    }
}
