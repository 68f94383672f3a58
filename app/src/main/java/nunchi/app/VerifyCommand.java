package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import nunchi.run.Runs;
import nunchi.run.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nunchi verify RUN`.
@Command(
        name = "verify",
        header = "Trains a run again from its own record and compares the bits of the weights.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the weights have the same bits",
            "1:the weights differ, or the work failed",
            "2:the request was wrong"
        },
        footer = {"", "Example:", "  nunchi verify runs/2026-11-21-1502-digits --threads 1"})
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "Folder of a run.")
    private Path folder;

    @Mixin
    private DataPlace data;

    @Mixin
    private Machine machine;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Verification verification =
                Runs.verify(folder, machine.options(data).withListener(new Progress(out, Terminal.present(), 1)));
        out.println("recorded  " + verification.recorded());
        out.println("found     " + verification.found());
        if (verification.same()) {
            out.println("the same bits");
        } else {
            out.println("not the same bits:");
            TextTable table = new TextTable("lrrr").head("tensor", "values that differ", "of", "by at most");
            verification
                    .differing()
                    .forEach(difference -> table.row(
                            difference.tensor(),
                            Numbers.count(difference.values()),
                            Numbers.count(difference.of()),
                            Numbers.loss(difference.largest())));
            out.print(table.fitted(Terminal.present().width()));
        }
        out.flush();
        return verification.same() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
