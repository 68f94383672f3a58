package nunchi.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Overrides;
import nunchi.codec.Tree;
import nunchi.experiment.Experiment;
import nunchi.experiment.RandomSettings;
import nunchi.experiment.SearchSettings;
import nunchi.search.Share;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say which settings are tried. They come on top of the file's own search; a key that is given anew
/// is replaced.
final class SearchOptions {
    private static final Pattern RANGE = Pattern.compile("(.+?)\\.\\.(.+?)(?::(\\w+))?");

    @Option(
            names = "--grid",
            paramLabel = "KEY=A,B,…",
            description = "Values to try for a key; repeatable, every combination is a setting (default: none).")
    private List<String> grid = List.of();

    @Option(
            names = "--pair",
            description =
                    "Combines the values of all --grid by position: the first of each, then the second of each, …")
    private boolean pair;

    @Option(
            names = "--random",
            paramLabel = "KEY=RANGE",
            description =
                    "Range or list A,B,… to draw values for a key from: LOW..HIGH, with :log for a logarithmic scale, :int for whole numbers, :logInt for both; repeatable (default: none).")
    private List<String> random = List.of();

    @Option(
            names = "--trials",
            paramLabel = "N|FIRST-LAST",
            description =
                    "Number of settings that --random draws, at least 1. Or the trials of the plan that this process trains, such as 5-8 or 3,7-9, as --share does (default: none; a number is required with --random).")
    private List<String> trials = List.of();

    @Option(
            names = "--share",
            paramLabel = "I/N",
            description =
                    "Trains part I of N, from 1/N to N/N, of the trials into the folder --out, while other processes train other parts; 'nunchi run --resume DIR' gathers the result (default: all trials in this process).")
    private @Nullable String share;

    /// The experiment with what the options ask for.
    Experiment applied(Experiment experiment) {
        if (grid.isEmpty() && random.isEmpty() && count().isEmpty()) {
            requirePair(
                    experiment.study().search() == null
                            ? Map.of()
                            : experiment.study().search().pair());
            return experiment;
        }
        SearchSettings search = experiment.study().search() == null
                ? new SearchSettings()
                : experiment.study().search();
        Map<String, List<Tree>> product = new LinkedHashMap<>(search.grid());
        Map<String, List<Tree>> pairs = new LinkedHashMap<>(search.pair());
        for (String each : grid) {
            String key = key(each);
            (pair ? product : pairs).remove(key);
            (pair ? pairs : product).put(key, list(key, value(each)).elements());
        }
        requirePair(pairs);
        return experiment.withSearch(new SearchSettings(
                product, pairs, drawn(search.random()), search.repeat(), search.parallel(), search.objective()));
    }

    private void requirePair(Map<String, ?> pairs) {
        Check.require(
                !pair || !grid.isEmpty() && pairs.size() > 1,
                "--pair puts the values of --grid side by side; give at least two of these");
    }

    /// The keys whose values are tried.
    List<String> keys() {
        return Stream.concat(grid.stream(), random.stream())
                .map(SearchOptions::key)
                .toList();
    }

    private @Nullable RandomSettings drawn(@Nullable RandomSettings own) {
        if (random.isEmpty() && count().isEmpty()) {
            return own;
        }
        Map<String, Tree> ranges = new LinkedHashMap<>(own == null ? Map.of() : own.ranges());
        random.forEach(each -> ranges.put(key(each), range(key(each), value(each))));
        int count = count().or(() -> Optional.ofNullable(own).map(RandomSettings::trials))
                .orElseThrow(() -> new InvalidRequestException("--random needs the number of trials; give --trials N"));
        Check.require(
                !ranges.isEmpty(),
                "--trials draws values, but not from what; give --random KEY=LOW..HIGH, or for one trial --trials %d-%1$d"
                        .formatted(count));
        return new RandomSettings(count, ranges);
    }

    /// Of `--random`.
    private Optional<Integer> count() {
        return only(trials.stream().filter(ShareText::isNumber).toList()).map(ShareText::number);
    }

    /// Which trials this process trains, where others train the rest.
    Optional<Share> share() {
        Optional<String> numbers =
                only(trials.stream().filter(text -> !ShareText.isNumber(text)).toList());
        Check.require(
                share == null || numbers.isEmpty(),
                "--share and --trials both say which trials this process trains; give one of them");
        return share == null ? numbers.map(ShareText::numbers) : Optional.of(ShareText.part(share));
    }

    private static Optional<String> only(List<String> texts) {
        Check.require(
                texts.size() < 2,
                "--trials is given twice, %s; give one number of settings, and one list of trials"
                        .formatted(String.join(" and ", texts)));
        return texts.stream().findFirst();
    }

    private static Tree range(String key, String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            return list(key, text);
        }
        String kind = range.group(3) == null ? "uniform" : range.group(3);
        return Overrides.value(key, "{%s: [%s, %s]}".formatted(kind, range.group(1), range.group(2)));
    }

    /// Commas within brackets, braces and quotation marks do not separate: it is read as a list of YAML.
    private static Tree list(String key, String text) {
        return Overrides.value(key, "[" + text + "]");
    }

    private static String key(String setting) {
        int equals = setting.indexOf('=');
        if (equals < 1) {
            throw new InvalidRequestException("'%s' names no values to try; write key.path=a,b,c".formatted(setting));
        }
        return setting.substring(0, equals).strip();
    }

    private static String value(String setting) {
        return setting.substring(setting.indexOf('=') + 1);
    }
}
