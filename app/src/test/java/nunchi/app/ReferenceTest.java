package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import nunchi.reference.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The pages of `docs/reference` say what the program takes and writes. With `-Dnunchi.reference=write` they are
/// written anew.
final class ReferenceTest {
    private static final boolean WRITES = "write".equals(System.getProperty("nunchi.reference"));

    static Stream<Reference.Page> pages() {
        return Reference.pages(CommandLineProgram.standard());
    }

    @Test
    void theRunFolderPageNamesEveryFileOfARun(@TempDir Path folder) throws IOException {
        Path study = Files.writeString(
                folder.resolve("study.yaml"),
                CommandsTest.STUDY.replace("test: {random: 0.2}", "validation: {random: 0.2}, test: {random: 0.2}"));
        Path run = folder.resolve("run");
        assertThat(Answer.to("run", study.toString(), "--out", run.toString()).code())
                .isZero();
        String page = Files.readString(Reference.FOLDER.resolve("run-folder.md"));
        try (Stream<Path> files = Files.walk(run)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> "| `%s`"
                                    .formatted(run.relativize(file).toString().replace('\\', '/'))))
                    .hasSizeGreaterThan(8)
                    .allMatch(page::contains);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageIsWhatTheProgramSays(Reference.Page page) throws IOException {
        assertThat(page.wrong())
                .as("a key without a sentence, or with a wrong one: write `@param KEY what it is` over its record")
                .isEmpty();
        Path file = Reference.FOLDER.resolve(page.name());
        if (WRITES) {
            Files.createDirectories(Reference.FOLDER);
            Files.writeString(file, page.text());
        }
        assertThat(Files.readString(file).replace("\r\n", "\n"))
                .as(page.name()
                        + " is not what the program says; write it anew by: mvn -q test -pl app -am -Dtest=ReferenceTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dnunchi.reference=write")
                .isEqualTo(page.text());
    }
}
