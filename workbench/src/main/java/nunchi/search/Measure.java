package nunchi.search;

import java.util.List;
import nunchi.experiment.EarlyStopping;
import nunchi.experiment.Experiment;
import nunchi.run.StoredResult;
import nunchi.train.Figures;

/// One figure of a finished run.
///
/// @param part     `train`, `validation` or `test`
/// @param accuracy whether it is the accuracy and not the loss
public record Measure(String part, boolean accuracy) {
    static final List<String> PARTS = List.of("train", "validation", "test");

    /// NaN where the run has no such figure.
    public double of(StoredResult run) {
        Figures figures = switch (part) {
            case "train" -> run.train();
            case "validation" -> run.validation();
            default -> run.test();
        };
        return figures == null ? Double.NaN : accuracy ? figures.accuracy() : figures.loss();
    }

    /// By which settings are chosen: what early stopping watches if that is of the validation part, else its accuracy where there
    /// are classes, else its loss.
    static Measure ofChoice(Experiment experiment, List<TrialOutcome> trials) {
        EarlyStopping stopping = experiment.train().earlyStopping();
        if (stopping != null && stopping.monitor().ofValidation()) {
            return new Measure("validation", stopping.monitor().isAccuracy());
        }
        return present("validation", trials);
    }

    /// In which settings are compared: of the test part, of the validation part where there is none.
    static Measure ofComparison(List<TrialOutcome> trials) {
        boolean tested = trials.stream().anyMatch(trial -> trial.result().test() != null);
        boolean validated = trials.stream().anyMatch(trial -> trial.result().validation() != null);
        return present(tested ? "test" : validated ? "validation" : "train", trials);
    }

    private static Measure present(String part, List<TrialOutcome> trials) {
        Measure accuracy = new Measure(part, true);
        return trials.stream().anyMatch(trial -> !Double.isNaN(accuracy.of(trial.result()))) ? accuracy : new Measure(part, false);
    }

    /// `validation accuracy`.
    @Override
    public String toString() {
        return part + (accuracy ? " accuracy" : " loss");
    }
}
