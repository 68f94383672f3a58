package nunchi.conformance;

/// One thing to check, under the name a test report shows it by.
///
/// @param check throws an [AssertionError] that says what differs and where
public record Case(String name, Runnable check) {

    /// @throws AssertionError where what is checked does not hold, led by the case's name
    public void run() {
        try {
            check.run();
        } catch (AssertionError failure) {
            throw new AssertionError(name + ": " + failure.getMessage(), failure);
        }
    }

    static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new AssertionError(complaint);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
