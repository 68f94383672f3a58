package nunchi.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/// The providers of a service that are present at run time.
///
/// A tool that packs a program into one jar may keep the registration file of one jar only: Maven Shade does so by
/// default. Nunchi's own providers are therefore also looked up by their class names.
public final class Providers {
    private Providers() {}

    /// All registered providers, then those of Nunchi's own that are present but not registered.
    ///
    /// @param registered loader of the calling module, which declares that it uses the service
    /// @param classLoader where providers are looked up by name
    /// @param names class names of Nunchi's own providers, public with a public constructor without parameters
    public static <S> List<S> present(
            ServiceLoader<S> registered, Class<S> service, ClassLoader classLoader, List<String> names) {
        List<S> present = new ArrayList<>(
                registered.stream().map(ServiceLoader.Provider::get).toList());
        names.stream()
                .filter(name -> present.stream()
                        .noneMatch(each -> each.getClass().getName().equals(name)))
                .flatMap(name -> named(service, classLoader, name).stream())
                .toList()
                .forEach(present::add);
        return List.copyOf(present);
    }

    /// A provider by its class name, if the class is present.
    ///
    /// @param service what it is known to implement
    public static <S> Optional<S> named(Class<S> service, ClassLoader classLoader, String name) {
        try {
            return Optional.of(service.cast(
                    Class.forName(name, true, classLoader).getConstructor().newInstance()));
        } catch (ClassNotFoundException absent) {
            return Optional.empty();
        } catch (ReflectiveOperationException unfit) {
            throw new IllegalStateException("%s cannot provide a %s".formatted(name, service.getSimpleName()), unfit);
        }
    }
}
