package nunchi.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nunchi.codec.Tree;
import nunchi.search.Plan;
import nunchi.search.Setting;

/// What all settings of a search have in common, so that a table does not repeat it in each row.
///
/// @param values keys with one value in all settings
/// @param runs   of each setting, as [#runs(Setting)]; empty where settings differ in it
record SharedSettings(Map<String, Tree> values, Optional<String> runs) {

    static SharedSettings of(List<Setting> settings) {
        Map<String, Tree> values = new LinkedHashMap<>(settings.getFirst().values());
        settings.forEach(setting -> values.entrySet().retainAll(setting.values().entrySet()));
        boolean same = values.keySet().equals(settings.getFirst().values().keySet());
        Set<String> runs = settings.stream().map(SharedSettings::runs).collect(Collectors.toSet());
        return new SharedSettings(
                same ? Map.of() : values,
                runs.stream().filter(_ -> runs.size() == 1).findFirst());
    }

    /// The values of a setting that others do not have.
    String others(Setting setting) {
        Map<String, Tree> others = new LinkedHashMap<>(setting.values());
        others.keySet().removeAll(values.keySet());
        return Plan.inWords(others);
    }

    /// `all settings: data.batch=32; 2 runs each` and a line break; empty where nothing is shared.
    String sentence(int width) {
        String runsOfEach = runs.map(count -> count.equals("1") ? "1 run each" : count + " runs each")
                .orElse("");
        String both = values.isEmpty() || runsOfEach.isEmpty() ? "" : "; ";
        String shared = Plan.inWords(values) + both + runsOfEach;
        return shared.isEmpty() ? "" : Lines.folded("all settings: " + shared, width) + System.lineSeparator();
    }

    /// `2`, or `1 of 2` where one failed.
    static String runs(Setting setting) {
        long failed = setting.trials().stream()
                .filter(trial -> trial.result().failed())
                .count();
        int all = setting.trials().size();
        return failed == 0 ? Integer.toString(all) : "%d of %d".formatted(all - failed, all);
    }
}
