package nunchi.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import nunchi.check.InvalidRequestException;
import org.junit.jupiter.api.Test;

/// What is said where no fast backend is present, as in this module's own tests.
class BackendsTest {
    private static final Logger LOGGER = Logger.getLogger(Backends.class.getName());

    @Test
    void theReferenceIsAlwaysThereAndAnUnknownNameListsTheKnownOnes() {
        assertThat(Backends.providers()).extracting(BackendProvider::name).containsExactly("reference");
        assertThatThrownBy(() -> Backends.named("gpu", 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("gpu")
                .hasMessageContaining("reference");
    }

    @Test
    void aProgramWithoutAFastBackendIsWarnedOnce() throws Exception {
        List<LogRecord> told = new ArrayList<>();
        Handler handler = new Told(told);
        LOGGER.addHandler(handler);
        LOGGER.setUseParentHandlers(false);
        URL core = Backends.class.getProtectionDomain().getCodeSource().getLocation();
        // Classes of their own, so that no other test has taken the one warning.
        try (URLClassLoader fresh = new URLClassLoader(new URL[] {core}, ClassLoader.getPlatformClassLoader())) {
            Class<?> backends = fresh.loadClass(Backends.class.getName());
            backends.getMethod("fastest", int.class).invoke(null, 1);
            backends.getMethod("fastest", int.class).invoke(null, 2);
        } finally {
            LOGGER.removeHandler(handler);
            LOGGER.setUseParentHandlers(true);
        }
        assertThat(told).singleElement().satisfies(warning -> {
            assertThat(warning.getLevel()).isEqualTo(Level.WARNING);
            assertThat(warning.getMessage())
                    .contains("float64 reference backend with one thread")
                    .contains("Add dev.nunchi:nunchi-cpu")
                    .contains("ServicesResourceTransformer");
        });
    }

    private static final class Told extends Handler {
        private final List<LogRecord> told;

        private Told(List<LogRecord> told) {
            this.told = told;
        }

        @Override
        public void publish(LogRecord warning) {
            told.add(warning);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
