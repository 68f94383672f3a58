package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import nunchi.reference.Reference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The pages of `docs/reference` say what the program takes and writes. With `-Dnunchi.reference=write` they are
/// written anew.
final class ReferenceTest {
    private static final boolean WRITES = "write".equals(System.getProperty("nunchi.reference"));

    static Stream<Reference.Page> pages() {
        return Reference.pages(CommandLineProgram.standard());
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
