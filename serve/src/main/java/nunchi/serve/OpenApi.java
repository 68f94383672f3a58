package nunchi.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import nunchi.version.NunchiVersion;

/// The description of the server's addresses for programs, in OpenAPI 3.1.
final class OpenApi {
    static final String TEXT = read().replace("VERSION", NunchiVersion.number());

    private OpenApi() {}

    private static String read() {
        try (InputStream file = Objects.requireNonNull(OpenApi.class.getResourceAsStream("openapi.json"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
