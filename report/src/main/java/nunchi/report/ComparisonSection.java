package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import nunchi.data.Split;
import nunchi.metric.Quantity;
import nunchi.record.EpochRecord;
import nunchi.record.Measured;
import nunchi.record.SearchRecord;
import nunchi.record.SearchRecord.SettingRecord;
import nunchi.record.SearchRecord.StatisticsRecord;
import nunchi.report.Table.Cell;
import nunchi.statistics.MeanInterval;
import nunchi.text.Numbers;

/// The members of a lab in one table, published results beside ours.
final class ComparisonSection implements ReportSection {
    @Override
    public String title() {
        return "Comparison";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<Member> members = members(folder);
        if (members.size() < 2) {
            return Html.NOTHING;
        }
        Split part = members.stream().anyMatch(member -> member.has(Split.TEST)) ? Split.TEST : Split.VALIDATION;
        boolean published = members.stream()
                .anyMatch(member -> !testAccuracies(member.folder).isEmpty());
        if (!published && members.stream().noneMatch(member -> member.hasAccuracy(part))) {
            return losses(members, part);
        }
        String caption = published
                ? "Published test accuracy beside ours, ± half of its 95 % interval where there are several runs"
                : "The members side by side, means ± half of their 95 % interval where there are several runs";
        Table table = table(caption).number("Training accuracy").number(Words.title(part.toString()) + " loss");
        if (published) {
            table.number("Published")
                    .number(Words.title(part.toString()) + " accuracy")
                    .number("Compared");
        } else {
            table.number(Words.title(part.toString()) + " accuracy");
        }
        List<Quantity> further = further(members);
        further.forEach(quantity -> table.number(quantity.words()));
        for (Member member : members) {
            List<Cell> row = row(member, part, published);
            further.forEach(quantity -> row.add(Quantities.cell(quantity, member.evaluated(part, quantity.name()))));
            table.row(row);
        }
        return table.html();
    }

    /// The metrics of texts, of which accuracy says little.
    private static List<Quantity> further(List<Member> members) {
        return members.stream()
                .filter(Member::ofTexts)
                .flatMap(member -> member.folder.evaluation().metrics().keySet().stream()
                        .map(name -> Quantities.of(member.folder).of(name)))
                .distinct()
                .toList();
    }

    private static Table table(String caption) {
        return new Table(caption)
                .column("Network")
                .number("Parameters")
                .number("Epochs")
                .number("Time");
    }

    /// Of members without an accuracy, as where numbers are predicted.
    private static Html losses(List<Member> members, Split part) {
        Table table = table("The members side by side, means where there are several runs")
                .number("Training loss")
                .number(Words.title(part.toString()) + " loss");
        for (Member member : members) {
            List<Cell> row = begun(member);
            row.add(mean(member, run -> run.value(Split.TRAIN, EpochRecord.LOSS), Cell::loss));
            row.add(Cell.loss(member.figure(part, EpochRecord.LOSS)));
            table.row(row);
        }
        return table.html();
    }

    /// @param told the run that the rest of the page tells of
    private record Member(String title, Folder folder, Folder told) {
        /// Of a search: the chosen setting, else the first.
        Optional<SettingRecord> setting() {
            SearchSummary search = SearchSummary.of(folder);
            return search.chosen().or(() -> search.settings().stream().findFirst());
        }

        List<? extends Measured> runs() {
            return !folder.is(SearchRecord.KIND)
                    ? List.of(folder.run())
                    : folder.search().trials().stream()
                            .filter(trial -> setting()
                                    .filter(each -> trial.values().equals(each.values()))
                                    .isPresent())
                            .toList();
        }

        boolean has(Split part) {
            return folder.run().figures(part).isPresent()
                    || setting().filter(setting -> setting.has(part)).isPresent();
        }

        String name() {
            Optional<Integer> runs = setting().map(SettingRecord::runs);
            String chosen = SearchSummary.of(folder).hasSeveral()
                    ? "the best of %s settings, "
                            .formatted(folder.search().settings().size())
                    : "";
            return runs.isEmpty()
                    ? title
                    : "%s (%smean of %s)".formatted(title, chosen, Numbers.count(runs.get(), "run"));
        }

