package nunchi.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.DirectHandler.TransportRequest;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import nunchi.check.Check;

/// A server that nobody can fill up: connections, headers and bodies are limited, and who sends nothing is cut off.
public final class LimitedServer {
    /// Of a body, in bytes.
    public static final int LARGEST_BODY = 10 * 1024 * 1024;

    private static final int LARGEST_HEADERS = 16 * 1024;
    private static final int MOST_CONNECTIONS = 512;
    private static final int LAST_PORT = 65_535;
    /// What it says is said to the client too. It is held, since a logger that nobody holds loses its level.
    private static final Logger SERVER = Logger.getLogger("io.helidon");

    private LimitedServer() {}

    /// Starts it.
    ///
    /// @param host     that it listens at
    /// @param port     0 to 65535; 0 for any that is free
    /// @param patience with a client that sends nothing
    /// @throws nunchi.check.InvalidRequestException when there is no such port, or it is taken
    public static WebServer start(String host, int port, Duration patience, Consumer<HttpRouting.Builder> routing) {
        Check.require(port >= 0 && port <= LAST_PORT, "port is %d; it must be 0 to %d".formatted(port, LAST_PORT));
        SERVER.setLevel(Level.OFF);
        WebServer server = WebServer.builder()
                .host(host)
                .port(port)
                .maxTcpConnections(MOST_CONNECTIONS)
                .maxPayloadSize(LARGEST_BODY)
                .addProtocol(
                        Http1Config.builder().maxHeadersSize(LARGEST_HEADERS).build())
                .connectionOptions(PatientSockets.of(patience))
                .directHandlers(unreadable())
                .shutdownHook(false)
                .routing(routing)
                .build()
                .start();
        Check.require(
                server.isRunning(),
                "port %d is taken by another program; name another, such as --port %d".formatted(port, port + 1));
        return server;
    }

    /// Requests that are no HTTP, or too large, get as little as the others: no stack trace, and nothing that they
    /// held.
    private static DirectHandlers unreadable() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, new Unreadable());
        }
        return handlers.build();
    }

    private static final class Unreadable implements DirectHandler {
        @Override
        public TransportResponse handle(
                TransportRequest request,
                EventType type,
                Status status,
                ServerResponseHeaders headers,
                String message) {
            // the servers answer faults of their own themselves, so that this is a request that ends within its headers
            Status shown = type == EventType.INTERNAL_ERROR ? Status.BAD_REQUEST_400 : status;
            String reason = shown.code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()
                    ? "the body is too large; at most 10 MB are read"
                    : "the request cannot be read";
            headers.set(HeaderNames.CONTENT_TYPE, "application/json");
            return TransportResponse.builder()
                    .status(shown)
                    .headers(headers)
                    .keepAlive(false)
                    .entity("{\"error\":\"%s\"}".formatted(reason).getBytes(StandardCharsets.UTF_8))
                    .build();
        }
    }
}
