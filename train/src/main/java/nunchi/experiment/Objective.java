package nunchi.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.check.InvalidRequestException;
import nunchi.data.Splits;
import nunchi.metric.Metrics;
import nunchi.metric.Quantity;
import nunchi.metric.TargetType;

/// A figure that an experiment computes after an epoch, so that it can be monitored.
///
/// @param monitor  its name, spelt as in the journal
/// @param quantity what its values are, and which are better
public record Objective(Monitor monitor, Quantity quantity) {

    /// All of an experiment's.
    ///
    /// @param parts as they are trained on
    public static List<Objective> all(Experiment experiment, Splits parts) {
        TargetType type = TargetType.of(experiment.learner().loss().output(), parts.train());
        List<Objective> all = new ArrayList<>();
        all.add(new Objective(Monitor.LOSS, Quantity.LOSS));
        if (type != TargetType.VALUES) {
            all.add(new Objective(Monitor.ACCURACY, Quantity.ACCURACY));
        }
        if (parts.validation() != null) {
            Metrics.quantities(type, experiment.train().metrics())
                    .forEach(quantity -> all.add(new Objective(Monitor.validation(quantity.name()), quantity)));
        }
        return List.copyOf(all);
    }

    /// The monitored one.
    ///
    /// @param setting that names it, for a person: `earlyStopping.monitor`
    /// @throws InvalidRequestException when it is not among them, with those that are
    public static Objective find(String setting, Monitor monitor, List<Objective> all) {
        return all.stream()
                .filter(each ->
                        each.monitor.ofValidation() == monitor.ofValidation() && monitor.names(each.quantity.name()))
                .findFirst()
                .orElseThrow(() -> unknown(setting, monitor, all));
    }

    private static InvalidRequestException unknown(String setting, Monitor monitor, List<Objective> all) {
        String known = all.stream().map(each -> each.monitor.name()).collect(Collectors.joining(", "));
        boolean validation = all.stream().anyMatch(each -> each.monitor.ofValidation());
        if (monitor.ofValidation() && !validation) {
            return new InvalidRequestException(
                    "%s is %s but there is no validation set; give data a validation split, or name one of %s"
                            .formatted(setting, monitor, known));
        }
        String measured = Stream.of(monitor.metric())
                .filter(name -> Metrics.known(name).isPresent() && !Metrics.isOfEveryRun(name))
                .map(", or add %s to train.metrics and name val_%1$s"::formatted)
                .findFirst()
                .orElse("");
        return new InvalidRequestException("%s is %s, which this experiment does not measure; name one of %s%s"
                .formatted(setting, monitor, known, measured));
    }
}
