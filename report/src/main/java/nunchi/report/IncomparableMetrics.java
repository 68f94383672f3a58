package nunchi.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.report.RunComparison.Compared;

/// Says which columns of a comparison hold figures that are not of one kind.
final class IncomparableMetrics {
    private static final Map<String, String> ACCURACIES =
            Map.of("class", "of classes", "labels", "of labels, each by itself");

    private IncomparableMetrics() {}

    /// A sentence for each such column.
    static List<String> notes(List<Compared> runs) {
        return Stream.of(
                        note(
                                runs,
                                run -> run.experiment().has("loss")
                                        ? SearchSummary.value(run.experiment().at("loss"))
                                        : null,
                                "The losses are not one quantity (%s): compare those of runs with the same loss."),
                        note(
                                runs,
                                run -> ACCURACIES.get(Objects.requireNonNullElse(
                                        new Folder(run.folder()).evaluation().targets(), "")),
                                "The accuracies are not of one kind (%s): compare those of the same kind."),
                        note(
                                runs,
                                run -> run.result().best() == null
                                        ? null
                                        : run.result().best().monitor(),
                                "The best epochs are chosen by different metrics (%s)."))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> note(List<Compared> runs, Function<Compared, String> kind, String sentence) {
        List<String> kinds = runs.stream()
                .map(kind)
                .filter(each -> each != null && !each.isEmpty())
                .distinct()
                .toList();
        return kinds.size() < 2
                ? Optional.empty()
                : Optional.of(sentence.formatted(kinds.stream().collect(Collectors.joining("; "))));
    }
}
