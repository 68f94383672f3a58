package nunchi.studio;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Function;
import nunchi.check.InvalidRequestException;
import nunchi.codec.MalformedException;
import nunchi.record.Codec;

/// Requests and answers as records.
final class Json {
    static final String TYPE = "application/json";

    private Json() {}

    /// Sends what is made of a request.
    static Handler answer(Function<ServerRequest, Record> made) {
        return (request, response) -> send(Codec.line(made.apply(request)), response);
    }

    static void send(String text, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, TYPE).send(text);
    }

    /// @throws InvalidRequestException when the content is no such record, or ends too early
    static <T extends Record> T body(ServerRequest request, Class<T> type) {
        try {
            return Codec.read(content(request), type);
        } catch (MalformedException unreadable) {
            throw new InvalidRequestException("the request is no JSON: " + unreadable.getMessage(), unreadable);
        }
    }

    private static String content(ServerRequest request) {
        try {
            return request.content().hasEntity() ? request.content().as(String.class) : "{}";
        } catch (HttpException tooLarge) {
            throw tooLarge;
        } catch (RuntimeException cut) {
            throw new InvalidRequestException("the request ends before its content does", cut);
        }
    }
}
