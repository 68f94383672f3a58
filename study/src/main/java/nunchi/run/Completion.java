package nunchi.run;

import java.nio.file.Files;
import java.util.function.Consumer;
import nunchi.experiment.InspectSettings;
import nunchi.record.ReportWriter;

/// Makes up for what a kill took from a run after its last epoch.
final class Completion {
    private Completion() {}

    /// @param inspection that is done where the experiment asks for one and it is missing
    /// @return whether something was missing; false too where the training is not over
    static boolean of(RunFolder run, RunOptions options, Consumer<InspectSettings> inspection) {
        if (!misses(run, options)) {
            return false;
        }
        try (FolderLock _ = run.lock()) {
            InspectSettings wanted = run.experiment(options.files()).study().inspect();
            run.delete(RunFolder.STATE);
            ReportWriter.report(run.path());
            if (wanted != null && !Inspections.isOfModel(run)) {
                inspection.accept(wanted);
            }
            return true;
        }
    }

    private static boolean misses(RunFolder run, RunOptions options) {
        if (run.weights().isEmpty()) {
            return false;
        }
        boolean ended = run.isReported() && !Files.exists(run.file(RunFolder.STATE));
        return !ended || run.experiment(options.files()).study().inspect() != null && !Inspections.isOfModel(run);
    }
}
