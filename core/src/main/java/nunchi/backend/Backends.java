package nunchi.backend;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import nunchi.check.Check;
import nunchi.service.Providers;

/// The backends present at run time; the float64 reference is always there.
public final class Backends {
    /// Nunchi's own, for programs packed into one jar that lost a registration.
    private static final List<String> OURS = List.of("nunchi.cpu.CpuProvider", "nunchi.reference.ReferenceProvider");

    private static final String ONLY_THE_REFERENCE =
            "no fast backend is present, so that training and prediction use the float64 reference backend with one thread, which is "
                    + "many times slower. Add dev.nunchi:nunchi-cpu to the class path or module path. Where Maven Shade packs "
                    + "the program, add its ServicesResourceTransformer and keep the package nunchi.cpu";
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private Backends() {}

    /// The fastest backend present. Where only the reference is present, the first call logs a warning.
    public static Backend fastest(int threads) {
        BackendProvider fastest = providers().getFirst();
        if (fastest.speed() <= 0 && !WARNED.getAndSet(true)) {
            Logger logger = System.getLogger(Backends.class.getName());
            logger.log(Level.WARNING, ONLY_THE_REFERENCE);
        }
        return fastest.create(threads);
    }

    /// @throws nunchi.check.InvalidRequestException for an unknown name
    public static Backend named(String name, int threads) {
        return providers().stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Check.unknown(
                        "backend",
                        name,
                        providers().stream().map(BackendProvider::name).toList()))
                .create(threads);
    }

    /// Fastest first.
    public static List<BackendProvider> providers() {
        ClassLoader loader = Backends.class.getClassLoader();
        ServiceLoader<BackendProvider> registered = ServiceLoader.load(BackendProvider.class, loader);
        return Providers.present(registered, BackendProvider.class, loader, OURS).stream()
                .sorted(Comparator.comparingInt(BackendProvider::speed).reversed())
                .toList();
    }
}
