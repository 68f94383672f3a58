package nunchi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What a repository of libraries asks of the modules that are published, and the places that name them all.
class PublicationTest {
    private static final Pattern MODULE = Pattern.compile("<module>([\\w-]+)</module>");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(nunchi-[\\w-]+)</artifactId>");
    private static final Pattern VERSION = Pattern.compile("</artifactId>\\s*<version>(\\d[^<]*)</version>");

    @Test
    void everyPublishedModuleDescribesItselfAndThePomAboveItSaysTheRest() throws IOException {
        List<String> silent = new ArrayList<>();
        for (Map.Entry<String, String> pom : published().entrySet()) {
            for (String part : List.of("name", "description")) {
                if (!pom.getValue().matches("(?s).*\n  <%s>[^<]{5,}</%s>.*".formatted(part, part))) {
                    silent.add("%s has no %s".formatted(pom.getKey(), part));
                }
            }
        }
        assertThat(silent).isEmpty();
        assertThat(root()).contains("<url>", "<licenses>", "<developers>", "<scm", "project.build.outputTimestamp");
    }

    @Test
    void theBomListsEveryPublishedModule() throws IOException {
        String bom = Files.readString(Repository.root().resolve("bom/pom.xml"));
        List<String> listed = artifacts(bom.substring(bom.indexOf("<dependencyManagement>")));
        List<String> modules = published().values().stream()
                .filter(pom -> !pom.contains("<packaging>pom</packaging>"))
                .map(pom -> artifacts(pom).getFirst())
                .toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(modules);
    }

    /// A number that is raised in one place alone would stop the build of the others.
    @Test
    void everyPomAndTheChangelogNameOneVersion() throws IOException {
        String version = first(VERSION, root());
        for (String pom : poms().values()) {
            assertThat(first(VERSION, pom)).isEqualTo(version);
        }
        assertThat(Files.readString(Repository.root().resolve("CHANGELOG.md"))).contains(version);
    }

    @Test
    void everyPlaceThatNamesTheVersionNamesThisOne() throws IOException {
        String version = first(VERSION, root());
        Map<String, String> places = new TreeMap<>(Map.of(
                "README.md", "<version>%s</version>",
                "jbang-catalog.json", "dev.nunchi:nunchi-app:%s",
                "jreleaser.yml", "version: %s",
                "Containerfile", "VERSION=%s",
                "examples/OneFile.java", "dev.nunchi:nunchi-cpu:%s",
                "docs/how-to/install.md", "nunchi-%s.tar.gz"));
        for (Map.Entry<String, String> place : places.entrySet()) {
            assertThat(Repository.root().resolve(place.getKey()))
                    .content()
                    .contains(place.getValue().formatted(version));
        }
    }

    /// A change in a module that a launcher does not look at would start an old build.
    @Test
    void theLaunchersLookAtEveryModuleOfTheProgram() throws IOException {
        List<String> parts = MODULE.matcher(root())
                .results()
                .map(found -> found.group(1))
                .filter(module -> !List.of("conformance", "benchmarks", "examples", "bom", "dist", "spark")
                        .contains(module))
                .toList();
        Path home = Repository.root();
        assertThat(Files.readString(home.resolve("nunchi")))
                .contains("for part in %s; do".formatted(String.join(" ", parts)));
        assertThat(Files.readString(home.resolve("nunchi.cmd"))).contains("'%s'".formatted(String.join("','", parts)));
        assertThat(Files.readString(home.resolve("app/src/launcher/Build.java")).replaceAll("\\s+", ""))
                .contains("\"%s\"".formatted(String.join("\",\"", parts)));
    }

    private static String first(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> artifacts(String text) {
        return ARTIFACT.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static Map<String, String> published() throws IOException {
        Map<String, String> published = poms();
        published.values().removeIf(pom -> pom.contains("<maven.deploy.skip>true"));
        return published;
    }

    private static Map<String, String> poms() throws IOException {
        Map<String, String> poms = new TreeMap<>();
        for (String module :
                MODULE.matcher(root()).results().map(found -> found.group(1)).toList()) {
            Path pom = Repository.root().resolve(module).resolve("pom.xml");
            poms.put(module, Files.readString(pom));
        }
        assertThat(poms).containsKeys("core", "bom");
        return poms;
    }

    private static String root() throws IOException {
        return Files.readString(Repository.root().resolve("pom.xml"));
    }
}
