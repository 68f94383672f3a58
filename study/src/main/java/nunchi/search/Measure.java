package nunchi.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nunchi.data.Split;
import nunchi.experiment.EarlyStopping;
import nunchi.experiment.Experiment;
import nunchi.experiment.Monitor;
import nunchi.metric.Quantity;
import nunchi.record.RunRecord;
import nunchi.train.MetricValues;
import org.jspecify.annotations.Nullable;

/// One metric of a finished run.
///
/// @param part     of the data
/// @param quantity loss, accuracy or another metric
public record Measure(Split part, Quantity quantity) {
    /// NaN where the run has no such figure.
    public double of(RunRecord run) {
        MetricValues figures = figures(run);
        return figures == null ? Double.NaN : figures.value(quantity.name());
    }

    private @Nullable MetricValues figures(RunRecord run) {
        return switch (part) {
            case TRAIN -> run.train();
            case VALIDATION -> run.validation();
            case TEST -> run.test();
        };
    }

    /// Of a part all that runs measured: accuracy where there are classes, loss, and further metrics.
    public static List<Measure> all(Split part, List<RunRecord> runs) {
        Set<Quantity> quantities = new LinkedHashSet<>(List.of(Quantity.ACCURACY, Quantity.LOSS));
        runs.forEach(run -> quantities.addAll(run.quantities()));
        return quantities.stream()
                .map(quantity -> new Measure(part, quantity))
                .filter(measure -> runs.stream().anyMatch(run -> !Double.isNaN(measure.of(run))))
                .toList();
    }

    /// By which settings are chosen: the search's objective, else what early stopping watches if that is of the
    /// validation set, else its accuracy where there are classes, else its loss.
    static Measure ofChoice(Experiment experiment, List<TrialOutcome> trials) {
        List<Monitor> asked = new ArrayList<>();
        if (experiment.study().search() != null && experiment.study().search().objective() != null) {
            asked.add(experiment.study().search().objective());
        }
        EarlyStopping stopping = experiment.train().earlyStopping();
        if (stopping != null && stopping.monitor().ofValidation()) {
            asked.add(stopping.monitor());
        }
        List<Measure> measured =
                all(Split.VALIDATION, trials.stream().map(TrialOutcome::result).toList());
        return asked.stream()
                .flatMap(monitor -> measured.stream().filter(measure -> monitor.names(measure.quantity.name())))
                .findFirst()
                .orElseGet(() -> present(Split.VALIDATION, trials));
    }

    /// In which settings are compared: of the test set, of the validation set where there is none.
    static Measure ofComparison(List<TrialOutcome> trials) {
        boolean tested = trials.stream().anyMatch(trial -> trial.result().test() != null);
        boolean validated = trials.stream().anyMatch(trial -> trial.result().validation() != null);
        return present(tested ? Split.TEST : validated ? Split.VALIDATION : Split.TRAIN, trials);
    }

    private static Measure present(Split part, List<TrialOutcome> trials) {
        Measure accuracy = new Measure(part, Quantity.ACCURACY);
        return trials.stream().anyMatch(trial -> !Double.isNaN(accuracy.of(trial.result())))
                ? accuracy
                : new Measure(part, Quantity.LOSS);
    }

    /// `validation accuracy`.
    @Override
    public String toString() {
        return part + " " + quantity.name();
    }
}
