package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A member of a lab that was trained with one setting, once or with several seeds.
///
/// @param runs that have not failed, at least one
record MemberRuns(String title, List<Run> runs) {

    /// @param figures loss and accuracy of each part, as `result.json` has them
    record Run(JsonNode figures, Folder folder) {

        /// NaN where it was not measured.
        double figure(String part, String measure) {
            return figures.path(part).path(measure).asDouble(Double.NaN);
        }
    }

    /// Those of the lab's members, in its order; the others are searches with several settings, or no trainings.
    static List<MemberRuns> of(Folder lab) {
        return lab.result()
                .path("members")
                .valueStream()
                .map(member -> of(lab, member))
                .filter(Objects::nonNull)
                .toList();
    }

    private static MemberRuns of(Folder lab, JsonNode member) {
        Folder folder = lab.inner(member.path("folder").asString("."));
        boolean search = folder.kind().equals("search");
        if (search && Searched.of(folder).hasSeveral()) {
            return null;
        }
        Stream<Run> all = search
                ? folder.result()
                        .path("trials")
                        .valueStream()
                        .map(trial ->
                                new Run(trial, folder.inner(trial.path("folder").asString("."))))
                : Stream.of(new Run(folder.result(), folder));
        List<Run> trained = all.filter(
                        run -> run.figures.path("train").path("loss").isNumber())
                .toList();
        return trained.isEmpty() ? null : new MemberRuns(member.path("title").asString(folder.title()), trained);
    }

    /// The unseen examples by which all members can be judged: `test`, else `validation`; empty where they have none in
    /// common.
    static String unseen(List<MemberRuns> members) {
        return Stream.of("test", "validation")
                .filter(part -> members.stream().allMatch(member -> member.has(part, "loss")))
                .findFirst()
                .orElse("");
    }

    boolean has(String part, String measure) {
        return runs.stream().allMatch(run -> Double.isFinite(run.figure(part, measure)));
    }

    /// One figure of each run, by its seed.
    Map<Long, Double> bySeed(ToDoubleFunction<Run> figure) {
        Map<Long, Double> figures = new TreeMap<>();
        runs.forEach(run -> figures.put(run.figures.path("seed").asLong(0), figure.applyAsDouble(run)));
        return figures;
    }

    /// What the member was trained on: it must be the same for figures to be compared.
    List<JsonNode> data() {
        JsonNode data = runs.getFirst().folder.experiment().path("data");
        return Stream.of("name", "validation", "test", "limit").map(data::path).toList();
    }

    /// A figure of the journal over the epochs that all runs have: their mean.
    ///
    /// @return null where there is none
    Curve mean(String name, String key) {
        SortedSet<Long> common = null;
        List<Map<Long, Double>> measured = new ArrayList<>();
        for (Run run : runs) {
            Map<Long, Double> values = new TreeMap<>();
            run.folder.epochs().stream()
                    .filter(event -> Numbers.finite(event.path(key)))
                    .forEach(event -> values.put(
                            event.path("epoch").asLong(), event.path(key).asDouble()));
            measured.add(values);
            common = common == null ? new TreeSet<>(values.keySet()) : common;
            common.retainAll(values.keySet());
        }
        ArrayNode means = JsonNodeFactory.instance.arrayNode();
        for (long epoch : common) {
            OptionalDouble mean =
                    measured.stream().mapToDouble(values -> values.get(epoch)).average();
            means.addObject().put("epoch", epoch).put(key, mean.orElseThrow());
        }
        return Curve.of(name, key, means.valueStream().toList());
    }
}
