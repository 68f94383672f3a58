package nunchi.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A fenced block of a document.
///
/// @param document name of the file, from the root of the project
/// @param line number of its first line
/// @param language first word after the fence, empty if there is none
/// @param note what follows that word, which no reader sees
/// @param text the lines between the fences
record DocumentBlock(String document, int line, String language, String note, String text) {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```(\\w*)([^\\n`]*)\\n(.*?)^ *```");

    /// The blocks of every document for readers, in the order of the document.
    static List<DocumentBlock> all() throws IOException {
        List<DocumentBlock> blocks = new ArrayList<>();
        Stream<Path> outer = Stream.of("README.md", "CONTRIBUTING.md").map(ROOT::resolve);
        try (Stream<Path> files = Stream.concat(outer, Files.walk(ROOT.resolve("docs")))) {
            for (Path document :
                    files.filter(file -> file.toString().endsWith(".md")).toList()) {
                blocks.addAll(of(ROOT.relativize(document).toString(), Files.readString(document)));
            }
        }
        return blocks;
    }

    static List<DocumentBlock> of(String document, String markdown) {
        return FENCE.matcher(markdown)
                .results()
                .map(found -> new DocumentBlock(
                        document,
                        2 + (int) markdown.substring(0, found.start(1)).lines().count() - 1,
                        found.group(1),
                        found.group(2).strip(),
                        found.group(3)))
                .toList();
    }
}
