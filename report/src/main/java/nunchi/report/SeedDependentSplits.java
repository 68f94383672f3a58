package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nunchi.codec.Tree;
import nunchi.data.Split;
import nunchi.record.SearchRecord.TrialRecord;

/// Which parts of the data follow from a run's seed, so that runs with other seeds are measured on other rows.
final class SeedDependentSplits {
    private static final Set<String> RANDOM = Set.of("random", "stratified", "kFold");
    private static final List<Split> PARTS = List.of(Split.TEST, Split.VALIDATION);

    private SeedDependentSplits() {}

    /// The key of a split's seed where that is not given, `data.test.random.seed`; nothing where the rows are the same
    /// for every seed.
    private static Optional<String> seedKey(Tree experiment, Split part) {
        Tree split = experiment.at("data", part.toString());
        Optional<NamedValue> named =
                split.isNumber() ? Optional.of(new NamedValue("random", split)) : NamedValue.of(split);
        return named.filter(each -> RANDOM.contains(each.name())
                        && !each.settings().at("seed").isNumber()
                        && each.settings().at("shuffle").truth(true))
                .map(each -> "data.%s.%s.seed".formatted(part, each.name()));
    }

    /// What is to be known of a spread over seeds; empty where all seeds have the same rows.
    static String sentence(Tree experiment) {
        List<String> drawn = PARTS.stream()
                .filter(part -> seedKey(experiment, part).isPresent())
                .map(Split::toString)
                .toList();
        List<String> keys = PARTS.stream()
                .flatMap(part -> seedKey(experiment, part).stream())
                .map(key -> key + "=1")
                .toList();
        return drawn.isEmpty()
                ? ""
                : "Each seed also draws its own %s rows, so that the spread is that of the split too; %s in the experiment (or --set) %s for all seeds."
                        .formatted(
                                String.join(" and ", drawn),
                                String.join(" and ", keys),
                                keys.size() == 1 ? "keeps them the same" : "keep them the same");
    }

    /// The same for a search whose trainings have several seeds; nothing else.
    static Html note(Folder folder) {
        long seeds = folder.search().trials().stream()
                .map(TrialRecord::seed)
                .distinct()
                .count();
        String sentence = seeds > 1 ? sentence(folder.experiment()) : "";
        return sentence.isEmpty() ? Html.NOTHING : Html.paragraph(sentence);
    }

    /// Whether runs were measured on different rows, in a sentence; empty where they were not, or where they have no
    /// such part.
    static Optional<String> differing(List<Folder> runs) {
        List<Split> differing = new ArrayList<>();
        for (Split part : PARTS) {
            List<Folder> having =
                    runs.stream().filter(run -> run.data().rows(part) != null).toList();
            if (having.stream().map(run -> rows(run, part)).distinct().count() > 1) {
                differing.add(part);
            }
        }
        boolean seeds = differing.stream()
                .anyMatch(part -> runs.stream()
                        .anyMatch(run -> seedKey(run.experiment(), part).isPresent()));
        return differing.isEmpty()
                ? Optional.empty()
                : Optional.of("The runs were measured on different %s rows%s."
                        .formatted(
                                differing.stream().map(Split::toString).collect(Collectors.joining(" and ")),
                                seeds
                                        ? ", since each run's seed drew its own; a split with a seed of its own (%s) is the same in all runs"
                                                .formatted(String.join(
                                                        ", ",
                                                        differing.stream()
                                                                .map(part -> "data.%s".formatted(part))
                                                                .toList()))
                                        : ""));
    }

    /// What decides which rows a part has: the data, the splits, and the run's seed where it draws them.
    private static String rows(Folder run, Split part) {
        Tree experiment = run.experiment();
        Tree data = experiment.at("data");
        List<Split> parts = part == Split.TEST ? List.of(Split.TEST) : PARTS;
        boolean drawn =
                parts.stream().anyMatch(each -> seedKey(experiment, each).isPresent());
        return "%s %s %s"
                .formatted(
                        data.at("name").text(""),
                        parts.stream()
                                .map(each -> data.at(each.toString()).toString())
                                .toList(),
                        drawn ? experiment.at("seed").text("") : "");
    }
}
