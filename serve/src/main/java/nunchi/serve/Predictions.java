package nunchi.serve;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Json;
import nunchi.file.GivenFile;
import nunchi.picture.PictureFormat;
import nunchi.predict.Question;
import nunchi.predict.SentExamples;

/// The requests that compute.
final class Predictions {
    private final Models models;
    private final WorkQueue queue;
    private final Limits limits;
    private final Bodies bodies = new Bodies();

    Predictions(Models models, WorkQueue queue, Limits limits) {
        this.models = models;
        this.queue = queue;
        this.limits = limits;
    }

    /// The model that a request names, and perhaps its version.
    ///
    /// @throws RefusedException where there is none
    ServedModel model(ServerRequest request) {
        ServedModel model = models.named(request.path().pathParameters().get("model"));
        String version = request.path().pathParameters().first("version").orElse(model.sha256());
        if (!version.equals(model.sha256())) {
            throw new RefusedException(
                    Status.NOT_FOUND_404,
                    "the model %s has the version %s alone".formatted(model.name(), model.sha256()));
        }
        return model;
    }

    /// A computation on the content of a request.
    private interface Work {
        Reply answer(byte[] content, Deadline deadline) throws Exception;
    }

    private Reply answer(ServerRequest request, Work work) throws Exception {
        Deadline deadline = Deadline.in(limits.deadline());
        try (Bodies.Body body = bodies.read(request, deadline)) {
            return queue.run(deadline, () -> work.answer(body.bytes(), deadline));
        }
    }

    /// `POST /v2/models/MODEL/infer`.
    Reply infer(ServerRequest request) throws Exception {
        ServedModel model = model(request);
        model.requireNumbers();
        return answer(request, (content, deadline) -> {
            InferRequest given = InferRequest.of(
                    Json.parseForeign(text(content)), model.form().example(), limits.rows());
            return Reply.json(model.infer(given, deadline)).by(model.sha256());
        });
    }

    private static String text(byte[] content) {
        try {
            return GivenFile.text(content);
        } catch (IOException binary) {
            throw new InvalidRequestException("the body is not text in UTF-8; send JSON", binary);
        }
    }

    /// `POST /predict/MODEL`.
    Reply predict(ServerRequest request) throws Exception {
        ServedModel model = model(request);
        String type = request.headers().value(HeaderNames.CONTENT_TYPE).orElse("");
        return answer(request, (content, deadline) -> {
            List<Question> questions = questions(new SentExamples(model.form(), limits.rows()), type, content);
            return Reply.text(Reply.JSON, model.predict(questions, deadline) + "\n")
                    .by(model.sha256());
        });
    }

    private static List<Question> questions(SentExamples examples, String type, byte[] content) {
        return switch (type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT)) {
            case Reply.JSON -> examples.json(content);
            case "text/csv", "text/tab-separated-values" -> examples.table(content);
            case "text/plain" -> examples.text(content);
            default -> {
                if (PictureFormat.of(content).isEmpty()) {
                    throw new RefusedException(
                            Status.UNSUPPORTED_MEDIA_TYPE_415,
                            "the body is no image, and its Content-Type is '%s'; say application/json, text/csv or text/plain"
                                    .formatted(Check.excerpt(type)));
                }
                yield examples.picture(content);
            }
        };
    }
}
