package nunchi.report;

import java.nio.file.Path;
import nunchi.record.ReportWriter;

/// Gives the reports to those who write folders.
public final class FolderReport implements ReportWriter {
    @Override
    public void write(Path folder) {
        Report.write(folder);
    }
}
