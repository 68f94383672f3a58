package nunchi.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nunchi.experiment.Experiment;
import nunchi.run.RunFolder;
import tools.jackson.databind.JsonNode;

/// What a search has given so far.
///
/// @param folder     each trial is in `trials/001`, `trials/002`, …
/// @param experiment with its search
/// @param trials     that have ended, in the order of the plan
public record SearchResult(RunFolder folder, Experiment experiment, List<TrialOutcome> trials) {
    public SearchResult {
        trials = List.copyOf(trials);
    }

    /// The trials by their values, in the order in which these first appear.
    public List<Setting> settings() {
        Map<Map<String, JsonNode>, List<TrialOutcome>> groups = new LinkedHashMap<>();
        trials.forEach(trial -> groups.computeIfAbsent(trial.trial().values(), _ -> new ArrayList<>()).add(trial));
        List<Setting> settings = new ArrayList<>();
        groups.forEach((values, group) -> settings.add(new Setting(values, List.copyOf(group))));
        return List.copyOf(settings);
    }

    /// By what [#best] is chosen.
    public Measure choice() {
        return Measure.ofChoice(experiment, trials);
    }

    /// The setting with the best mean on the validation part; of equal ones that with the least validation loss. Settings of which a
    /// trial failed come last.
    ///
    /// @return none where there is no validation part: chosen by training it would be the one that learns by heart, and chosen by the
    ///         test part it would no longer be tested
    public Optional<Setting> best() {
        Measure choice = choice();
        Measure loss = new Measure("validation", false);
        Comparator<Setting> order = Comparator.<Setting, Boolean>comparing(Setting::failed)
                .thenComparing(setting -> (choice.accuracy() ? -1 : 1) * setting.statistics(choice).mean())
                .thenComparing(setting -> setting.statistics(loss) == null ? 0 : setting.statistics(loss).mean());
        return settings().stream().filter(setting -> setting.statistics(choice) != null).min(order);
    }

    /// Between the settings that were trained at least twice.
    public List<SettingComparison> comparisons() {
        List<Setting> settings = settings();
        int best = best().map(settings::indexOf).orElse(-1);
        return SettingComparison.of(settings, best, Measure.ofComparison(trials));
    }
}
