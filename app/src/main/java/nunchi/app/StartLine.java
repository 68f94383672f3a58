package nunchi.app;

import java.util.Optional;
import nunchi.experiment.Experiment;
import nunchi.experiment.Start;

/// Which weights a training takes over, and which layers begin anew beside them.
final class StartLine {
    private StartLine() {}

    /// @return empty for a training that begins with initial values alone
    static Optional<String> of(Experiment experiment, int width) {
        Start start = experiment.train().start();
        if (start == null) {
            return Optional.empty();
        }
        String fresh = String.join(", ", experiment.layers().paths(start.fresh()));
        return Optional.of(Lines.folded(
                "weights to begin with: %s; %s"
                        .formatted(start.from(), fresh.isEmpty() ? "of every layer" : "initial values in " + fresh),
                width));
    }
}
