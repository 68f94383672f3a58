package nunchi.optimizer;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.schedule.ConstantRate;
import nunchi.schedule.Schedule;

/// Divides the gradient by a running root mean square: `s ← ρ·s + (1 - ρ)·g²`, `w ← w - η·g / √(s + ε)`.
///
/// The defaults are Keras' (η 0.001, ρ 0.9, ε 1e-7 under the root). PyTorch adds ε outside: `√s + ε`, with ρ 0.99 and ε
/// 1e-8. With momentum μ: `v ← μ·v + η·g / √…`, `w ← w - v`; PyTorch keeps the rate out of the velocity,
/// `v ← μ·v + g / √…`, `w ← w - η·v`, which differs where the rate changes. s and v have w's shape and start at 0.
/// Hinton, Coursera lecture 6e, 2012.
///
/// @param learningRate learning rate η, a number or a schedule (default: 0.001)
/// @param rho          decay ρ of the running mean square (default: 0.9)
/// @param momentum     momentum μ (default: 0)
/// @param epsilon      value ε against a division by 0 (default: 1e-7)
/// @param convention   whose formula is used: Keras' or PyTorch's (default: keras)
public record RmsProp(Schedule learningRate, double rho, double momentum, double epsilon, Convention convention)
        implements Optimizer {
    public RmsProp {
        Check.given("learningRate", learningRate);
        Check.given("convention", convention);
        Check.fraction("rho", rho);
        Check.fraction("momentum", momentum);
        Check.positive("epsilon", epsilon);
    }

    public RmsProp() {
        this(new ConstantRate(0.001));
    }

    public RmsProp(Schedule learningRate) {
        this(learningRate, 0.9, 0, 1e-7, Convention.KERAS);
    }

    public RmsProp(double learningRate) {
        this(new ConstantRate(learningRate));
    }

    @Override
    public Node step(Slot slot, Node weight, Node gradient) {
        Node square = slot.state("square", 0);
        Node next = slot.keep(square, square.times(rho).plus(gradient.square().times(1 - rho)));
        Node root = convention == Convention.KERAS
                ? next.plus(epsilon).sqrt()
                : next.sqrt().plus(epsilon);
        if (momentum == 0) {
            return weight.minus(gradient.times(slot.learningRate()).dividedBy(root));
        }
        Node velocity = slot.state("velocity", 0);
        if (convention == Convention.PYTORCH) {
            Node kept = slot.keep(velocity, velocity.times(momentum).plus(gradient.dividedBy(root)));
            return weight.minus(kept.times(slot.learningRate()));
        }
        Node move = gradient.times(slot.learningRate()).dividedBy(root);
        return weight.minus(slot.keep(velocity, velocity.times(momentum).plus(move)));
    }
}
