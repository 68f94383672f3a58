package nunchi.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server on this machine that sends a file as the test says.
final class Mirror implements AutoCloseable {
    static final byte[] CONTENT = new byte[300_000];
    static final byte[] FILE;

    static {
        new SplittableRandom(3).nextBytes(CONTENT);
        FILE = IdxFiles.compressed(CONTENT);
    }

    /// The ranges that were asked for, in order.
    final List<String> ranges = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    Mirror() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    void serve(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    void forget(String path) {
        server.removeContext(path);
    }

    /// As a server with ranges does: from where it is asked, if the mark is the file's.
    void sendFrom(HttpExchange exchange, String mark, int most) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        boolean same = mark.equals(exchange.getRequestHeaders().getFirst("If-Range"));
        int from = range != null && same ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
        sendPart(exchange, FILE, mark, from, most);
        ranges.add(range == null ? "none" : range);
    }

    static void sendPart(HttpExchange exchange, byte[] file, String mark, int from, int most) throws IOException {
        exchange.getResponseHeaders().add("ETag", mark);
        if (from > 0) {
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes %d-%d/%d".formatted(from, file.length - 1, file.length));
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, file.length - from);
        exchange.getResponseBody().write(file, from, Math.min(most, file.length - from));
        exchange.getResponseBody().flush();
    }

    static void send(HttpExchange exchange, byte[] content, String mark) throws IOException {
        if (mark != null) {
            exchange.getResponseHeaders().add("ETag", mark);
        }
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    }

    static void sleep() {
        try {
            Thread.sleep(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    URI address(String path) {
        return URI.create(
                "http://localhost:%d%sset.bin.gz".formatted(server.getAddress().getPort(), path));
    }
}
