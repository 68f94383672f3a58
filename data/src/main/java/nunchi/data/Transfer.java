package nunchi.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import nunchi.data.DownloadEvent.Progressed;
import nunchi.data.DownloadEvent.Started;
import org.jspecify.annotations.Nullable;

/// One attempt to get a file from one mirror, going on where the last one stopped.
final class Transfer {
    private static final int BUFFER = 1 << 16;
    private static final int BROKEN = -2;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final String file;
    private final long most;
    private final URI mirror;
    private final PartFile part;
    private final Downloader downloader;
    private long received;
    private boolean again;
    private volatile boolean silent;

    Transfer(Download download, URI mirror, PartFile part, Downloader downloader) {
        this.file = download.file();
        this.most = download.limit();
        this.mirror = mirror;
        this.part = part;
        this.downloader = downloader;
    }

    /// Whether the mirror gave something that one can go on from, or told that the bytes of before are of no use.
    boolean worthRepeating() {
        return received > 0 || again;
    }

    /// @return null when the mirror sent the whole file, else why not
    /// @throws IOException when the file cannot be written
    @Nullable
    String run() throws IOException {
        String mark = part.mark(mirror);
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(downloader.patience())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpResponse<InputStream> response;
            try {
                response = client.send(request(mark), BodyHandlers.ofInputStream());
            } catch (IOException unreachable) {
                return reason(unreachable);
            }
            try (InputStream body = response.body()) {
                return taken(response, body, mark);
            } finally {
                client.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private HttpRequest request(@Nullable String mark) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(mirror).timeout(downloader.patience()).header("User-Agent", "nunchi");
        if (mark != null) {
            request.header("Range", "bytes=%d-".formatted(part.size())).header("If-Range", mark);
        }
        return request.build();
    }

    private @Nullable String taken(HttpResponse<InputStream> response, InputStream body, @Nullable String mark)
            throws IOException {
        if (response.statusCode() == RANGE_NOT_SATISFIABLE && mark != null) {
            part.discard();
            again = true;
            return "it has another file now";
        }
        if (response.statusCode() != OK && response.statusCode() != PARTIAL) {
            return "it answered with status " + response.statusCode();
        }
        long total = total(response);
        if (response.statusCode() == OK) {
            part.begin(mirror, mark(response));
        } else if (total < 0 || first(response) != part.size()) {
            part.discard();
            again = true;
            return "it sent another part of the file than was asked for";
        }
        downloader.listener().on(new Started(file, mirror, part.size(), total));
        return copied(body, total);
    }

    /// Reads to the end; a mirror that stops sending is left by closing its stream from another thread.
    private @Nullable String copied(InputStream body, long total) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory())) {
            while (true) {
                ScheduledFuture<?> alarm =
                        watch.schedule(() -> leave(body), downloader.patience().toMillis(), TimeUnit.MILLISECONDS);
                int read = read(body, buffer);
                alarm.cancel(false);
                if (read < 0) {
                    return complaint(read == BROKEN, total);
                }
                if (part.size() + read > most) {
                    part.discard();
                    received = 0;
                    return "it sent more than the %,d bytes that %s may have".formatted(most, file);
                }
                received += read;
                part.append(ByteBuffer.wrap(buffer, 0, read));
                downloader.listener().on(new Progressed(file, part.size(), total));
            }
        }
    }

    /// The bytes read, -1 at the end, [#BROKEN] when the mirror broke off.
    private static int read(InputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException broken) {
            return BROKEN;
        }
    }

    private @Nullable String complaint(boolean broken, long total) throws IOException {
        if (silent) {
            return "it sent nothing more for %d ms"
                    .formatted(downloader.patience().toMillis());
        }
        boolean whole = total < 0 ? !broken : part.size() == total;
        return whole
                ? null
                : "it broke off after %,d%s bytes".formatted(part.size(), total < 0 ? "" : " of %,d".formatted(total));
    }

    private void leave(InputStream body) {
        silent = true;
        try {
            body.close();
        } catch (IOException ignored) {
            // the reader is woken either way
        }
    }

    private static @Nullable String mark(HttpResponse<?> response) {
        return response.headers()
                .firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> response.headers().firstValue("Last-Modified"))
                .orElse(null);
    }

    /// The bytes of the whole file; -1 where the answer does not say.
    private static long total(HttpResponse<?> response) {
        if (response.statusCode() == OK) {
            return response.headers().firstValueAsLong("Content-Length").orElse(-1);
        }
        return number(
                response.headers().firstValue("Content-Range").orElse("").replaceFirst("bytes \\d+-\\d+/(\\d+)", "$1"));
    }

    private static long first(HttpResponse<?> response) {
        return number(response.headers().firstValue("Content-Range").orElse("").replaceFirst("bytes (\\d+)-.*", "$1"));
    }

    private static long number(String digits) {
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case HttpTimeoutException _ -> "it did not answer in time";
            case ConnectException refused
            when refused.getCause() instanceof UnresolvedAddressException || refused.getMessage() == null ->
                "it cannot be reached";
            default ->
                "it broke off (%s)"
                        .formatted(String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT));
        };
    }
}
