package nunchi.serve;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.Locale;
import nunchi.http.OwnAddress;
import nunchi.record.Codec;
import org.jspecify.annotations.Nullable;

/// Lets programs in: on this machine all, by the server's own address; from elsewhere those with the token. Pages of
/// other sites in a browser are refused.
final class Gate implements Filter {
    private static final String SCHEME = "bearer ";

    private final boolean local;
    private final @Nullable String token;
    private volatile int port;

    /// @param local whether this machine alone can connect
    /// @param token that programs must send; null for none
    Gate(boolean local, @Nullable String token) {
        this.local = local;
        this.token = token;
    }

    /// Known when the server has begun.
    void port(int chosen) {
        this.port = chosen;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        response.header(HeaderNames.create("X-Content-Type-Options"), "nosniff");
        response.header(HeaderNames.CACHE_CONTROL, "no-cache");
        if (!isMeant(request)) {
            refuse(response, Status.FORBIDDEN_403, "the server is for programs, by its own address alone");
        } else if (!isKnown(request)) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
            refuse(response, Status.UNAUTHORIZED_401, "send the token of the server: Authorization: Bearer TOKEN");
        } else {
            chain.proceed();
        }
    }

    /// At another address than this machine's own, the token says enough.
    private boolean isMeant(RoutingRequest request) {
        OwnAddress own = new OwnAddress(port);
        return OwnAddress.isPath(request)
                && OwnAddress.isOwnSite(request)
                && own.isOrigin(request)
                && (!local || own.isHost(request));
    }

    private boolean isKnown(RoutingRequest request) {
        if (token == null) {
            return true;
        }
        List<String> given = OwnAddress.values(request, HeaderNames.AUTHORIZATION);
        return given.size() == 1
                && given.getFirst().toLowerCase(Locale.ROOT).startsWith(SCHEME)
                && OwnAddress.isSecret(
                        token, given.getFirst().substring(SCHEME.length()).strip());
    }

    private static void refuse(RoutingResponse response, Status status, String reason) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, Reply.JSON)
                .send(Codec.compact(new ServeRecord.Problem(reason)));
    }
}
