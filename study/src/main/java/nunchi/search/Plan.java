package nunchi.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Tree;
import nunchi.data.Datasets;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.Objective;
import nunchi.experiment.RandomSettings;
import nunchi.experiment.SearchSettings;
import nunchi.random.RandomKey;
import nunchi.run.RunOptions;
import nunchi.run.Runs;

/// All trials of a search, in order.
///
/// The n-th trial of equal settings has the n-th seed from the experiment's on: with repetitions seed, seed + 1, …, and
/// on in the same way where a setting stands in the search twice. So all settings meet the same seeds and can be
/// compared in pairs.
public record Plan(Experiment experiment, List<Trial> trials) {
    private static final long MOST = 100_000;

    public Plan {
        trials = List.copyOf(trials);
    }

    /// @throws InvalidRequestException when a value is none for its key, as a misspelt one, with the trial and its
    ///     values, or when the search cannot be carried out, as it draws from an empty range
    public static Plan of(Experiment experiment, ExperimentFile files) {
        SearchSettings search = experiment.study().search() == null
                ? new SearchSettings()
                : experiment.study().search();
        Experiment single = experiment.withSearch(null);
        List<Trial> trials = new ArrayList<>();
        Map<Map<String, Tree>, Integer> seen = new HashMap<>();
        List<Map<String, Tree>> settings = settings(search, experiment.seed());
        Check.require(
                (long) settings.size() * search.repeat() <= MOST,
                "the search has %,d settings, each %,d times; at most %,d trainings are planned"
                        .formatted(settings.size(), search.repeat(), MOST));
        for (Map<String, Tree> values : settings) {
            Experiment set = bound(single, values, files, trials.size() + 1);
            for (int run = 0; run < search.repeat(); run++) {
                int earlier = seen.merge(values, 1, Integer::sum) - 1;
                trials.add(new Trial(trials.size() + 1, values, set.withSeed(set.seed() + earlier)));
            }
        }
        return new Plan(experiment, trials);
    }

    private static Experiment bound(Experiment single, Map<String, Tree> values, ExperimentFile files, int number) {
        try {
            return values.isEmpty() ? single : files.with(single, values);
        } catch (InvalidRequestException none) {
            throw new InvalidRequestException(
                    "trial %d with %s: %s".formatted(number, inWords(values), none.getMessage()), none);
        }
    }

    /// `optimizer.sgd.learningRate=0.1, data.batch=32`.
    public static String inWords(Map<String, Tree> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().unquoted())
                .collect(Collectors.joining(", "));
    }

    private static List<Map<String, Tree>> settings(SearchSettings search, long seed) {
        List<Map<String, Tree>> settings = List.of(Map.of());
        if (search.random() != null) {
            settings = product(settings, drawn(search.random(), seed));
        }
        settings = product(settings, side(search.pair()));
        for (Map.Entry<String, List<Tree>> axis : search.grid().entrySet()) {
            settings = product(settings, side(Map.of(axis.getKey(), axis.getValue())));
        }
        return settings;
    }

    private static List<Map<String, Tree>> drawn(RandomSettings random, long seed) {
        Map<String, List<Tree>> draws = new LinkedHashMap<>();
        RandomKey key = RandomKey.of(seed).with("search");
        random.ranges().forEach((name, range) -> draws.put(name, Range.draws(name, range, random.trials(), key)));
        return side(draws);
    }

    /// What stands in the same place of lists of one length; one empty map for no lists.
    private static List<Map<String, Tree>> side(Map<String, List<Tree>> lists) {
        int length = lists.values().stream().mapToInt(List::size).findFirst().orElse(1);
        List<Map<String, Tree>> rows = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            Map<String, Tree> row = new LinkedHashMap<>();
            for (Map.Entry<String, List<Tree>> list : lists.entrySet()) {
                row.put(list.getKey(), list.getValue().get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<Map<String, Tree>> product(List<Map<String, Tree>> slow, List<Map<String, Tree>> fast) {
        Check.require(
                (long) slow.size() * fast.size() <= MOST,
                "the search has %,d settings; at most %,d are planned"
                        .formatted((long) slow.size() * fast.size(), MOST));
        List<Map<String, Tree>> all = new ArrayList<>();
        for (Map<String, Tree> outer : slow) {
            for (Map<String, Tree> inner : fast) {
                Map<String, Tree> both = new LinkedHashMap<>(outer);
                both.putAll(inner);
                all.add(both);
            }
        }
        return all;
    }

    /// Asks of every setting whether it can be trained, as a run does before its first step.
    ///
    /// @param data of a trial as it comes
    /// @return the same plan with the trials refused that cannot
    /// @throws InvalidRequestException when none can, with the first trial and its values
    Plan checked(Function<Experiment, Datasets> data, RunOptions options) {
        Map<Map<String, Tree>, Optional<String>> refusals = new HashMap<>();
        List<Trial> asked = trials.stream()
                .map(trial -> trial.refused(refusals.computeIfAbsent(trial.values(), _ -> refusal(trial, data, options))
                        .orElse(null)))
                .toList();
        if (asked.stream().allMatch(trial -> trial.refusal() != null)) {
            throw asked.getFirst().asRefused();
        }
        return new Plan(experiment, asked);
    }

    private Optional<String> refusal(Trial trial, Function<Experiment, Datasets> data, RunOptions options) {
        try {
            Datasets whole = data.apply(trial.experiment());
            Runs.check(trial.experiment(), whole, options);
            requireObjective(trial.experiment(), whole);
            return Optional.empty();
        } catch (InvalidRequestException refused) {
            return Optional.of(refused.getMessage());
        }
    }

    private void requireObjective(Experiment single, Datasets whole) {
        if (experiment.study().search() != null && experiment.study().search().objective() != null) {
            Objective.find(
                    "search.objective",
                    experiment.study().search().objective(),
                    Objective.all(single, single.cut(whole)));
        }
    }
}
