package nunchi.record;

import java.nio.file.Path;
import java.util.ServiceLoader;

/// Writes the page of a folder that a program has written: of a run, a search, a clustering or a lab. Registered with
/// [ServiceLoader] by the module that makes reports; a program that has none writes none.
@FunctionalInterface
public interface ReportWriter {
    /// Writes `report.html` into the folder, in place of an older one.
    ///
    /// @throws nunchi.check.InvalidRequestException if a file in the folder is damaged
    void write(Path folder);

    /// Writes the folder's page where a writer is present.
    static void report(Path folder) {
        ServiceLoader.load(ReportWriter.class, ReportWriter.class.getClassLoader())
                .findFirst()
                .ifPresent(writer -> writer.write(folder));
    }
}
