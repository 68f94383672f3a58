package nunchi.backend;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/// Faults of Java virtual machines that change the values of arrays in silence.
///
/// | fault | in | how to mend |
/// |---|---|---|
/// | JDK-8377811: pinned arrays are moved | 25 to 25.0.2 with the collector G1 | 25.0.3, or another collector |
/// | JDK-8380060 | 25 with `-XX:+UseCompactObjectHeaders` | without that option |
public final class JavaFault {
    private static final int FEATURE = 25;
    private static final int MENDED_UPDATE = 3;

    private JavaFault() {}

    /// What is wrong with the virtual machine that runs, and how to mend it; empty where nothing is.
    public static Optional<String> present() {
        boolean g1 = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .anyMatch(collector -> collector.getName().startsWith("G1"));
        return of(Runtime.version(), g1, ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    /// The same of any.
    ///
    /// @param g1      whether its collector is G1
    /// @param options that it was started with
    static Optional<String> of(Runtime.Version version, boolean g1, List<String> options) {
        if (version.feature() != FEATURE) {
            return Optional.empty();
        }
        if (g1 && version.interim() == 0 && version.update() < MENDED_UPDATE) {
            return Optional.of(
                    "Java %s corrupts arrays with the collector G1 (JDK-8377811); take 25.0.3 or newer, or start java with -XX:+UseParallelGC"
                            .formatted(version));
        }
        if (options.contains("-XX:+UseCompactObjectHeaders")) {
            return Optional.of(
                    "Java %s corrupts values with compact object headers (JDK-8380060); omit -XX:+UseCompactObjectHeaders"
                            .formatted(version));
        }
        return Optional.empty();
    }
}
