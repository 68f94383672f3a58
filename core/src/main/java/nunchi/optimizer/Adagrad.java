package nunchi.optimizer;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.schedule.ConstantRate;
import nunchi.schedule.Schedule;

/// Divides the gradient by the root of the sum of all its squares so far: `s ← s + g²`, `w ← w - η·g / √(s + ε)`; s has
/// w's shape.
///
/// The defaults are Keras' (η 0.001, s starts at 0.1, ε 1e-7 under the root). PyTorch adds ε outside, with η 0.01, s
/// from 0 and ε 1e-10. Duchi, Hazan, Singer: *Adaptive subgradient methods*, JMLR 2011.
///
/// @param learningRate       learning rate η, a number or a schedule (default: 0.001)
/// @param initialAccumulator initial value of s (default: 0.1)
/// @param epsilon            value ε against a division by 0 (default: 1e-7)
/// @param convention         whose formula is used: Keras' or PyTorch's (default: keras)
public record Adagrad(Schedule learningRate, double initialAccumulator, double epsilon, Convention convention)
        implements Optimizer {
    public Adagrad {
        Check.given("learningRate", learningRate);
        Check.given("convention", convention);
        Check.notNegative("initialAccumulator", initialAccumulator);
        Check.positive("epsilon", epsilon);
    }

    public Adagrad() {
        this(new ConstantRate(0.001));
    }

    public Adagrad(Schedule learningRate) {
        this(learningRate, 0.1, 1e-7, Convention.KERAS);
    }

    public Adagrad(double learningRate) {
        this(new ConstantRate(learningRate));
    }

    @Override
    public Node step(Slot slot, Node weight, Node gradient) {
        Node accumulator = slot.state("accumulator", initialAccumulator);
        Node next = slot.keep(accumulator, accumulator.plus(gradient.square()));
        Node root = convention == Convention.KERAS
                ? next.plus(epsilon).sqrt()
                : next.sqrt().plus(epsilon);
        return weight.minus(gradient.times(slot.learningRate()).dividedBy(root));
    }
}
