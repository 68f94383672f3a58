package nunchi.optimizer;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongToDoubleFunction;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Role;
import nunchi.graph.op.Source.Weight;
import nunchi.init.Constant;
import nunchi.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/// What an optimizer has beside a weight and its gradient: numbers of the step, shared by all weights, and tensors of
/// the weight's own that last.
public final class Slot {
    private final Graph graph;
    private final int stepsPerEpoch;
    private final Node learningRate;
    private final Map<String, Node> stepValues = new HashMap<>();
    private @Nullable Node weight;
    private double rateFactor = 1;
    private double decayFactor = 1;

    /// @param stepsPerEpoch turns the number of a step into the schedule's time
    public Slot(Graph graph, Schedule rate, int stepsPerEpoch) {
        this.graph = graph;
        this.stepsPerEpoch = stepsPerEpoch;
        this.learningRate = scheduled("learningRate", rate);
    }

    /// This slot, for another weight.
    public Slot of(Node next) {
        return of(next, 1, 1);
    }

    /// The same for a weight that is trained at another rate.
    ///
    /// @param rate  factor of the learning rate
    /// @param decay factor of the weight decay
    public Slot of(Node next, double rate, double decay) {
        weight = next;
        rateFactor = rate;
        decayFactor = decay;
        return this;
    }

    /// The schedule's rate at this step, times the weight's factor, a scalar `[]`.
    public Node learningRate() {
        return rateFactor == 1 ? learningRate : learningRate.times(rateFactor);
    }

    /// A decoupled weight decay, times the weight's factor.
    public double weightDecay(double decay) {
        return decay * decayFactor;
    }

    /// A scalar `[]` of the step, counted from 0; one for each name.
    public Node stepValue(String name, LongToDoubleFunction value) {
        return stepValues.computeIfAbsent(name, key -> graph.stepValue(key, value));
    }

    /// The value of a schedule at this step, a scalar `[]`; one for each name.
    public Node scheduled(String name, Schedule schedule) {
        return stepValue(name, step -> schedule.at((double) step / stepsPerEpoch));
    }

    /// A tensor of the weight's shape that lasts, such as a moment: `0.dense/weight/velocity`.
    public Node state(String name, double initial) {
        Node of = Objects.requireNonNull(weight, "no weight yet: Slot.of(weight) comes first");
        return graph.weight(new Weight(of.op().name() + "/" + name, of.shape(), new Constant(initial), Role.OPTIMIZER));
    }

    /// From the next step on the state has this value, which is of its shape.
    public Node keep(Node state, Node value) {
        graph.update(state, value);
        return value;
    }
}
