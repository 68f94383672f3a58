package nunchi.studio;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// Sends the lines of journals as they are written, as server-sent events: `id` is where in the file a line ends, so
/// that a browser that comes back goes on from there. The event `cut` says that the journal was cut back, as when a
/// training is continued from a checkpoint: what came before is sent anew.
final class EventStreams implements AutoCloseable {
    private static final int MOST = 16;
    private static final Duration PAUSE = Duration.ofMillis(200);
    /// A browser that has gone is noticed by what cannot be sent.
    private static final int PAUSES_TO_SIGN = 25;
    private static final byte[] SIGN = ": here\n\n".getBytes(StandardCharsets.UTF_8);

    private final Semaphore places = new Semaphore(MOST);
    private volatile boolean closed;

    void follow(Path journal, ServerRequest request, ServerResponse response) throws InterruptedException {
        if (!places.tryAcquire()) {
            response.status(Status.SERVICE_UNAVAILABLE_503).send("too many pages follow trainings; close some");
            return;
        }
        try {
            response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
            send(new JournalLines(journal, from(request)), response);
        } catch (IOException | UncheckedIOException gone) {
            // the page was closed
            return;
        } finally {
            places.release();
        }
    }

    private static long from(ServerRequest request) {
        String last =
                request.headers().value(HeaderNames.create("Last-Event-ID")).orElse("0");
        return last.matches("\\d{1,15}") ? Long.parseLong(last) : 0;
    }

    private void send(JournalLines lines, ServerResponse response) throws IOException, InterruptedException {
        try (OutputStream out = response.outputStream()) {
            int quiet = 0;
            while (!closed) {
                String events = lines.events();
                if (!events.isEmpty()) {
                    out.write(events.getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    quiet = 0;
                } else if (++quiet % PAUSES_TO_SIGN == 0) {
                    out.write(SIGN);
                    out.flush();
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
