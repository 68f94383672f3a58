package nunchi.backend;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import nunchi.check.Check;

/// The backends present at run time; the float64 reference is always there.
public final class Backends {
    private Backends() {}

    /// The fastest backend present.
    public static Backend fastest(int threads) {
        return providers().getFirst().create(threads);
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
        return ServiceLoader.load(BackendProvider.class, Backends.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(BackendProvider::speed).reversed())
                .toList();
    }
}
