package nunchi.optimizer;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.schedule.ConstantRate;
import nunchi.schedule.Schedule;

/// Adaptive moments: `m ← β₁·m + (1 - β₁)·g`, `s ← β₂·s + (1 - β₂)·g²`, and at step t from 1, with
/// `c₁ = 1 - β₁ᵗ`, `c₂ = 1 - β₂ᵗ`:
///
/// - Keras (default): `w ← w - η·√c₂/c₁ · m / (√s + ε)`, ε 1e-7;
/// - PyTorch: `w ← w - η · (m/c₁) / (√(s/c₂) + ε)`, ε 1e-8 there.
///
/// m and s have w's shape and start at 0.
///
/// Kingma, Ba: *Adam*, ICLR 2015; algorithm 1 (PyTorch) and its note on order (Keras).
///
/// @param learningRate learning rate η, a number or a schedule (default: 0.001)
/// @param beta1        decay β₁ of the running mean m (default: 0.9)
/// @param beta2        decay β₂ of the running mean square s (default: 0.999)
/// @param epsilon      value ε against a division by 0 (default: 1e-7)
/// @param convention   whose formula is used: Keras' or PyTorch's (default: keras)
public record Adam(Schedule learningRate, double beta1, double beta2, double epsilon, Convention convention)
        implements Optimizer {
    public Adam {
        Check.given("learningRate", learningRate);
        Check.given("convention", convention);
        Check.fraction("beta1", beta1);
        Check.fraction("beta2", beta2);
        Check.positive("epsilon", epsilon);
    }

    public Adam() {
        this(new ConstantRate(0.001));
    }

    public Adam(Schedule learningRate) {
        this(learningRate, 0.9, 0.999, 1e-7, Convention.KERAS);
    }

    public Adam(double learningRate) {
        this(new ConstantRate(learningRate));
    }

    @Override
    public Node step(Slot slot, Node weight, Node gradient) {
        Node first = slot.state("first", 0);
        Node second = slot.state("second", 0);
        Node mean = slot.keep(first, first.times(beta1).plus(gradient.times(1 - beta1)));
        Node square =
                slot.keep(second, second.times(beta2).plus(gradient.square().times(1 - beta2)));
        Node meanScale = slot.stepValue("meanScale", step -> 1 / (1 - StrictMath.pow(beta1, step + 1)));
        Node rootScale = slot.stepValue("rootScale", step -> 1 / StrictMath.sqrt(1 - StrictMath.pow(beta2, step + 1)));
        if (convention == Convention.PYTORCH) {
            Node rate = slot.learningRate().times(meanScale);
            return weight.minus(
                    mean.times(rate).dividedBy(square.sqrt().times(rootScale).plus(epsilon)));
        }
        Node rate = slot.learningRate().times(meanScale).dividedBy(rootScale);
        return weight.minus(mean.times(rate).dividedBy(square.sqrt().plus(epsilon)));
    }
}
