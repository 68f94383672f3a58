package nunchi.codec;

/// Registers the records of a module, which files may name, with [java.util.ServiceLoader].
@FunctionalInterface
public interface CatalogueProvider {
    /// The catalogue with these records too.
    Catalogue add(Catalogue catalogue);
}
