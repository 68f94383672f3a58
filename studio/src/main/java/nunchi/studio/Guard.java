package nunchi.studio;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Lets the studio's own page in and nobody else: not another site in the same browser, whatever name it gives to this
/// machine, and not another user of the machine, who does not know the token.
final class Guard implements Filter {
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final HeaderName POLICY = HeaderNames.create("Content-Security-Policy");
    /// Charts give their tooltips a style of their own.
    private static final String OWN_ALONE =
            "default-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; object-src 'none'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

    private final String token = random();
    private volatile int port;

    private static String random() {
        byte[] bits = new byte[16];
        new SecureRandom().nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    /// Known when the server has begun.
    void port(int chosen) {
        this.port = chosen;
    }

    String token() {
        return token;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        response.header(POLICY, OWN_ALONE);
        response.header(HeaderNames.create("X-Content-Type-Options"), "nosniff");
        response.header(HeaderNames.create("Referrer-Policy"), "no-referrer");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        Method method = request.prologue().method();
        if (!isOurs(request)) {
            refuse(response, Status.FORBIDDEN_403, "this page is for the studio's own address alone");
        } else if (method.equals(Method.POST) && !isJson(request)) {
            refuse(response, Status.UNSUPPORTED_MEDIA_TYPE_415, "the studio is asked by POST of application/json");
        } else if (!List.of(Method.GET, Method.HEAD, Method.POST).contains(method)) {
            refuse(response, Status.METHOD_NOT_ALLOWED_405, "the studio knows GET and POST");
        } else if (isToken(request.query().first("token").orElse(""))) {
            response.header(HeaderNames.SET_COOKIE, cookie() + "=" + token + "; HttpOnly; SameSite=Strict; Path=/");
            response.status(Status.SEE_OTHER_303)
                    .header(HeaderNames.LOCATION, "/")
                    .send();
        } else if (!hasCookie(request)) {
            refuse(response, Status.FORBIDDEN_403, "open the address that 'nunchi studio' printed: it has a token");
        } else {
            chain.proceed();
        }
    }

    private static void refuse(RoutingResponse response, Status status, String reason) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .send(reason);
    }

    /// Whether the browser asked our address, from our page or by its address line.
    private boolean isOurs(RoutingRequest request) {
        List<String> hosts = values(request, HeaderNames.HOST);
        List<String> allowed = Stream.of("127.0.0.1", "localhost", "[::1]")
                .map(host -> host + ":" + port)
                .toList();
        boolean host = hosts.size() == 1 && allowed.contains(hosts.getFirst());
        boolean origin = values(request, HeaderNames.ORIGIN).stream()
                .allMatch(from -> allowed.stream().anyMatch(own -> from.equals("http://" + own)));
        boolean site = values(request, FETCH_SITE).stream()
                .allMatch(from -> from.equals("same-origin") || from.equals("none"));
        boolean entering = request.path().path().equals("/")
                && values(request, HeaderNames.ORIGIN).isEmpty();
        boolean local = request.prologue().uriPath().rawPath().startsWith("/");
        return host && origin && local && (site || entering);
    }

    /// A form of another site can send no such content without being asked first.
    private static boolean isJson(RoutingRequest request) {
        List<String> types = values(request, HeaderNames.CONTENT_TYPE);
        return types.size() == 1
                && types.getFirst().replaceFirst(";.*", "").strip().equalsIgnoreCase("application/json");
    }

    private static List<String> values(RoutingRequest request, HeaderName name) {
        return request.headers().contains(name) ? request.headers().get(name).allValues() : List.of();
    }

    /// Browsers keep cookies by host, whatever the port is.
    private String cookie() {
        return "nunchi-" + port;
    }

    private boolean hasCookie(RoutingRequest request) {
        return values(request, HeaderNames.COOKIE).stream()
                .flatMap(header -> Arrays.stream(header.split(";")))
                .map(String::strip)
                .filter(each -> each.startsWith(cookie() + "="))
                .anyMatch(each -> isToken(each.substring(cookie().length() + 1)));
    }

    /// In a time that does not tell how much of it is right.
    private boolean isToken(String given) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    }
}
