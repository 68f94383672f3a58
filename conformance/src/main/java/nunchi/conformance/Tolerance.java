package nunchi.conformance;

/// How far a float32 value `a` may be from the float64 definition `e`: `|a - e| ≤ absolute + relative · |e|`. A value
/// that is NaN or infinite as float32 must be the same.
public record Tolerance(double relative, double absolute) {

    /// The definition rounded to float32, to the last bit; the sign of 0 is free.
    public static final Tolerance EXACT = new Tolerance(0, 0);

    /// One op that a backend may round a few times on its way: 4 to 8 units in the last place, or the same of 1.
    public static final Tolerance ONE_OP = new Tolerance(5e-7, 3e-7);

    /// A sum of `terms` products of about 1, rounded at each.
    public static Tolerance sumOf(int terms) {
        return new Tolerance(5e-7, 1e-6 + 4e-8 * terms);
    }

    /// A sum of `terms` products of about 1 by Winograd's algorithm with tiles of 4: the transforms lose as much again
    /// as a few roundings of the sum's usual size, the more points they interpolate, the more.
    ///
    /// @param kernel 3 or 5
    public static Tolerance winograd(int kernel, int terms) {
        double perTerm = kernel == 3 ? 4e-6 : 1.2e-5;
        return new Tolerance(1e-6, 1e-6 + perTerm * Math.sqrt(terms));
    }

    /// @throws AssertionError with the first value that is further off, its position and both numbers
    public void check(String what, double[] expected, float[] actual) {
        Case.require(
                actual.length == expected.length,
                "%s has %d values, expected %d".formatted(what, actual.length, expected.length));
        for (int i = 0; i < expected.length; i++) {
            Case.require(
                    allows(expected[i], actual[i]),
                    "%s[%d] is %s, expected %s within %s".formatted(what, i, actual[i], expected[i], this));
        }
    }

    private boolean allows(double expected, float actual) {
        float rounded = (float) expected;
        if (Float.isNaN(rounded)) {
            return Float.isNaN(actual);
        }
        return rounded == actual
                || Float.isFinite(rounded) && Math.abs(actual - expected) <= absolute + relative * Math.abs(expected);
    }

    @Override
    public String toString() {
        return this.equals(EXACT) ? "0" : absolute + " + " + relative + "·|expected|";
    }
}
