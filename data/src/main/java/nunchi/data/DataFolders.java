package nunchi.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import nunchi.check.Check;
import org.jspecify.annotations.Nullable;

/// Where data sets are looked for, in this order; each may be null.
///
/// @param given       the folder that was asked for: holds `<name>/`, or is itself the folder of the set
/// @param environment `$NUNCHI_DATA`: holds `<name>/`
/// @param cache       what Nunchi keeps itself: holds `<name>/`
/// @param system      where the packages of the operating system put data sets: holds `<name>/`
public record DataFolders(
        @Nullable Path given,
        @Nullable Path environment,
        @Nullable Path cache,
        @Nullable Path system) {
    public DataFolders {
        Check.require(given == null || Files.isDirectory(given), "data folder %s does not exist".formatted(given));
    }

    /// Those of this machine and user.
    ///
    /// @param given may be null
    public static DataFolders standard(@Nullable Path given) {
        String environment = System.getenv("NUNCHI_DATA");
        return new DataFolders(
                given,
                environment == null || environment.isBlank() ? null : Path.of(environment),
                Path.of(System.getProperty("user.home"), ".cache", "nunchi", "data"),
                Path.of("/usr/share/datasets"));
    }

    /// The folders that may hold a set, first choice first.
    public List<Path> of(String name) {
        Stream<Path> named = Stream.of(given, environment, cache, system)
                .filter(Objects::nonNull)
                .map(folder -> folder.resolve(name));
        if (given == null) {
            return named.toList();
        }
        List<Path> folders = named.toList();
        return Stream.concat(
                        Stream.of(folders.getFirst(), given), folders.stream().skip(1))
                .toList();
    }

    /// The folder that an absent set belongs in.
    public Path home(String name) {
        return of(name).getFirst();
    }
}
