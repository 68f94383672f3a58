package nunchi.app;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import nunchi.app.DoctorCommand.Finding;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.JavaFault;
import nunchi.version.NunchiVersion;

/// Looks at what Nunchi runs on.
final class Diagnosis {
    private static final String VECTOR_MODULE = "jdk.incubator.vector";
    private static final long SMALL_HEAP = 512L << 20;
    /// Of a second each.
    private static final int MEASUREMENTS = 3;

    private Diagnosis() {}

    static List<Finding> findings() {
        int threads = Runtime.getRuntime().availableProcessors();
        try (Backend backend = Backends.fastest(threads)) {
            return List.of(
                    new Finding("Nunchi", NunchiVersion.number()),
                    java(),
                    new Finding(
                            "system",
                            "%s %s, %s"
                                    .formatted(
                                            System.getProperty("os.name"),
                                            System.getProperty("os.version"),
                                            System.getProperty("os.arch"))),
                    new Finding("threads", Integer.toString(threads)),
                    vectors(backend),
                    multiplyAdd(),
                    peak(backend),
                    heap());
        }
    }

    private static Finding java() {
        String value = "%s, %s, in %s"
                .formatted(Runtime.version(), System.getProperty("java.vendor"), System.getProperty("java.home"));
        return new Finding("Java", value, JavaFault.present().orElse(null));
    }

    private static Finding vectors(Backend backend) {
        String value = "%s: %s".formatted(backend.name(), backend.describe());
        if (ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()) {
            return new Finding("backend", value);
        }
        return new Finding(
                "backend",
                value,
                "Java was started without the Vector API, which makes it several times slower; start it by ./nunchi or with --add-modules "
                        + VECTOR_MODULE + ".");
    }

    /// Without it in hardware, Java computes each one exactly with big decimals.
    private static Finding multiplyAdd() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (machine == null
                || Boolean.parseBoolean(machine.getVMOption("UseFMA").getValue())) {
            return new Finding("multiply-add", "in hardware");
        }
        return new Finding(
                "multiply-add",
                "in software",
                "this processor or virtual machine has no fused multiply-add, which makes everything hundreds of times slower; let the virtual machine pass"
                        + " the processor's FMA on, or take -XX:-UseFMA away.");
    }

    private static Finding peak(Backend backend) {
        return peak(IntStream.range(0, MEASUREMENTS)
                .mapToObj(_ -> backend.peak())
                .flatMapToDouble(OptionalDouble::stream)
                .toArray());
    }

    /// The best of several, since other programs can only make a measurement smaller.
    ///
    /// @param measured in GFLOP/s
    static Finding peak(double... measured) {
        if (measured.length == 0) {
            return new Finding("peak", "not measured");
        }
        double best = Arrays.stream(measured).max().orElseThrow();
        double least = Arrays.stream(measured).min().orElseThrow();
        String value = "%s GFLOP/s, the best of %d measurements, single precision, all threads"
                .formatted(Numbers.count(Math.round(best)), measured.length);
        return least >= best / 2
                ? new Finding("peak", value)
                : new Finding(
                        "peak",
                        value,
                        ("the measurements of the peak lie between %s and %s GFLOP/s: other programs use the processor, and trainings will be slower"
                                        + " by as much; measure again when they have ended.")
                                .formatted(Numbers.count(Math.round(least)), Numbers.count(Math.round(best))));
    }

    private static Finding heap() {
        long most = Runtime.getRuntime().maxMemory();
        String value = "%s MB at most".formatted(Numbers.count(most >> 20));
        return most >= SMALL_HEAP
                ? new Finding("heap", value)
                : new Finding(
                        "heap",
                        value,
                        "the heap is small for anything but the digits; give more with NUNCHI_JVM_OPTS=-Xmx2g.");
    }
}
