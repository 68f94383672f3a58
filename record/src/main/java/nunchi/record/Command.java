package nunchi.record;

import java.util.List;
import java.util.Map;
import nunchi.check.Check;
import nunchi.experiment.Intervention;
import org.jspecify.annotations.Nullable;

/// A line of `control.jsonl`: what a training is to do between two of its steps. [ControlFile#append] gives it to one.
///
/// @param command `pause`, `resume`, `stop`, `checkpoint` or `set`
/// @param key     setting to change, `optimizer.learningRate`; absent but for `set`
/// @param value   its new value, a number above 0; absent but for `set`
public record Command(
        String command, @Nullable String key, @Nullable Double value) {
    /// The command that changes a setting.
    public static final String SET = "set";

    private static final List<String> PLAIN =
            List.of(Intervention.PAUSE, Intervention.RESUME, Intervention.STOP, Intervention.CHECKPOINT);

    /// Without a setting.
    ///
    /// @param command `pause`, `resume`, `stop` or `checkpoint`
    /// @throws nunchi.check.InvalidRequestException when it is none of these
    public static Command of(String command) {
        return new Command(command, null, null).required();
    }

    /// Changes a setting.
    ///
    /// @param key   `optimizer.learningRate`
    /// @param value finite and above 0
    /// @throws nunchi.check.InvalidRequestException when there is no such setting to change, or not to that value
    public static Command set(String key, double value) {
        return new Command(SET, key, value).required();
    }

    /// Itself, where a training can do it.
    ///
    /// @throws nunchi.check.InvalidRequestException when it is not known, or its value is none that can be set
    public Command required() {
        Check.require(
                command != null && (command.equals(SET) || PLAIN.contains(command)),
                "the command is %s; expected %s or %s"
                        .formatted(
                                command == null ? "missing" : "'" + Check.excerpt(command) + "'",
                                String.join(", ", PLAIN),
                                SET));
        if (command.equals(SET)) {
            Check.known("setting to change", key == null ? "" : key, Map.of(Intervention.LEARNING_RATE, SET));
            Check.require(
                    value != null && value > 0 && Double.isFinite(value),
                    "%s is %s; it must be a number above 0".formatted(key, value == null ? "missing" : value));
        }
        return this;
    }
}
