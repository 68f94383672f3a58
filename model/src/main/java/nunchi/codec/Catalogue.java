package nunchi.codec;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.service.Providers;

/// The records that an experiment file may name, by the open interface they implement. A record of one's own is
/// added by [#with(Class, List)].
public final class Catalogue {
    static final Catalogue EMPTY = new Catalogue(Map.of());

    private final Map<Class<?>, List<Class<?>>> types;

    private Catalogue(Map<Class<?>, List<Class<?>>> types) {
        this.types = types;
    }

    /// All that the modules present bring, as [CatalogueProvider] registers them.
    public static Catalogue standard() {
        return Standard.CATALOGUE;
    }

    /// Made when it is first asked for.
    private static final class Standard {
        /// Nunchi's own, for programs packed into one jar that lost a registration.
        private static final List<String> OURS =
                List.of("nunchi.codec.CoreCatalogue", "nunchi.experiment.ExperimentCatalogue");

        private static final Catalogue CATALOGUE = registered();

        private static Catalogue registered() {
            ClassLoader loader = Catalogue.class.getClassLoader();
            ServiceLoader<CatalogueProvider> registered = ServiceLoader.load(CatalogueProvider.class, loader);
            return Providers.present(registered, CatalogueProvider.class, loader, OURS).stream()
                    .reduce(EMPTY, (catalogue, provider) -> provider.add(catalogue), (_, later) -> later);
        }
    }

    /// This catalogue and more records of one kind.
    ///
    /// @param kind the interface: `Layer.class`
    /// @param more public records that implement it
    public <T> Catalogue with(Class<T> kind, List<Class<? extends T>> more) {
        Map<Class<?>, List<Class<?>>> extended = new HashMap<>(types);
        List<Class<?>> ofKind = new ArrayList<>(types.getOrDefault(kind, List.of()));
        ofKind.addAll(more);
        extended.put(kind, List.copyOf(ofKind));
        return new Catalogue(Map.copyOf(extended));
    }

    /// Whether values of this type are chosen by name.
    public boolean knows(Class<?> kind) {
        return types.containsKey(kind);
    }

    /// The records of a kind, in the order they were added.
    public List<Class<?>> of(Class<?> kind) {
        return Objects.requireNonNull(types.get(kind));
    }

    /// The record of this name, however its case, hyphens and underscores are written.
    ///
    /// @throws nunchi.check.InvalidRequestException for an unknown name, listing the known ones
    public Class<?> find(Class<?> kind, String name) {
        return of(kind).stream()
                .filter(type -> Names.canonical(Names.of(type)).equals(Names.canonical(name)))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(Check.unknown(
                                        Names.of(kind),
                                        name,
                                        of(kind).stream().map(Names::of).toList())
                                .getMessage()
                        + Remedy.ADD_RECORD));
    }

    /// A value of a kind, if files can name it.
    ///
    /// @throws InvalidRequestException when it is no public record, or the catalogue lacks it
    Record registered(Class<?> kind, Object value) {
        Class<?> type = value.getClass();
        boolean visible = Modifier.isPublic(type.getModifiers())
                && type.getModule().isExported(type.getPackageName(), Catalogue.class.getModule());
        Check.require(
                value instanceof Record && visible && of(kind).contains(type),
                "%s cannot be written to a run's files as the %s of an experiment; make it a public record in an exported package and add it by "
                                .formatted(title(type), Names.of(kind))
                        + "RunOptions.withCatalogue(Catalogue.standard().with(%s.class, …)), or train without a folder by Trainer.train"
                                .formatted(kind.getSimpleName()));
        return (Record) value;
    }

    private static String title(Class<?> type) {
        if (type.isHidden() || type.isSynthetic()) {
            return "a lambda expression";
        }
        String kind = type.isRecord() ? "record" : type.isEnum() ? "enum" : "class";
        return type.isAnonymousClass() ? "an anonymous class" : "the %s %s".formatted(kind, type.getSimpleName());
    }
}
