package nunchi.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import nunchi.data.DownloadEvent.Progressed;
import nunchi.data.DownloadEvent.Started;
import org.jspecify.annotations.Nullable;

/// One attempt to get a file from one mirror, going on where the last one stopped.
final class Transfer {
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
            try {
                return taken(ReceivedBody.ofAnswer(client, request(mark)), mark);
            } catch (ExecutionException unreachable) {
                return reason(unreachable.getCause());
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

    private @Nullable String taken(ReceivedBody body, @Nullable String mark) throws IOException, InterruptedException {
        ResponseInfo response = body.response();
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

    private @Nullable String copied(ReceivedBody body, long total) throws IOException, InterruptedException {
        while (true) {
            List<ByteBuffer> piece = body.next(downloader.patience());
            if (piece == null) {
                return "it sent nothing more for %d ms"
                        .formatted(downloader.patience().toMillis());
            }
            if (piece.isEmpty()) {
                return complaint(body.isBroken(), total);
            }
            for (ByteBuffer bytes : piece) {
                received += bytes.remaining();
                part.append(bytes);
            }
            if (part.size() > most) {
                part.discard();
                received = 0;
                return "it sent more than the %,d bytes that %s may have".formatted(most, file);
            }
            downloader.listener().on(new Progressed(file, part.size(), total));
        }
    }

    private @Nullable String complaint(boolean broken, long total) throws IOException {
        boolean whole = total < 0 ? !broken : part.size() == total;
        return whole
                ? null
                : "it broke off after %,d%s bytes".formatted(part.size(), total < 0 ? "" : " of %,d".formatted(total));
    }

    private static @Nullable String mark(ResponseInfo response) {
        return response.headers()
                .firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> response.headers().firstValue("Last-Modified"))
                .orElse(null);
    }

    /// The bytes of the whole file; -1 where the answer does not say.
    private static long total(ResponseInfo response) {
        if (response.statusCode() == OK) {
            return response.headers().firstValueAsLong("Content-Length").orElse(-1);
        }
        return number(
                response.headers().firstValue("Content-Range").orElse("").replaceFirst("bytes \\d+-\\d+/(\\d+)", "$1"));
    }

    private static long first(ResponseInfo response) {
        return number(response.headers().firstValue("Content-Range").orElse("").replaceFirst("bytes (\\d+)-.*", "$1"));
    }

    private static long number(String digits) {
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
    }

    private static String reason(@Nullable Throwable failure) {
        return switch (Objects.requireNonNull(failure)) {
            case HttpTimeoutException _ -> "it did not answer in time";
            case ConnectException refused
            when refused.getCause() instanceof UnresolvedAddressException || refused.getMessage() == null ->
                "it cannot be reached";
            case Throwable other ->
                "it broke off (%s)".formatted(String.valueOf(other.getMessage()).toLowerCase(Locale.ROOT));
        };
    }
}
