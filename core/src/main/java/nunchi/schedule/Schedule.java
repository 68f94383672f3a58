package nunchi.schedule;

/// A learning rate, or another number of an optimizer, over time. Time is counted in epochs, with fractions within one.
/// Anyone may write one; it must be a pure function made with `StrictMath`, so that the same bits come out on every
/// machine.
public interface Schedule {

    /// @param epoch from 0; 2.5 is the middle of the third epoch
    double at(double epoch);
}
