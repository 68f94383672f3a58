package nunchi.app;

import nunchi.search.TrialExecutor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The program's first word.
@Command(
        name = "nunchi",
        versionProvider = Version.class,
        header = "Trains neural networks and looks inside them.",
        description = "A run is a folder with the experiment, the history, the weights and a report.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the work failed", "2:the request was wrong"},
        footer = {
            "",
            "Examples:",
            "  nunchi lab digits-from-scratch          a network trained on handwritten digits, with a report",
            "  nunchi run study.yaml --seed 2          an own experiment",
            "",
            "After -- come names, not options: nunchi predict RUN -- -7.png"
        },
        subcommands = {
            LabCommand.class,
            RunCommand.class,
            SummaryCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            GenerateCommand.class,
            CompareCommand.class,
            VerifyCommand.class,
            ForkCommand.class,
            ControlCommand.class,
            ReportCommand.class,
            StudioCommand.class,
            ServeCommand.class,
            InspectCommand.class,
            ExportCommand.class,
            EmbedCommand.class,
            ClusterCommand.class,
            ShellCommand.class,
            DataCommand.class,
            DoctorCommand.class
        })
final class NunchiCommand implements Runnable {
    static final String STACK_TRACE = "--stacktrace";

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Shows the version.")
    private boolean version;

    @Option(
            names = STACK_TRACE,
            scope = ScopeType.INHERIT,
            hidden = true,
            description = "Shows the stack trace of a failure.")
    private boolean stackTrace;

    private final @Nullable TrialExecutor executor;

    NunchiCommand(@Nullable TrialExecutor executor) {
        this.executor = executor;
    }

    /// Of searches; null for threads of this process.
    @Nullable
    TrialExecutor executor() {
        return executor;
    }

    @Override
    public void run() {
        CommandLine program = spec.commandLine();
        program.usage(program.getOut());
    }
}
