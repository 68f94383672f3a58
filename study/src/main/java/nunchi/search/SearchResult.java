package nunchi.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nunchi.codec.Tree;
import nunchi.data.Split;
import nunchi.experiment.Experiment;
import nunchi.metric.Direction;
import nunchi.metric.Quantity;
import nunchi.run.RunFolder;
import nunchi.statistics.Statistics;
import nunchi.train.ResultView;

/// What a search has given so far.
///
/// @param folder     each trial is in `trials/001`, `trials/002`, …
/// @param experiment with its search
/// @param trials     that have ended, in the order of the plan
public record SearchResult(RunFolder folder, Experiment experiment, List<TrialOutcome> trials) {
    public SearchResult {
        trials = List.copyOf(trials);
    }

    /// Settings with their statistics, curves and trials as HTML for a notebook, [nunchi.train.ResultView].
    ///
    /// @throws nunchi.check.InvalidRequestException where the program has no reports
    public String toHtml() {
        return ResultView.present().html(folder.path());
    }

    /// The trials by their values, in the order in which these first appear.
    public List<Setting> settings() {
        Map<Map<String, Tree>, List<TrialOutcome>> groups = new LinkedHashMap<>();
        trials.forEach(trial -> groups.computeIfAbsent(trial.trial().values(), _ -> new ArrayList<>())
                .add(trial));
        List<Setting> settings = new ArrayList<>();
        groups.forEach((values, group) -> settings.add(new Setting(values, List.copyOf(group))));
        return List.copyOf(settings);
    }

    /// By what [#best] is chosen.
    public Measure choice() {
        return Measure.ofChoice(experiment, trials);
    }

    /// The seeds on which settings are compared for the choice, where some settings were trained with more seeds than
    /// others: those that all settings without a failure have in common, so that no setting is ahead by a lucky seed.
    ///
    /// @return empty where all have the same seeds, or none in common: then all runs count
    public Set<Long> choiceSeeds() {
        List<Set<Long>> seeds = settings().stream()
                .filter(setting -> !setting.failed())
                .map(Setting::seeds)
                .toList();
        if (seeds.stream().distinct().count() < 2) {
            return Set.of();
        }
        Set<Long> common = new TreeSet<>(seeds.getFirst());
        seeds.forEach(common::retainAll);
        return common;
    }

    /// The setting with the best mean on the validation set, over [#choiceSeeds]; of equal ones that with the least
    /// validation loss. Settings of which a trial failed come last.
    ///
    /// @return none where there is no validation set: chosen by training it would be the one that learns by heart, and
    ///     chosen by the test set it would no longer be tested
    public Optional<Setting> best() {
        Measure choice = choice();
        Measure loss = new Measure(Split.VALIDATION, Quantity.LOSS);
        Set<Long> seeds = choiceSeeds();
        Comparator<Setting> order = Comparator.<Setting, Boolean>comparing(Setting::failed)
                .thenComparing(setting ->
                        (choice.quantity().direction() == Direction.MAX ? -1 : 1) * mean(setting, choice, seeds))
                .thenComparing(setting -> mean(setting, loss, seeds));
        return settings().stream()
                .filter(setting -> setting.statistics(choice).isPresent())
                .min(order);
    }

    /// Of a setting that failed with these seeds over the others it has.
    private static double mean(Setting setting, Measure measure, Set<Long> seeds) {
        return setting.statistics(measure, seeds)
                .or(() -> setting.statistics(measure))
                .map(Statistics::mean)
                .orElse(0.0);
    }

    /// Between the settings that were trained at least twice.
    public List<SettingComparison> comparisons() {
        List<Setting> settings = settings();
        int best = best().map(settings::indexOf).orElse(-1);
        return SettingComparison.of(settings, best, Measure.ofComparison(trials));
    }
}
