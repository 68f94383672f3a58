package nunchi.studio;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Asks a studio as its page does, and has the scripts that walk the page.
final class Asking {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI address;

    Asking(Studio studio) {
        this.address = studio.address();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String content) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(content))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        String token = address.getQuery().replace("token=", "");
        return HttpRequest.newBuilder(address.resolve(path))
                .header("Cookie", "nunchi-%d=%s".formatted(address.getPort(), token));
    }

    static String script(String name) throws IOException {
        return text(Asking.class.getResourceAsStream(name));
    }

    /// With what checks a page's accessibility in front.
    static String accessible(String name) throws IOException {
        return text(ClassLoader.getSystemResourceAsStream("axe.min.js")) + ";" + script(name);
    }

    private static String text(InputStream resource) throws IOException {
        try (InputStream content = Objects.requireNonNull(resource)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
