package nunchi.studio;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Sends the lines of journals as they are written, as server-sent events: `data` is the number of the run in the
/// question, a space and the line. `id` is where in each journal a line ends, `120-0-44`, so that a browser that comes
/// back goes on from there. The event `cut`, with a number alone, says that a journal was cut back, as when a training
/// is continued from a checkpoint: what came before is sent anew.
///
/// One stream has all runs that a page follows, since browsers open few connections to one address.
final class EventStreams implements AutoCloseable {
    private static final int MOST = 16;
    private static final Duration PAUSE = Duration.ofMillis(200);
    /// A browser that has gone is noticed by what cannot be sent.
    private static final int PAUSES_TO_SIGN = 25;
    private static final byte[] SIGN = ": here\n\n".getBytes(StandardCharsets.UTF_8);

    private final Semaphore places = new Semaphore(MOST);
    private volatile boolean closed;

    /// @param from where to begin in each, `120-0-44`; from the first line on where it is none
    void follow(List<Path> journals, String from, ServerResponse response) throws InterruptedException {
        if (!places.tryAcquire()) {
            response.status(Status.SERVICE_UNAVAILABLE_503).send("too many pages follow trainings; close some");
            return;
        }
        try {
            response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
            long[] begins = begins(from, journals.size());
            send(
                    IntStream.range(0, journals.size())
                            .mapToObj(i -> new JournalLines(journals.get(i), begins[i]))
                            .toList(),
                    response);
        } catch (IOException | UncheckedIOException gone) {
            // the page was closed
            return;
        } finally {
            places.release();
        }
    }

    private static long[] begins(String from, int count) {
        long[] begins = new long[count];
        String[] parts = from.split("-");
        if (parts.length == count && Arrays.stream(parts).allMatch(part -> part.matches("\\d{1,15}"))) {
            Arrays.setAll(begins, i -> Long.parseLong(parts[i]));
        }
        return begins;
    }

    private void send(List<JournalLines> journals, ServerResponse response) throws IOException, InterruptedException {
        try (OutputStream out = response.outputStream()) {
            int quiet = 0;
            while (!closed) {
                String events = events(journals);
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

    private static String events(List<JournalLines> journals) throws IOException {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < journals.size(); i++) {
            JournalLines.Added added = journals.get(i).added();
            if (added.cut()) {
                events.add("event: cut\ndata: %d\n\n".formatted(i));
            }
            for (String line : added.lines()) {
                events.add("data: %d %s\n\n".formatted(i, line));
            }
        }
        if (events.isEmpty()) {
            return "";
        }
        // an event that was not sent as a whole is sent again with those after it
        String ends =
                journals.stream().map(journal -> Long.toString(journal.at())).collect(Collectors.joining("-"));
        events.set(events.size() - 1, "id: %s\n%s".formatted(ends, events.getLast()));
        return String.join("", events);
    }

    @Override
    public void close() {
        closed = true;
    }
}
