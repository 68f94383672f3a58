package nunchi.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `nunchi doctor`.
@Command(
        name = "doctor",
        header = "Tells what Nunchi runs on, how fast that could be, and what is wrong with the remedy.",
        footer = {"", "Example:", "  nunchi doctor"})
final class DoctorCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataPlace data;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        TextTable table = new TextTable("ll");
        List<String> remedies = new ArrayList<>();
        for (Finding finding : Examination.findings()) {
            table.row(finding.what(), finding.value());
            if (finding.remedy() != null) {
                remedies.add(finding.remedy());
            }
        }
        out.println(table);
        out.println(DataListCommand.table(data.catalogue()));
        if (remedies.isEmpty()) {
            out.println("Nothing is wrong.");
        }
        remedies.forEach(remedy -> out.println("Wrong: " + remedy));
        out.flush();
    }

    /// One thing looked at.
    ///
    /// @param remedy what is wrong with it and how to mend it; null where all is well
    record Finding(String what, String value, String remedy) {
        Finding(String what, String value) {
            this(what, value, null);
        }
    }
}
