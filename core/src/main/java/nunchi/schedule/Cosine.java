package nunchi.schedule;

import nunchi.check.Check;

/// Half a cosine from `initial` down to `minimum` over `epochs`, then `minimum`. Loshchilov, Hutter: *SGDR*, ICLR 2017.
///
/// @param initial learning rate at the start
/// @param epochs  length of the descent, in epochs
/// @param minimum learning rate at the end (default: 0)
public record Cosine(double initial, double epochs, double minimum) implements Schedule {
    public Cosine {
        Check.positive("initial", initial);
        Check.positive("epochs", epochs);
        Check.notNegative("minimum", minimum);
    }

    public Cosine(double initial, double epochs) {
        this(initial, epochs, 0);
    }

    @Override
    public double at(double epoch) {
        double done = Math.min(1, epoch / epochs);
        return minimum + (initial - minimum) * (1 + StrictMath.cos(Math.PI * done)) / 2;
    }
}
