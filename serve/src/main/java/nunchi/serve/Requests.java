package nunchi.serve;

import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import nunchi.check.InvalidRequestException;
import nunchi.check.TooLittleMemoryException;
import nunchi.codec.MalformedException;

/// The requests under way: each gets an answer, whatever happens, and is measured.
final class Requests {
    private static final Logger FAULTS = Logger.getLogger("nunchi.serve");
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Metrics metrics;
    private final UnaryOperator<String> label;
    private final AtomicInteger running = new AtomicInteger();

    /// @param label of a model's name in metrics; of names that there are not, all the same
    Requests(Metrics metrics, UnaryOperator<String> label) {
        this.metrics = metrics;
        this.label = label;
    }

    /// Answers one kind of request.
    interface Endpoint {
        Reply answer(ServerRequest request) throws Exception;
    }

    Handler handler(Endpoint endpoint) {
        return (request, response) -> {
            long start = System.nanoTime();
            running.incrementAndGet();
            try {
                Reply reply = reply(endpoint, request);
                String model = request.path().pathParameters().first("model").orElse("");
                metrics.count(label.apply(model), reply.status().code(), System.nanoTime() - start);
                reply.send(response);
            } finally {
                running.decrementAndGet();
            }
        };
    }

    /// Without what is inside: no stack trace and no path of a file.
    private static Reply reply(Endpoint endpoint, ServerRequest request) {
        try {
            return endpoint.answer(request);
        } catch (RefusedException refused) {
            return Reply.refused(refused.status(), refused.getMessage());
        } catch (InvalidRequestException wrong) {
            return Reply.refused(Status.BAD_REQUEST_400, wrong.getMessage());
        } catch (MalformedException wrong) {
            return Reply.refused(Status.BAD_REQUEST_400, "the body is no JSON: " + wrong.getMessage());
        } catch (HttpException wrong) {
            return Reply.refused(wrong.status(), "the request cannot be read");
        } catch (TooLittleMemoryException full) {
            return Reply.refused(Status.SERVICE_UNAVAILABLE_503, full.getMessage());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return Reply.refused(Status.SERVICE_UNAVAILABLE_503, "the server is closing");
        } catch (Exception | Error fault) {
            FAULTS.log(Level.SEVERE, "a request was not answered", fault);
            return Reply.refused(Status.INTERNAL_SERVER_ERROR_500, "the server failed at this request");
        }
    }

    /// Waits until all are answered, for a while.
    void finish(Deadline deadline) throws InterruptedException {
        while (running.get() > 0 && deadline.left() > 0) {
            Thread.sleep(PAUSE);
        }
    }
}
