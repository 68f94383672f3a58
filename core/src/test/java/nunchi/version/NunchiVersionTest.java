package nunchi.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NunchiVersionTest {
    @Test
    void theNumberIsThatOfTheProject() throws IOException {
        assertThat(NunchiVersion.number()).matches("\\d+\\.\\d+\\.\\d+(-\\w+)?");
        assertThat(Files.readString(Path.of("../pom.xml")))
                .contains("<version>%s</version>".formatted(NunchiVersion.number()));
    }
}
