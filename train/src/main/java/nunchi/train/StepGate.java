package nunchi.train;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import nunchi.check.Check;
import nunchi.check.StoppedException;
import nunchi.experiment.Intervention;
import org.jspecify.annotations.Nullable;

/// What a training passes before each step: it makes the interventions that the experiment records for the step, and,
/// at most five times a second, those that a listener asks for.
final class StepGate implements Steering {
    private static final long NANOSECONDS = 200_000_000;

    private final StepGraphs graphs;
    private final StoppableListener listener;
    private final TrainingClock clock;
    private final List<Intervention> made = new ArrayList<>();
    private final Deque<Intervention> recorded;
    private long asked = System.nanoTime();
    private boolean paused;
    private int epoch = 1;
    private int step = 1;

    StepGate(StepGraphs graphs, StoppableListener listener, TrainingClock clock) {
        this.graphs = graphs;
        this.listener = listener;
        this.clock = clock;
        this.recorded = new ArrayDeque<>(graphs.experiment().course().interventions().stream()
                .sorted(Comparator.comparingInt(Intervention::epoch).thenComparingInt(Intervention::step))
                .toList());
        made.addAll(recorded);
    }

    /// Those of the epochs that are trained already were made then.
    ///
    /// @param trained epochs
    void restore(int trained) {
        recorded.removeIf(intervention -> intervention.epoch() <= trained);
    }

    /// Before a step.
    ///
    /// @param current epoch, from 1
    /// @param index   of the step, from 0
    /// @throws StoppedException where the listener asked for it, or the thread was interrupted
    void pass(int current, int index) {
        epoch = current;
        step = index + 1;
        while (isDue(recorded.peek())) {
            listener.on(new TrainingEvent.Intervened(recorded.remove()));
        }
        long now = System.nanoTime();
        if (now - asked >= NANOSECONDS) {
            asked = now;
            ask();
        }
    }

    private boolean isDue(@Nullable Intervention next) {
        return next != null && next.epoch() == epoch && next.step() == step;
    }

    private void ask() {
        tell();
        if (!paused) {
            return;
        }
        long begin = System.nanoTime();
        try {
            while (paused) {
                LockSupport.parkNanos(NANOSECONDS);
                StoppedException.ifInterrupted();
                tell();
            }
        } finally {
            clock.leaveOut(System.nanoTime() - begin);
        }
    }

    private void tell() {
        listener.tellAndStop(new TrainingEvent.Steerable(epoch, step, this));
    }

    /// Whether the training is to end after an epoch.
    boolean endsAfter(int trained) {
        return made.stream()
                .anyMatch(intervention ->
                        intervention.key().equals(Intervention.STOP) && intervention.epoch() <= trained);
    }

    @Override
    public void pause() {
        if (!paused) {
            paused = true;
            make(Intervention.PAUSE, null);
        }
    }

    @Override
    public void resume() {
        if (paused) {
            paused = false;
            make(Intervention.RESUME, null);
        }
    }

    @Override
    public void stop() {
        paused = false;
        if (!endsAfter(epoch)) {
            make(Intervention.STOP, null);
        }
    }

    @Override
    public void checkpoint() {
        make(Intervention.CHECKPOINT, null);
    }

    @Override
    public void setLearningRate(double rate) {
        Check.positive(Intervention.LEARNING_RATE, rate);
        make(Intervention.LEARNING_RATE, rate);
    }

    private void make(String key, @Nullable Double value) {
        Intervention intervention = new Intervention(epoch, step, key, value);
        made.add(intervention);
        graphs.apply(intervention);
        listener.on(new TrainingEvent.Intervened(intervention));
    }
}
