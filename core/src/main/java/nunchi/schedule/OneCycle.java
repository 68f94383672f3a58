package nunchi.schedule;

import nunchi.check.Check;

/// Up to `peak` in the first `rise` of `epochs` and down again, both along half a cosine: from `peak / 25` and to
/// `peak / 250000`, as PyTorch's OneCycleLR. Smith, Topin: *Super-convergence*, 2018.
///
/// @param peak   highest learning rate
/// @param epochs length of the cycle, in epochs
/// @param rise   fraction of the epochs in which the rate rises (default: 0.3)
public record OneCycle(double peak, double epochs, double rise) implements Schedule {
    private static final double START = 1 / 25.0;
    private static final double END = START / 1e4;

    public OneCycle {
        Check.positive("peak", peak);
        Check.positive("epochs", epochs);
        Check.fraction("rise", rise);
    }

    public OneCycle(double peak, double epochs) {
        this(peak, epochs, 0.3);
    }

    @Override
    public double at(double epoch) {
        double done = Math.min(1, epoch / epochs);
        return done < rise ? between(START, 1, done / rise) : between(1, END, (done - rise) / (1 - rise));
    }

    private double between(double from, double to, double share) {
        return peak * (to + (from - to) * (1 + StrictMath.cos(Math.PI * share)) / 2);
    }
}
