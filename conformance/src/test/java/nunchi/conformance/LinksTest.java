package nunchi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents lead to is there: files beside them, and headings.
class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final List<String> FOLDERS = List.of(
            ".",
            "docs",
            "docs/coming-from",
            "docs/decisions",
            "docs/explanation",
            "docs/how-to",
            "docs/reference",
            "benchmarks",
            "labs",
            "examples");

    @Test
    void everyRelativeLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path document : documents()) {
            for (String link : LINK.matcher(Files.readString(document))
                    .results()
                    .map(found -> found.group(1))
                    .toList()) {
                links++;
                if (!link.contains("://") && !leads(document, link)) {
                    broken.add(Repository.root().relativize(document) + ": " + link);
                }
            }
        }
        assertThat(links).isGreaterThan(20);
        assertThat(broken).isEmpty();
    }

    private static boolean leads(Path document, String link) throws IOException {
        int anchor = link.indexOf('#');
        Path goal = anchor == 0 ? document : document.resolveSibling(anchor < 0 ? link : link.substring(0, anchor));
        return Files.exists(goal) && (anchor < 0 || headings(goal).contains(link.substring(anchor + 1)));
    }

    /// As GitHub and GitLab name them: lower case, without punctuation, hyphens for spaces.
    private static Set<String> headings(Path document) throws IOException {
        return HEADING.matcher(Files.readString(document))
                .results()
                .map((MatchResult found) -> found.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (String name : FOLDERS) {
            try (Stream<Path> files = Files.list(Repository.root().resolve(name).normalize())) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
            }
        }
        return documents;
    }
}
