package nunchi.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.RoutingRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;

/// The addresses at which a server of this machine is asked by this machine, by which requests of other sites in the
/// same browser are known, whatever name these give to this machine.
///
/// @param port of the server
public record OwnAddress(int port) {
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

    private Stream<String> hosts() {
        return Stream.of("127.0.0.1", "localhost", "[::1]").map(host -> host + ":" + port);
    }

    /// Whether `Host` is one of them, once.
    public boolean isHost(RoutingRequest request) {
        List<String> hosts = values(request, HeaderNames.HOST);
        return hosts.size() == 1 && hosts().anyMatch(hosts.getFirst()::equals);
    }

    /// Whether no other site asks: there is no `Origin`, or it is one of them.
    public boolean isOrigin(RoutingRequest request) {
        return values(request, HeaderNames.ORIGIN).stream()
                .allMatch(from -> hosts().anyMatch(own -> from.equals("http://" + own)));
    }

    /// Whether a browser says that the request comes from a page of the server, or from its address line; true of
    /// programs, which say nothing.
    public static boolean isOwnSite(RoutingRequest request) {
        return values(request, FETCH_SITE).stream().allMatch(from -> from.equals("same-origin") || from.equals("none"));
    }

    /// Whether the request names a path alone, and no other server.
    public static boolean isPath(RoutingRequest request) {
        return request.prologue().uriPath().rawPath().startsWith("/");
    }

    /// All values of a header.
    public static List<String> values(RoutingRequest request, HeaderName name) {
        return request.headers().contains(name) ? request.headers().get(name).allValues() : List.of();
    }

    /// Whether a secret was given, in a time that does not show how much of it is right.
    public static boolean isSecret(String secret, String given) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
