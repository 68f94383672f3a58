package nunchi.reference;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;

/// The generated pages.
public final class Reference {
    private static final Path ROOT = root();
    /// Where they lie.
    public static final Path FOLDER = ROOT.resolve("docs/reference");

    private Reference() {}

    /// @param wrong what is missing or untrue in the comments that the page is made of
    public record Page(String name, String text, List<String> wrong) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// @param program the command line
    public static Stream<Page> pages(CommandLine program) {
        DocComments comments = new DocComments(ROOT);
        return Stream.of(
                page("experiment.md", comments, all -> new ExperimentReference(all).text()),
                page("commands.md", comments, _ -> new CommandReference(program).text()),
                page("run-folder.md", comments, all -> new FolderReference(all).text()));
    }

    private static Page page(String name, DocComments comments, Function<DocComments, String> made) {
        comments.missing().clear();
        String text = made.apply(comments);
        return new Page(name, text, List.copyOf(comments.missing()));
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("core/src"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
