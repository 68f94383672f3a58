package nunchi.data;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The body of an answer, piece by piece as it comes. Every byte that came before a connection broke is given: the
/// stream of the JDK's HTTP client throws away those that were not read yet.
final class ReceivedBody implements BodySubscriber<ReceivedBody> {
    private static final List<ByteBuffer> END = List.of();

    private final ResponseInfo response;
    private final BlockingQueue<List<ByteBuffer>> pieces = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean broken;

    private ReceivedBody(ResponseInfo response) {
        this.response = response;
    }

    /// Sends a request.
    ///
    /// @return as soon as the server has begun its answer: a connection that breaks after that is told by the body
    /// @throws ExecutionException when there is no answer; its cause is the client's exception
    static ReceivedBody ofAnswer(HttpClient client, HttpRequest request)
            throws ExecutionException, InterruptedException {
        CompletableFuture<ReceivedBody> answer = new CompletableFuture<>();
        client.sendAsync(request, response -> {
                    ReceivedBody body = new ReceivedBody(response);
                    answer.complete(body);
                    return body;
                })
                .whenComplete((_, failure) -> {
                    if (failure != null && !answer.completeExceptionally(failure)) {
                        answer.join().onError(failure);
                    }
                });
        return answer.get();
    }

    /// The status and the headers.
    ResponseInfo response() {
        return response;
    }

    @Override
    public CompletionStage<ReceivedBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> piece) {
        pieces.add(piece);
    }

    @Override
    public void onError(Throwable failure) {
        broken = true;
        pieces.add(END);
    }

    @Override
    public void onComplete() {
        pieces.add(END);
    }

    /// The next bytes; empty at the end, null when nothing came for so long.
    @Nullable
    List<ByteBuffer> next(Duration patience) throws InterruptedException {
        List<ByteBuffer> piece = pieces.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (piece != null && !piece.isEmpty()) {
            Objects.requireNonNull(subscription).request(1);
        }
        return piece;
    }

    /// Whether the connection broke before the end that the server had told of.
    boolean isBroken() {
        return broken;
    }
}
