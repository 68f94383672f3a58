package nunchi.serve;

import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import nunchi.http.LimitedServer;

/// Reads the bodies of requests, as many at once as the memory has room for.
final class Bodies {
    private static final int CHUNK = 1 << 13;
    /// Of the heap.
    private static final int PART = 8;
    private static final int MOST = 1 << 30;

    private final Semaphore room =
            new Semaphore(Math.clamp(Runtime.getRuntime().maxMemory() / PART, LimitedServer.LARGEST_BODY, MOST));

    /// A body, which takes its room until it is closed.
    final class Body implements AutoCloseable {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        private void add(byte[] chunk, int length) {
            if (content.size() + length > LimitedServer.LARGEST_BODY) {
                throw new RefusedException(
                        Status.REQUEST_ENTITY_TOO_LARGE_413, "the body is too large; at most 10 MB are read");
            }
            if (!room.tryAcquire(length)) {
                throw RefusedException.busy("too many large requests are read; try again later");
            }
            content.write(chunk, 0, length);
        }

        byte[] bytes() {
            return content.toByteArray();
        }

        @Override
        public void close() {
            room.release(content.size());
        }
    }

    /// @throws RefusedException when it is too large, comes too slowly or not at all
    Body read(ServerRequest request, Deadline deadline) {
        Body body = new Body();
        try {
            fill(body, request, deadline);
            return body;
        } catch (RefusedException | HttpException refused) {
            body.close();
            throw refused;
        } catch (RequestException unreadable) {
            body.close();
            throw new RefusedException(unreadable.status(), "the body cannot be read; at most 10 MB are");
        } catch (IOException | RuntimeException cut) {
            body.close();
            throw new RefusedException(Status.REQUEST_TIMEOUT_408, "the body did not come in whole");
        }
    }

    private static void fill(Body body, ServerRequest request, Deadline deadline) throws IOException {
        if (!request.content().hasEntity()) {
            return;
        }
        byte[] chunk = new byte[CHUNK];
        InputStream content = request.content().inputStream();
        for (int length = content.read(chunk); length >= 0; length = content.read(chunk)) {
            body.add(chunk, length);
            if (deadline.left() <= 0) {
                throw new RefusedException(Status.REQUEST_TIMEOUT_408, "the body came too slowly");
            }
        }
    }
}
