package nunchi.optimizer;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.schedule.ConstantRate;
import nunchi.schedule.Schedule;

/// Stochastic gradient descent: `w ← w - η·g`.
///
/// With momentum μ, as Keras has it: `v ← μ·v - η·g`, `w ← w + v`, with Nesterov `w ← w + μ·v - η·g`. PyTorch's form
/// keeps the rate out of the velocity: `v ← μ·v + g`, `w ← w - η·v`, with Nesterov `w ← w - η·(g + μ·v)`; the two
/// differ where the rate changes. v has w's shape and starts at 0. Decoupled weight decay d takes `η·d·w` off the
/// weight before.
///
/// Sutskever et al.: *On the importance of initialization and momentum in deep learning*, ICML 2013.
///
/// @param learningRate learning rate η, a number or a schedule
/// @param momentum     momentum μ (default: 0)
/// @param nesterov     whether Nesterov's momentum is used; needs a momentum above 0 (default: false)
/// @param weightDecay  decoupled weight decay d (default: 0)
/// @param convention   whose formula is used: Keras' or PyTorch's (default: keras)
public record Sgd(Schedule learningRate, double momentum, boolean nesterov, double weightDecay, Convention convention)
        implements Optimizer {
    public Sgd {
        Check.given("learningRate", learningRate);
        Check.given("convention", convention);
        Check.fraction("momentum", momentum);
        Check.notNegative("weightDecay", weightDecay);
        Check.require(!nesterov || momentum > 0, "nesterov needs a momentum above 0");
    }

    public Sgd(Schedule learningRate) {
        this(learningRate, 0, false, 0, Convention.KERAS);
    }

    public Sgd(double learningRate) {
        this(new ConstantRate(learningRate));
    }

    public Sgd(double learningRate, double momentum) {
        this(new ConstantRate(learningRate), momentum, false, 0, Convention.KERAS);
    }

    @Override
    public Node step(Slot slot, Node weight, Node gradient) {
        Node rate = slot.learningRate();
        double decay = slot.weightDecay(weightDecay);
        Node decayed = decay == 0 ? weight : weight.minus(weight.times(rate.times(decay)));
        if (momentum == 0) {
            return decayed.minus(gradient.times(rate));
        }
        Node velocity = slot.state("velocity", 0);
        if (convention == Convention.PYTORCH) {
            Node next = slot.keep(velocity, velocity.times(momentum).plus(gradient));
            return decayed.minus((nesterov ? gradient.plus(next.times(momentum)) : next).times(rate));
        }
        Node move = gradient.times(rate);
        Node next = slot.keep(velocity, velocity.times(momentum).minus(move));
        return nesterov ? decayed.plus(next.times(momentum)).minus(move) : decayed.plus(next);
    }
}
