package nunchi.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `nunchi doctor`.
@Command(
        name = "doctor",
        header = "Checks JDK, processor, threads and peak GFLOP/s; lists problems and remedies.",
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
        for (Finding finding : Diagnosis.findings()) {
            table.row(finding.what(), finding.value());
            if (finding.remedy() != null) {
                remedies.add(finding.remedy());
            }
        }
        int width = Terminal.present().width();
        out.println(table.fitted(width));
        out.println(DataListCommand.table(data.catalogue()).fitted(width));
        if (remedies.isEmpty()) {
            out.println("Nothing is wrong.");
        }
        remedies.forEach(remedy -> out.println("Wrong: " + remedy));
        out.flush();
    }

    /// One thing looked at.
    ///
    /// @param remedy what is wrong with it and how to mend it; null where all is well
    record Finding(String what, String value, @Nullable String remedy) {
        Finding(String what, String value) {
            this(what, value, null);
        }
    }
}
