package nunchi.experiment;

import nunchi.check.Check;
import org.jspecify.annotations.Nullable;

/// Change that was made while a training ran, between two of its steps. Training again makes it at the same step.
///
/// @param epoch epoch in which it was made, from 1
/// @param step  training step of the epoch before which it was made, from 1
/// @param key   `optimizer.learningRate` to set the learning rate, or `stop` to end the training with the epoch
/// @param value new learning rate; null for `stop`
public record Intervention(
        int epoch, int step, String key, @Nullable Double value) {
    /// Sets the learning rate.
    public static final String LEARNING_RATE = "optimizer.learningRate";
    /// Ends the training with the epoch.
    public static final String STOP = "stop";
    /// Waits before the step.
    public static final String PAUSE = "pause";
    /// Goes on after a pause.
    public static final String RESUME = "resume";
    /// Stores a checkpoint at the end of the epoch.
    public static final String CHECKPOINT = "checkpoint";

    public Intervention {
        Check.positive("epoch", epoch);
        Check.positive("step", step);
        Check.given("key", key);
        if (value != null) {
            Check.positive("value", value);
        }
    }

    public Intervention(int epoch, int step, String key) {
        this(epoch, step, key, null);
    }

    /// Whether training again must make it too; a pause and a checkpoint change no result.
    public boolean changesResult() {
        return key.equals(LEARNING_RATE) || key.equals(STOP);
    }

    /// Asks whether it can be made in a training with so many steps in each epoch.
    ///
    /// @param place where it stands, for a person: `interventions.0`
    /// @throws nunchi.check.InvalidRequestException when its key, value or step is none that can be applied
    public void require(String place, int steps) {
        Check.require(
                changesResult(),
                "at %s.key: '%s' cannot be changed while a training runs; expected %s or %s"
                        .formatted(place, Check.excerpt(key), LEARNING_RATE, STOP));
        Check.require(
                key.equals(STOP) == (value == null),
                key.equals(STOP)
                        ? "at %s.value: stop takes no value, but got %s; leave it out".formatted(place, value)
                        : "at %s.value: the new learning rate is missing; give a number above 0".formatted(place));
        Check.require(
                step <= steps,
                "at %s.step: step is %d, but an epoch has %d steps; give 1 to %3$d".formatted(place, step, steps));
    }
}
