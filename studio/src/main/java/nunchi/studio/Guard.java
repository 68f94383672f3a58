package nunchi.studio;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import nunchi.http.OwnAddress;

/// Lets the studio's own page in and nobody else: not another site in the same browser, whatever name it gives to this
/// machine, and not another user of the machine, who does not know the token.
final class Guard implements Filter {
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
        OwnAddress own = new OwnAddress(port);
        boolean entering = request.path().path().equals("/")
                && OwnAddress.values(request, HeaderNames.ORIGIN).isEmpty();
        return own.isHost(request)
                && own.isOrigin(request)
                && OwnAddress.isPath(request)
                && (OwnAddress.isOwnSite(request) || entering);
    }

    /// A form of another site can send no such content without being asked first.
    private static boolean isJson(RoutingRequest request) {
        List<String> types = OwnAddress.values(request, HeaderNames.CONTENT_TYPE);
        return types.size() == 1
                && types.getFirst().replaceFirst(";.*", "").strip().equalsIgnoreCase("application/json");
    }

    /// Browsers keep cookies by host, whatever the port is.
    private String cookie() {
        return "nunchi-" + port;
    }

    private boolean hasCookie(RoutingRequest request) {
        return OwnAddress.values(request, HeaderNames.COOKIE).stream()
                .flatMap(header -> Arrays.stream(header.split(";")))
                .map(String::strip)
                .filter(each -> each.startsWith(cookie() + "="))
                .anyMatch(each -> isToken(each.substring(cookie().length() + 1)));
    }

    private boolean isToken(String given) {
        return OwnAddress.isSecret(token, given);
    }
}
