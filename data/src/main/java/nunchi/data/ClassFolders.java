package nunchi.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.file.FilesWithin;
import org.jspecify.annotations.Nullable;

/// Finds the files of a folder with one sub-folder a class, in any depth, or with the folders `train`, `validation`
/// (also `val`, `valid`) and `test`, in any case, of which each has such sub-folders. Links are followed. Classes are
/// in the order of their names, and so are the files of a class. Files and folders whose names begin with a dot are
/// left out, and so is what file managers leave behind.
final class ClassFolders {
    private static final List<Set<String>> PARTS =
            List.of(Set.of("train"), Set.of("validation", "val", "valid"), Set.of("test"));
    private static final Set<String> LEFT_BEHIND = Set.of("thumbs.db", "desktop.ini");

    private static final Pattern PART_LIKE = Pattern.compile("(train|test|val|dev|eval).*", Pattern.CASE_INSENSITIVE);
    private static final char UNREADABLE = '\uFFFD';

    private final Path folder;
    private final Kind kind;

    ClassFolders(Path folder, Kind kind) {
        this.folder = folder;
        this.kind = kind;
    }

    /// What the files are.
    ///
    /// @param folder for a person: `a folder of images`
    /// @param files  for a person: `pictures`
    /// @param named  whether a file is one by its name
    record Kind(String folder, String files, Predicate<Path> named) {}

    /// What was found.
    ///
    /// @param parts the files of the training, the validation and the test set; none where there is no such part
    record Found(List<String> classes, List<List<LabelledFile>> parts) {}

    Found find() throws IOException {
        List<@Nullable Path> roots = roots();
        List<String> classes = folders(roots.getFirst()).stream()
                .map(path -> path.getFileName().toString())
                .toList();
        Check.require(
                !classes.isEmpty(),
                "%s has no sub-folders; %s has one for each class".formatted(roots.getFirst(), kind.folder));
        requireNames(roots.getFirst(), classes);
        requireClasses(roots.getFirst());
        List<List<LabelledFile>> files = new ArrayList<>();
        for (Path root : roots) {
            files.add(root == null ? List.of() : files(root, classes, roots.getFirst()));
        }
        return new Found(classes, files);
    }

    /// The folders of the training, the validation and the test set; null where there is none.
    private List<@Nullable Path> roots() throws IOException {
        List<Path> inside = folders(folder);
        List<@Nullable Path> roots = new ArrayList<>();
        for (Set<String> names : PARTS) {
            List<Path> found = inside.stream()
                    .filter(path -> names.contains(path.getFileName().toString().toLowerCase(Locale.ROOT)))
                    .toList();
            Check.require(found.size() <= 1, "%s has both %s; one is enough".formatted(folder, found));
            roots.add(found.isEmpty() ? null : found.getFirst());
        }
        if (roots.getFirst() == null || folders(roots.getFirst()).isEmpty()) {
            List<Path> whole = new ArrayList<>(List.of(folder));
            whole.add(null);
            whole.add(null);
            return whole;
        }
        List<Path> others =
                inside.stream().filter(path -> !roots.contains(path)).toList();
        Check.require(
                others.isEmpty(),
                "%s has the folder train and beside it %s; beside train, only validation and test may stand"
                        .formatted(
                                folder,
                                others.stream()
                                        .map(path -> path.getFileName().toString())
                                        .collect(Collectors.joining(", "))));
        return roots;
    }

    private static List<Path> folders(Path parent) throws IOException {
        try (Stream<Path> inside = Files.list(parent)) {
            return inside.filter(ClassFolders::isSeen)
                    .filter(path -> Files.isDirectory(FilesWithin.existing(path)))
                    .sorted((a, b) ->
                            a.getFileName().toString().compareTo(b.getFileName().toString()))
                    .toList();
        }
    }

    /// Names that the locale has no letters for would be one class, or another class than elsewhere.
    private static void requireNames(Path root, List<String> classes) {
        Check.require(
                classes.stream().noneMatch(name -> name.indexOf(UNREADABLE) >= 0),
                "%s has sub-folders whose names the locale cannot show, so classes would be mixed up; set LC_ALL=C.UTF-8, or rename them"
                        .formatted(root));
    }

    /// Of a folder above the right one, a single class or the parts would be learnt.
    private void requireClasses(Path root) throws IOException {
        List<Path> classes = folders(root);
        for (Path each : classes) {
            if (folders(each).size() < 2 || loose(each).isPresent()) {
                return;
            }
        }
        Path first = classes.getFirst();
        Check.require(
                classes.size() > 1,
                "%s has the one sub-folder %s, which itself has sub-folders, as %s; %s has one for each class: give %s"
                        .formatted(
                                root,
                                first.getFileName(),
                                folders(first).getFirst().getFileName(),
                                kind.folder,
                                first));
        Check.require(
                !classes.stream()
                        .allMatch(path ->
                                PART_LIKE.matcher(path.getFileName().toString()).matches()),
                "%s has sub-folders that are named as splits and not as classes (%s); rename them to train, validation and test, or give %s"
                        .formatted(
                                root,
                                classes.stream()
                                        .map(path -> path.getFileName().toString())
                                        .collect(Collectors.joining(", ")),
                                first));
    }

    private static boolean isSeen(Path path) {
        String name = path.getFileName().toString();
        return !name.startsWith(".")
                && !name.startsWith("__MACOSX")
                && !LEFT_BEHIND.contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isSeenWithFolder(Path path) {
        Path parent = path.getParent();
        return isSeen(path) && (parent == null || isSeen(parent));
    }

    private List<LabelledFile> files(Path root, List<String> classes, Path train) throws IOException {
        List<LabelledFile> files = new ArrayList<>();
        for (Path sub : folders(root)) {
            int label = classes.indexOf(sub.getFileName().toString());
            Check.require(
                    label >= 0,
                    "%s is a class that %s does not have; the training set and the others must have the same classes"
                            .formatted(sub, train));
            List<LabelledFile> own = FilesWithin.deep(sub, ClassFolders::isSeenWithFolder).stream()
                    .map(path -> new LabelledFile(
                            path, folder.relativize(path).toString().replace('\\', '/'), label))
                    .sorted(Comparator.comparing(LabelledFile::name))
                    .toList();
            Check.require(
                    !own.isEmpty(),
                    "%s holds no %s; put some there, or take the folder away".formatted(sub, kind.files));
            files.addAll(own);
        }
        Optional<Path> loose = loose(root);
        Check.require(
                loose.isEmpty(),
                "%s lies in no class's folder; move it into one or remove it".formatted(loose.orElse(root)));
        return files;
    }

    /// A file's name would say nothing of its class.
    private Optional<Path> loose(Path root) throws IOException {
        try (Stream<Path> inside = Files.list(root)) {
            return inside.filter(path -> Files.isRegularFile(path) && isSeen(path) && kind.named.test(path))
                    .sorted()
                    .findFirst();
        }
    }

    /// All files of a folder, in any depth.
    static List<Path> files(Path folder) throws IOException {
        return FilesWithin.deep(folder, ClassFolders::isSeenWithFolder);
    }

    /// The name of a folder, for a data set.
    static String name(Path folder) {
        return folder.toAbsolutePath().normalize().getFileName().toString();
    }

    /// A file with its class.
    ///
    /// @param name its path from the folder on, with `/`
    record LabelledFile(Path path, String name, int label) {}
}
