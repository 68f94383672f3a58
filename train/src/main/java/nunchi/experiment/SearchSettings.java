package nunchi.experiment;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import nunchi.check.Check;
import nunchi.codec.Catalogue;
import nunchi.codec.RecordCodec;
import nunchi.codec.RecordType;
import nunchi.codec.Scalars;
import nunchi.codec.Tree;
import org.jspecify.annotations.Nullable;

/// Settings to try, and how often each is trained.
///
/// The settings are every draw with every pair with every combination of the grid; the last key changes fastest. A key
/// is a path such as `model.0.dense.units` or `model.*.dropout.rate`, see [nunchi.codec.Overrides]. A value is whatever
/// the experiment file may have at that place; `null` in place of a layer leaves the layer out. Equal settings are
/// trials of their own.
///
/// @param grid      values for each key; every combination is a setting
/// @param pair      values for each key, equally many; those at the same position make one setting
/// @param random    settings drawn at random; null for none
/// @param repeat    number of trainings of each setting, with seeds that follow each other (default: 1)
/// @param parallel  number of trainings at a time, which share the threads; results do not depend on it (default: 1)
/// @param objective metric of the validation set whose mean chooses the best setting; null for the metric that early
///     stopping monitors, else for the accuracy, or for the loss without classes
public record SearchSettings(
        Map<String, List<Tree>> grid,
        Map<String, List<Tree>> pair,
        @Nullable RandomSettings random,
        int repeat,
        int parallel,
        @Nullable Monitor objective) {
    public SearchSettings {
        Check.positive("repeat", repeat);
        Check.positive("parallel", parallel);
        grid = ordered(Check.given("grid", grid));
        pair = ordered(Check.given("pair", pair));
        Set<String> seen = new HashSet<>();
        for (Collection<String> keys : List.of(
                grid.keySet(),
                pair.keySet(),
                random == null ? List.<String>of() : random.ranges().keySet())) {
            keys.forEach(key -> Check.require(
                    seen.add(key), "%s is searched twice; give all its values in one place".formatted(key)));
        }
        grid.forEach((key, values) -> Check.require(!values.isEmpty(), "%s has no values to try".formatted(key)));
        pair.forEach((key, values) -> Check.require(!values.isEmpty(), "%s has no values to try".formatted(key)));
        requireSameLengths(pair);
        Check.require(
                objective == null || objective.ofValidation(),
                "objective is %s, but settings are chosen by the validation set; take one of its metrics, such as val_accuracy or val_loss"
                        .formatted(objective));
    }

    /// One training.
    public SearchSettings() {
        this(Map.of(), Map.of(), null, 1, 1, null);
    }

    private static SequencedMap<String, List<Tree>> ordered(Map<String, List<Tree>> map) {
        SequencedMap<String, List<Tree>> copy = new LinkedHashMap<>();
        map.forEach((key, values) ->
                copy.put(key, values.stream().map(Scalars::numeric).toList()));
        return Collections.unmodifiableSequencedMap(copy);
    }

    private static void requireSameLengths(Map<String, List<Tree>> pair) {
        if (!pair.isEmpty()) {
            Map.Entry<String, List<Tree>> first = pair.entrySet().iterator().next();
            pair.forEach((key, values) -> Check.require(
                    values.size() == first.getValue().size(),
                    "%s has %d values and %s has %d; those of a pair belong together and must be equally many"
                            .formatted(first.getKey(), first.getValue().size(), key, values.size())));
        }
    }

    /// @param values numbers, texts, truth values, null, trees, or records that the experiment file may name: `new
    ///     BatchNorm()`
    public SearchSettings withGrid(String key, @Nullable Object... values) {
        return RecordType.with(this, "grid", with(grid, key, values));
    }

    /// @param values as many as the other keys of the pair have; as for [#withGrid]
    public SearchSettings withPair(String key, @Nullable Object... values) {
        return RecordType.with(this, "pair", with(pair, key, values));
    }

    public SearchSettings withPair(Map<String, List<Tree>> lists) {
        return RecordType.with(this, "pair", lists);
    }

    public SearchSettings withRandom(@Nullable RandomSettings drawn) {
        return RecordType.with(this, "random", drawn);
    }

    public SearchSettings withRepeat(int runs) {
        return RecordType.with(this, "repeat", runs);
    }

    public SearchSettings withParallel(int atATime) {
        return RecordType.with(this, "parallel", atATime);
    }

    /// @param figure of the validation set, by whose mean the best setting is chosen
    public SearchSettings withObjective(@Nullable Monitor figure) {
        return RecordType.with(this, "objective", figure);
    }

    /// Whether an experiment asks for anything but one training of it as it stands.
    public static boolean isSearch(Experiment experiment) {
        SearchSettings search = experiment.study().search();
        return search != null
                && !(search.grid.isEmpty() && search.pair.isEmpty() && search.random == null && search.repeat == 1);
    }

    /// One training of an experiment that is no search.
    ///
    /// @throws nunchi.check.InvalidRequestException when it asks for several at a time, or for a best one
    public static Experiment single(Experiment experiment) {
        SearchSettings search = experiment.study().search();
        Check.require(
                search == null || search.parallel == 1,
                "search.parallel is %d, but there is one training; leave it out, or give search settings to try or search.repeat"
                        .formatted(search == null ? 1 : search.parallel));
        Check.require(
                search == null || search.objective == null,
                "search.objective is %s, but there is one training and nothing to choose from; leave it out, or give search settings to try"
                        .formatted(search == null ? "" : search.objective));
        return experiment.withSearch(null);
    }

    private static Map<String, List<Tree>> with(Map<String, List<Tree>> map, String key, @Nullable Object... values) {
        Map<String, List<Tree>> extended = new LinkedHashMap<>(map);
        extended.put(key, Arrays.stream(values).map(SearchSettings::node).toList());
        return extended;
    }

    private static Tree node(@Nullable Object value) {
        return switch (value) {
            case null -> Tree.NULL;
            case Tree tree -> tree;
            case Record record -> RecordCodec.ofPerson(Catalogue.standard()).named(record);
            case Number number -> Tree.of(number);
            case Boolean truth -> Tree.of(truth);
            default -> Tree.of(value.toString());
        };
    }
}
