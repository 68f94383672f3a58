package nunchi.run;

import nunchi.backend.Backend;
import nunchi.check.InvalidRequestException;
import nunchi.data.Splits;
import nunchi.experiment.InspectSettings;
import nunchi.record.ReportWriter;
import nunchi.train.ProgramFault;
import nunchi.train.TrainingFailedException;

/// What is made of a run once its own files are there.
interface Ending {
    Ending NOTHING = _ -> {};

    void trained(RunResult result);

    default TrainingFailedException failed(RunFolder run, TrainingFailedException failed) {
        return failed;
    }

    /// A report, and the inspection that the experiment asks for.
    record Reported(Splits parts, RunOptions options, Backend backend) implements Ending {
        /// The report comes first and again, so that neither a kill nor an inspection that fails costs it.
        @Override
        public void trained(RunResult result) {
            ReportWriter.report(result.folder().path());
            InspectSettings wanted = result.experiment().study().inspect();
            if (wanted != null) {
                ProgramFault.guard(() -> Inspections.after(result, wanted, parts, options, backend));
                ReportWriter.report(result.folder().path());
            }
        }

        @Override
        public TrainingFailedException failed(RunFolder run, TrainingFailedException failed) {
            try {
                ReportWriter.report(run.path());
            } catch (InvalidRequestException | TrainingFailedException unwritten) {
                failed.addSuppressed(unwritten);
            }
            return failed;
        }
    }
}
