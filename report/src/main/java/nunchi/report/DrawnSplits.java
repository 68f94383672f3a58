package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Which parts of the data follow from a run's seed, so that runs with other seeds are measured on other rows.
final class DrawnSplits {
    private static final Set<String> RANDOM = Set.of("random", "stratified", "kFold");
    private static final List<String> PARTS = List.of("test", "validation");

    private DrawnSplits() {}

    /// The key of a split's seed where that is not given, `data.test.random.seed`; null where the rows are the same for
    /// every seed.
    private static String seedKey(JsonNode experiment, String part) {
        JsonNode split = experiment.path("data").path(part);
        Named named = split.isNumber() ? new Named("random", split) : Named.of(split);
        boolean drawn = named != null
                && RANDOM.contains(named.name())
                && !named.settings().path("seed").isNumber()
                && named.settings().path("shuffle").asBoolean(true);
        return drawn ? "data.%s.%s.seed".formatted(part, named.name()) : null;
    }

    /// What is to be known of a spread over seeds; empty where all seeds have the same rows.
    static String sentence(JsonNode experiment) {
        List<String> drawn =
                PARTS.stream().filter(part -> seedKey(experiment, part) != null).toList();
        List<String> keys =
                drawn.stream().map(part -> seedKey(experiment, part) + "=1").toList();
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
        long seeds = folder.result()
                .path("trials")
                .valueStream()
                .map(trial -> trial.path("seed").asString(""))
                .distinct()
                .count();
        String sentence = seeds > 1 ? sentence(folder.experiment()) : "";
        return sentence.isEmpty() ? Html.NOTHING : Html.paragraph(sentence);
    }

    /// Whether runs were measured on different rows, in a sentence; empty where they were not, or where they have no
    /// such part.
    static Optional<String> differing(List<Folder> runs) {
        List<String> differing = new ArrayList<>();
        for (String part : PARTS) {
            List<Folder> having = runs.stream()
                    .filter(run ->
                            run.data().path("parts").path(part).path("rows").isNumber())
                    .toList();
            if (having.stream().map(run -> rows(run, part)).distinct().count() > 1) {
                differing.add(part);
            }
        }
        boolean seeds = differing.stream()
                .anyMatch(part -> runs.stream().anyMatch(run -> seedKey(run.experiment(), part) != null));
        return differing.isEmpty()
                ? Optional.empty()
                : Optional.of("The runs were measured on different %s rows%s."
                        .formatted(
                                String.join(" and ", differing),
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
    private static String rows(Folder run, String part) {
        JsonNode experiment = run.experiment();
        JsonNode data = experiment.path("data");
        List<String> parts = part.equals("test") ? List.of("test") : PARTS;
        boolean drawn = parts.stream().anyMatch(each -> seedKey(experiment, each) != null);
        return "%s %s %s"
                .formatted(
                        data.path("name").asString(""),
                        parts.stream().map(each -> data.path(each).toString()).toList(),
                        drawn ? experiment.path("seed").asString("") : "");
    }
}
