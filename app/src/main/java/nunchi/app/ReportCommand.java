package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import nunchi.report.Report;
import nunchi.run.RunOptions;
import nunchi.search.Searches;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nunchi report RUN`.
@Command(
        name = "report",
        header = "Rewrites the report of a run, a search or a study from the files of its folder.",
        description =
                "Use it after a change of title, description or published in experiment.yaml, or with a newer Nunchi. Nothing is computed.",
        footer = {"", "Example:", "  nunchi report runs/2026-11-21-1502-digits"})
final class ReportCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Folders of runs, searches or studies.")
    private List<Path> folders;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        for (Path folder : folders) {
            out.println(Searches.soFar(folder, new RunOptions())
                    .map(search -> Report.write(folder, search))
                    .orElseGet(() -> Report.write(folder)));
            String edited = Report.edited(folder);
            if (!edited.isEmpty()) {
                out.println(Lines.folded(edited, Terminal.present().width()));
            }
            out.flush();
        }
    }
}
