package nunchi.optimizer;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.schedule.ConstantRate;
import nunchi.schedule.Schedule;

/// [Adam] with decoupled weight decay: first `w ← w - η·d·w`, then Adam's step on the plain gradient, with its m and s.
/// Loshchilov, Hutter: *Decoupled weight decay regularization*, ICLR 2019.
///
/// @param learningRate learning rate η, a number or a schedule (default: 0.001)
/// @param weightDecay  decoupled weight decay d, as in Keras; PyTorch takes 0.01 (default: 0.004)
/// @param beta1        decay β₁ of the running mean m (default: 0.9)
/// @param beta2        decay β₂ of the running mean square s (default: 0.999)
/// @param epsilon      value ε against a division by 0 (default: 1e-7)
/// @param convention   whose formula is used: Keras' or PyTorch's (default: keras)
public record AdamW(
        Schedule learningRate, double weightDecay, double beta1, double beta2, double epsilon, Convention convention)
        implements Optimizer {
    public AdamW {
        Check.given("learningRate", learningRate);
        Check.given("convention", convention);
        Check.notNegative("weightDecay", weightDecay);
        Check.fraction("beta1", beta1);
        Check.fraction("beta2", beta2);
        Check.positive("epsilon", epsilon);
    }

    public AdamW() {
        this(new ConstantRate(0.001));
    }

    public AdamW(Schedule learningRate) {
        this(learningRate, 0.004, 0.9, 0.999, 1e-7, Convention.KERAS);
    }

    public AdamW(double learningRate) {
        this(new ConstantRate(learningRate));
    }

    @Override
    public Node step(Slot slot, Node weight, Node gradient) {
        double decay = slot.weightDecay(weightDecay);
        Node decayed = weight.minus(weight.times(slot.learningRate().times(decay)));
        return new Adam(learningRate, beta1, beta2, epsilon, convention).step(slot, decayed, gradient);
    }
}
