package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import nunchi.check.Check;
import nunchi.clustering.ClusteringStudy;
import nunchi.clustering.Clusterings;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import org.jspecify.annotations.Nullable;

/// Runs a person's own clustering study.
final class ClusteringRun {
    private static final Set<String> WITH_STUDY =
            Set.of("--out", "--seed", "--threads", "--data-dir", NunchiCommand.STACK_TRACE);

    private final RowsOptions options;

    ClusteringRun(RowsOptions options) {
        this.options = options;
    }

    /// @param seed null for the study's
    /// @param out  null for a new folder under `runs`
    void run(@Nullable Long seed, @Nullable Path out) {
        List<String> others = options.given().stream()
                .filter(name -> !WITH_STUDY.contains(name))
                .toList();
        Check.require(
                others.isEmpty(),
                "the study %s says what is grouped and how; omit %s, or change the file"
                        .formatted(options.title(), String.join(", ", others)));
        RunOptions machine = options.run().withOut(out);
        ClusteringStudy study = machine.files().read(options.file(), ClusteringStudy.class);
        PrintWriter print = options.out();
        Path folder = Clusterings.run(seed == null ? study : study.withSeed(seed), machine, new ClusteringLines(print));
        print.println("report   " + folder.resolve(RunFolder.REPORT));
        print.flush();
    }
}
