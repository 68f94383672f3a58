package nunchi.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import nunchi.data.DataCatalogue;
import nunchi.data.FileCheck;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nunchi data check [NAME]`.
@Command(
        name = "check",
        header = "Checks the files of data sets against their checksums.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all files are intact",
            "1:a file is damaged, or a file of a data set that was named is absent",
            "2:the request was wrong"
        },
        footer = {"", "Example:", "  nunchi data check mnist"})
final class DataCheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Data sets to check (default: all).")
    private List<String> names = List.of();

    @Mixin
    private DataPlace data;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        DataCatalogue catalogue = data.catalogue();
        List<String> asked = names.isEmpty()
                ? catalogue.list().stream().map(DataCatalogue.Entry::name).toList()
                : names;
        TextTable table = new TextTable("llll").head("data set", "file", "state", "where, and what is wrong");
        boolean sound = true;
        for (String name : asked) {
            for (FileCheck check : catalogue.check(name)) {
                String complaint = check.complaint() == null ? "" : ": " + check.complaint();
                table.row(name, check.file(), check.state().name().toLowerCase(Locale.ROOT), check.path() + complaint);
                sound &= check.state() == FileCheck.State.OK
                        || check.state() == FileCheck.State.ABSENT && names.isEmpty();
            }
        }
        out.print(table.fitted(Terminal.present().width()));
        out.flush();
        return sound ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
