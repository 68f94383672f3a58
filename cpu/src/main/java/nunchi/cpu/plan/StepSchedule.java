package nunchi.cpu.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.Step;
import nunchi.graph.Node;

/// The steps in the order in which they run, by what must have changed for them to run again. Tells the memory plan
/// when each step touches its buffers.
final class StepSchedule {
    private final Map<Change, List<Step>> steps = new EnumMap<>(Change.class);
    private final Steady steady;
    private final Values values;
    private Change lowering = Change.STEP;
    private int time;

    StepSchedule(Steady steady, Values values) {
        this.steady = steady;
        this.values = values;
        for (Change change : Change.values()) {
            steps.put(change, new ArrayList<>());
        }
    }

    /// The steps that follow compute this node.
    void begin(Node node) {
        lowering = steady.change(node);
    }

    /// The steps that follow are run every time.
    void beginEnd() {
        lowering = Change.STEP;
    }

    /// A step of the node that is being lowered.
    void add(Step step, Buffer... touched) {
        add(lowering, step, touched);
    }

    /// @param source the step need only be run when this node's values have changed
    void add(Node source, Step step, Buffer... touched) {
        add(steady.change(source), step, touched);
    }

    private void add(Change change, Step step, Buffer... touched) {
        List.of(touched).forEach(buffer -> touch(change, buffer));
        Objects.requireNonNull(steps.get(change)).add(step);
        time++;
    }

    /// Says that the next step of the node that is being lowered needs this buffer.
    void touch(Buffer buffer) {
        touch(lowering, buffer);
    }

    /// What is not computed at every step must last from run to run.
    private void touch(Change change, Buffer buffer) {
        if (change == Change.STEP) {
            values.memory().touch(buffer, time);
        } else {
            values.memory().keep(buffer);
        }
    }

    List<Step> steps(Change change) {
        return Objects.requireNonNull(steps.get(change));
    }
}
