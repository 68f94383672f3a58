package nunchi.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Runtime.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JavaFaultTest {
    private static final List<String> USUAL = List.of("-Xmx2g");

    @Test
    void theVersionsWhoseCollectorMovesPinnedArraysAreNamed() {
        for (String version : List.of("25", "25-ea", "25+36", "25.0.1+8", "25.0.2", "25.0.2.1")) {
            assertThat(JavaFault.of(Version.parse(version), true, USUAL))
                    .as(version)
                    .hasValueSatisfying(fault -> assertThat(fault).contains("JDK-8377811"));
            assertThat(JavaFault.of(Version.parse(version), false, USUAL))
                    .as(version)
                    .isEmpty();
        }
    }

    @Test
    void mendedVersionsAreNot() {
        for (String version : List.of("24.0.2", "25.0.3", "25.0.3+9-LTS", "25.0.10", "25.1", "26", "26.0.1")) {
            assertThat(JavaFault.of(Version.parse(version), true, USUAL))
                    .as(version)
                    .isEmpty();
        }
    }

    @Test
    void compactObjectHeadersAreNamedOnEveryJava25() {
        List<String> compact = List.of("-XX:+UseCompactObjectHeaders");
        assertThat(JavaFault.of(Version.parse("25.0.3"), true, compact))
                .hasValueSatisfying(fault -> assertThat(fault).contains("JDK-8380060"));
        assertThat(JavaFault.of(Version.parse("26"), true, compact)).isEmpty();
    }
}