        boolean hasAccuracy(Split part) {
            return !Double.isNaN(figure(part, EpochRecord.ACCURACY))
                    || runs().stream().anyMatch(run -> !Double.isNaN(run.accuracy(Split.TRAIN)));
        }

        /// Whether it is one run whose targets are tokens of texts.
        boolean ofTexts() {
            return !folder.is(SearchRecord.KIND) && folder.evaluation().ofTokens();
        }

        /// Of one run; NaN where it was not measured.
        double evaluated(Split part, String metric) {
            return ofTexts() && folder.evaluation().split().filter(part::equals).isPresent()
                    ? folder.evaluation().metric(metric)
                    : Double.NaN;
        }

        /// The mean of a search's setting; NaN where it was not measured.
        double figure(Split part, String metric) {
            return !folder.is(SearchRecord.KIND)
                    ? folder.run().value(part, metric)
                    : setting()
                            .flatMap(setting -> setting.statistics(part, metric))
                            .map(StatisticsRecord::mean)
                            .orElse(Double.NaN);
        }
    }

    private static List<Member> members(Folder lab) {
        return LabMember.of(lab).stream()
                .map(member -> {
                    Folder inner = member.folder();
                    return new Member(
                            member.title(), inner, inner.is(SearchRecord.KIND) ? SearchSummary.told(inner) : inner);
                })
                .filter(member ->
                        member.folder().run().train() != null || member.folder().is(SearchRecord.KIND))
                .toList();
    }

    private static List<Cell> row(Member member, Split part, boolean published) {
        double accuracy = member.figure(part, EpochRecord.ACCURACY);
        List<Cell> row = begun(member);
        row.add(mean(member, run -> run.accuracy(Split.TRAIN), Cell::percent));
        row.add(Cell.loss(member.figure(part, EpochRecord.LOSS)));
        if (published) {
            row.add(published(member.folder));
        }
        row.add(member.folder.is(SearchRecord.KIND) ? spread(member, part) : Cell.percent(accuracy));
        if (published) {
            row.add(difference(member.folder, accuracy));
        }
        return row;
    }

    private static List<Cell> begun(Member member) {
        return new ArrayList<>(List.of(
                Cell.text(member.name()),
                Cell.count(member.told.model().parameters()),
                mean(
                        member,
                        run -> run.epochs() == null ? Double.NaN : run.epochs(),
                        value -> Cell.count(Math.round(value))),
                mean(member, Measured::seconds, Cell::seconds)));
    }

    /// Over the trials that have the figure.
    private static Cell mean(Member member, ToDoubleFunction<Measured> figure, DoubleFunction<Cell> cell) {
        OptionalDouble mean = member.runs().stream()
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .average();
        return mean.isPresent() ? cell.apply(mean.getAsDouble()) : Cell.NONE;
    }

    private static Cell spread(Member member, Split part) {
        return member.setting()
                .flatMap(setting -> setting.statistics(part, EpochRecord.ACCURACY))
                .filter(accuracy -> !Double.isNaN(accuracy.mean()))
                .map(accuracy -> new Cell(
                        Html.text(MeanInterval.percent(accuracy.mean(), accuracy.confidence95())),
                        Double.toString(accuracy.mean())))
                .orElse(Cell.NONE);
    }

    private static Cell published(Folder folder) {
        return testAccuracies(folder).stream().findFirst().map(Published::cell).orElse(Cell.text("–"));
    }

    private static Cell difference(Folder folder, double ours) {
        return testAccuracies(folder).stream()
                .findFirst()
                .map(entry -> entry.difference(ours))
                .orElse(Cell.text("–"));
    }

    private static List<Published> testAccuracies(Folder folder) {
        return Published.of(folder).stream()
                .filter(entry -> entry.isTest() && entry.isAccuracy() && entry.epoch() == 0)
                .toList();
    }
}
