package nunchi.backend;

/// Registers a backend with [java.util.ServiceLoader].
public interface BackendProvider {
    /// By which its backend is chosen.
    String name();

    /// Higher is faster; the highest present is the default. That of the reference is 0.
    int speed();

    /// @param threads the most threads it may compute with, at least 1; results do not depend on it
    Backend create(int threads);
}
