package nunchi.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.file.Unreadable;
import nunchi.file.WholeFile;
import nunchi.record.ClusteringRecord;
import nunchi.record.Codec;
import nunchi.record.KindRecord;
import nunchi.record.LabRecord;
import nunchi.record.LabRecord.MemberRecord;
import nunchi.record.OutlineRecord;
import nunchi.record.SearchRecord;
import nunchi.train.TrainingFailedException;

/// The report of a run, a search or a lab: one HTML file that needs no network, made from the files of its folder
/// alone.
public final class Report {
    private static final String FILE = "report.html";

    private Report() {}

    /// Writes `report.html` into the folder, in place of an older one. What a file or a key is missing for is left out.
    ///
    /// @param folder a run's, a search's or a lab's
    /// @return the report's file
    /// @throws InvalidRequestException if the folder holds no run, or a file in it is damaged
    /// @throws TrainingFailedException if the report cannot be written
    public static Path write(Path folder) {
        Check.require(
                Files.isDirectory(folder),
                Files.exists(folder)
                        ? "%s is a file; name the folder of a run".formatted(folder)
                        : "there is no folder " + folder);
        if (!Files.exists(folder.resolve("result.json")) && !Files.exists(folder.resolve("experiment.yaml"))) {
            throw new InvalidRequestException("""
                    %s holds no run: there is neither a result.json nor an experiment.yaml in it; \
                    give the folder of a run, a search or a lab""".formatted(folder));
        }
        return write(new Folder(folder));
    }

    /// Writes the report of a search that has no `result.json` yet.
    ///
    /// @param soFar in place of that file
    /// @return the report's file
    /// @throws InvalidRequestException if a file in the folder is damaged
    /// @throws TrainingFailedException if the report cannot be written
    public static Path write(Path folder, SearchRecord soFar) {
        return write(new Folder(folder)
                .with(Codec.read(Codec.tree(soFar), KindRecord.class))
                .with(soFar));
    }

    private static Path write(Folder read) {
        Path folder = read.path();
        Path report = folder.resolve(FILE);
        byte[] html = html(read).getBytes(StandardCharsets.UTF_8);
        try {
            WholeFile.store(report, out -> out.write(html));
            return report;
        } catch (IOException refused) {
            throw new TrainingFailedException(
                    "%s cannot be written (%s); make room or mend the folder, then %s %s"
                            .formatted(report, Unreadable.reason(refused), Remedy.WRITE_REPORT, folder),
                    refused);
        }
    }

    /// What was edited in a run's `experiment.yaml` after its training, in a sentence; empty for nothing.
    public static String edited(Path folder) {
        Folder run = new Folder(folder);
        return run.read(run::edited);
    }

    /// Writes one page on several runs: their figures, what differs in their experiments, and their curves.
    ///
    /// @param page the file; an older one is replaced
    /// @throws InvalidRequestException if the page cannot be written
    public static Path write(RunComparison comparison, Path page) {
        Chapter chapter = Chapter.first();
        Html body = comparison.read(() -> ComparisonPage.body(comparison, chapter));
        return store(
                page,
                Page.of("Comparison of %d runs".formatted(comparison.runs().size()), Html.NOTHING, body, chapter));
    }

    static String html(Path path) {
        return html(new Folder(path));
    }

    private static String html(Folder folder) {
        Chapter chapter = Chapter.first();
        Html body = body(folder, chapter);
        return Page.of(folder, body, chapter);
    }

    static Html body(Folder folder, Chapter chapter) {
        return folder.is(LabRecord.KIND)
                ? lab(folder, chapter)
                : folder.is(ClusteringRecord.KIND)
                        ? sections(Sections.CLUSTERS, folder, chapter)
                        : folder.is(OutlineRecord.KIND)
                                ? sections(Sections.OUTLINE, folder, chapter)
                                : folder.is(SearchRecord.KIND)
                                        ? search(folder, chapter)
                                        : sections(Sections.RUN, folder, chapter);
    }

    private static Html search(Folder folder, Chapter chapter) {
        Html own = sections(Sections.SEARCH, folder, chapter);
        return folder.search().trials().isEmpty()
                ? own
                : Html.join(own, sections(Sections.TRIAL, SearchSummary.told(folder), chapter));
    }

    private static Html lab(Folder folder, Chapter chapter) {
        List<Html> parts = new ArrayList<>();
        parts.add(sections(Sections.LAB, folder, chapter));
        for (String name : folder.within()) {
            Folder inner = folder.inner(name);
            Chapter deeper = chapter.member(name);
            String title = folder.read(() -> title(folder, name));
            parts.add(deeper.opening(
                    title, () -> Html.join(inner.read(() -> Page.description(inner)), body(inner, deeper))));
        }
        return Html.join(parts);
    }

    private static String title(Folder lab, String member) {
        return lab.lab().members().stream()
                .filter(each -> member.equals(each.folder()))
                .map(MemberRecord::title)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> lab.inner(member).title());
    }

    private static Html sections(List<ReportSection> sections, Folder folder, Chapter chapter) {
        List<Html> parts = new ArrayList<>();
        for (ReportSection section : sections) {
            parts.add(chapter.section(section.title(), folder.read(() -> section.body(folder, chapter))));
        }
        return Html.join(parts);
    }

    static Path store(Path report, String html) {
        WholeFile.write(report, out -> out.write(html.getBytes(StandardCharsets.UTF_8)));
        return report;
    }
}
