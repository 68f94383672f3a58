package nunchi.serve;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import nunchi.record.Codec;
import org.jspecify.annotations.Nullable;

/// An answer.
///
/// @param type    of the content
/// @param version of the model that answers, for `ETag`; null for none
record Reply(
        Status status,
        String type,
        byte[] content,
        @Nullable String version) {
    static final String JSON = "application/json";
    private static final String SECOND = "1";

    static Reply json(Status status, Record record) {
        return new Reply(status, JSON, Codec.compact(record), null);
    }

    static Reply json(Record record) {
        return json(Status.OK_200, record);
    }

    static Reply text(String type, String text) {
        return new Reply(Status.OK_200, type, text.getBytes(StandardCharsets.UTF_8), null);
    }

    static Reply refused(Status status, @Nullable String reason) {
        return json(status, new ServeRecord.Problem(reason == null ? status.reasonPhrase() : reason));
    }

    /// The same of a model.
    Reply by(String sha256) {
        return new Reply(status, type, content, sha256);
    }

    static String tag(String sha256) {
        return "\"%s\"".formatted(sha256);
    }

    void send(ServerResponse response) {
        response.status(status).header(HeaderNames.CONTENT_TYPE, type);
        if (version != null) {
            response.header(HeaderNames.ETAG, tag(version));
        }
        if (status.equals(Status.SERVICE_UNAVAILABLE_503)) {
            response.header(HeaderNames.RETRY_AFTER, SECOND);
        }
        if (status.equals(Status.REQUEST_TIMEOUT_408) || status.equals(Status.REQUEST_ENTITY_TOO_LARGE_413)) {
            // what is left of the body is not waited for
            response.header(HeaderNames.CONNECTION, "close");
        }
        response.send(content);
    }
}
