package nunchi.optimizer;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.schedule.ConstantRate;
import nunchi.schedule.Schedule;

/// Another optimizer's weights θ, drawn back to slow ones φ every few steps: `φ ← φ + α·(θ - φ)`, `θ ← φ`. φ begins as
/// the initial weight. Between, θ changes by the other optimizer alone.
///
/// Zhang, Lucas, Hinton, Ba: *Lookahead optimizer: k steps forward, 1 step back*, NeurIPS 2019.
///
/// @param optimizer the other optimizer
/// @param steps     steps k from one to the next (default: 5)
/// @param alpha     fraction α of the way that the slow weights take, above 0 and at most 1, a number or a schedule
///     (default: 0.5)
public record Lookahead(Optimizer optimizer, int steps, Schedule alpha) implements Optimizer {
    public Lookahead {
        Check.given("optimizer", optimizer);
        Check.given("alpha", alpha);
        Check.positive("steps", steps);
        fraction(alpha.at(0));
    }

    public Lookahead(Optimizer optimizer, int steps, double alpha) {
        this(optimizer, steps, new ConstantRate(fraction(alpha)));
    }

    public Lookahead(Optimizer optimizer) {
        this(optimizer, 5, 0.5);
    }

    private static double fraction(double alpha) {
        Check.require(alpha > 0 && alpha <= 1, "alpha is %s; it must be above 0 and at most 1".formatted(alpha));
        return alpha;
    }

    @Override
    public Schedule learningRate() {
        return optimizer.learningRate();
    }

    @Override
    public double weightDecay() {
        return optimizer.weightDecay();
    }

    /// Whether a step is the first, or one of drawing back, is a factor of 0 or 1, so that nothing is rounded by it.
    @Override
    public Node step(Slot slot, Node weight, Node gradient) {
        Node first = slot.stepValue("lookaheadFirst", step -> step == 0 ? 1 : 0);
        Node later = slot.stepValue("lookaheadLater", step -> step == 0 ? 0 : 1);
        Node back = slot.stepValue("lookaheadBack", step -> (step + 1) % steps == 0 ? 1 : 0);
        Node forward = slot.stepValue("lookaheadForward", step -> (step + 1) % steps == 0 ? 0 : 1);
        Node slow = slot.state("slow", 0);
        Node before = weight.times(first).plus(slow.times(later));
        Node fast = optimizer.step(slot, weight, gradient);
        Node part = slot.scheduled("lookaheadAlpha", epoch -> fraction(alpha.at(epoch)));
        Node drawn = before.plus(fast.minus(before).times(part));
        slot.keep(slow, before.times(forward).plus(drawn.times(back)));
        return fast.times(forward).plus(drawn.times(back));
    }
}
