package nunchi.studio;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.http.LimitedServer;
import nunchi.record.Codec;
import nunchi.record.Command;
import nunchi.record.ControlFile;
import org.jspecify.annotations.Nullable;

/// A page over a folder of runs, for this machine alone: which runs there are, their curves while they are trained, by
/// whichever process, their reports, and what their models make of examples that a person gives. It reads files of the
/// folder, and writes none but the command files by which a training is steered, and pictures to test models with.
/// Trainings that are begun in the page are processes of their own.
///
/// {@snippet :
/// try (Studio studio = Studio.start(Path.of("runs"), 0)) {
///     System.out.println(studio.address());
///     Thread.sleep(Duration.ofHours(1));
/// }
/// }
public final class Studio implements AutoCloseable {
    /// With a browser that sends nothing.
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LINES = "application/x-ndjson";
    /// What is drawn of a journal.
    private static final Pattern DRAWN = Pattern.compile("\\{\"event\":\"(epoch|intervention|plane|surface)\".*");
    /// In one picture.
    private static final int MOST_RUNS = 64;

    private final RunIndex runs;
    private final Guard guard;
    private final EventStreams streams;
    private final TriedModels models = new TriedModels();
    private final PageFiles files = new PageFiles();
    private final Beginnings drafts;
    private final TestPictures pictures;
    private final WebServer server;

    private Studio(Path folder, int port, @Nullable TrainingCommands commands) {
        this.runs = new RunIndex(folder);
        this.pictures = new TestPictures(folder);
        this.drafts = new Beginnings(folder, runs, commands);
        this.guard = new Guard();
        this.streams = new EventStreams();
        this.server = LimitedServer.start("127.0.0.1", port, PATIENCE, this::route);
        guard.port(server.port());
        Thread.ofVirtual().start(runs::listed);
    }

    /// Starts the server. Its page begins no trainings.
    ///
    /// @param folder with run folders in it, or in folders of it
    /// @param port   of 127.0.0.1; 0 for any that is free
    /// @throws nunchi.check.InvalidRequestException when there is no such folder, or the port is taken
    public static Studio start(Path folder, int port) {
        return start(folder, port, null);
    }

    /// The same with a page by which trainings are begun, in new folders of the folder.
    ///
    /// @param commands that begin them; null where the page is to begin none
    /// @throws nunchi.check.InvalidRequestException as [#start(Path, int)]
    public static Studio start(Path folder, int port, @Nullable TrainingCommands commands) {
        Check.require(
                Files.isDirectory(folder),
                "there is no folder %s; make it, or name the folder of runs".formatted(folder));
        return new Studio(folder, port, commands);
    }

    /// What a browser on this machine opens; it holds a token that nobody else knows.
    public URI address() {
        return URI.create("http://127.0.0.1:%d/?token=%s".formatted(server.port(), guard.token()));
    }

    /// The folders of the trainings that were begun in the page and go on; they end with the studio.
    public List<Path> begun() {
        return drafts.begun();
    }

    @Override
    public void close() {
        drafts.close();
        streams.close();
        models.close();
        server.stop();
    }

    private void route(HttpRouting.Builder routing) {
        routeModels(routing.addFilter(guard))
                .get("/", (_, response) -> file("studio.html", response))
                .get("/files/{name}", (request, response) -> file(name(request), response))
                .get("/report", this::report)
                .get("/api/runs", Json.answer(_ -> runs.listed()))
                .get("/api/run", Json.answer(request -> runs.detail(id(request))))
                .get("/api/epochs", this::epochs)
                .get("/api/events", this::follow)
                .get("/api/trials", Json.answer(request -> runs.trials(parameter(request, "folder"))))
                .get("/api/compare", Json.answer(request -> runs.compared(ids(request))))
                .post("/api/control", this::control)
                .get("/api/experiment", Json.answer(request -> drafts.ofRun(id(request))))
                .post("/api/draft", Json.answer(request -> drafts.looked(Json.body(request, StudioRecord.Draft.class))))
                .post(
                        "/api/suggest",
                        Json.answer(request -> drafts.suggested(Json.body(request, StudioRecord.Caret.class))))
                .post(
                        "/api/begin",
                        Json.answer(request -> drafts.begun(Json.body(request, StudioRecord.Beginning.class))))
                .error(InvalidRequestException.class, this::refuse)
                .error(Throwable.class, (_, response, failed) -> fail(response, failed));
    }

    /// What is asked of a run's model.
    private HttpRouting.Builder routeModels(HttpRouting.Builder routing) {
        return routing.get("/api/model", Json.answer(request -> model(request).form()))
                .get("/api/tested", Json.answer(request -> pictures.tested(model(request))))
                .post("/api/keep", Json.answer(this::keep))
                .get("/api/maps", Json.answer(request -> model(request).maps()))
                .post("/api/predict", Json.answer(request -> model(request).predict(asked(request))))
                .post("/api/explain", Json.answer(request -> model(request).explain(asked(request))))
                .post(
                        "/api/steps",
                        Json.answer(request -> model(request).stepping().steps(stepped(request))))
                .post(
                        "/api/values",
                        Json.answer(request -> model(request).stepping().values(stepped(request))))
                .post(
                        "/api/step",
                        Json.answer(request -> model(request).stepping().element(stepped(request))));
    }

    private static String name(ServerRequest request) {
        return request.path().pathParameters().get("name");
    }

    /// Empty where it is not given.
    private static String parameter(ServerRequest request, String name) {
        return request.query().first(name).orElse("");
    }

    /// The epochs of a journal as they stand there, one a line, and last where the next line begins.
    private void epochs(ServerRequest request, ServerResponse response) throws IOException {
        JournalLines all = new JournalLines(runs.journal(id(request)), 0);
        StringBuilder text = new StringBuilder();
        long before;
        do {
            before = all.at();
            all.added().lines().stream()
                    .filter(line -> DRAWN.matcher(line).matches())
                    .forEach(line -> text.append(line).append('\n'));
        } while (all.at() > before);
        response.header(HeaderNames.CONTENT_TYPE, LINES)
                .send(text.append("{\"at\":%d}\n".formatted(before)).toString());
    }

    private void follow(ServerRequest request, ServerResponse response) throws InterruptedException {
        String from =
                request.headers().value(HeaderNames.create("Last-Event-ID")).orElseGet(() -> parameter(request, "at"));
        streams.follow(ids(request).stream().map(runs::journal).toList(), from, response);
    }

    private static List<String> ids(ServerRequest request) {
        List<String> ids = request.query().contains("id") ? request.query().all("id") : List.of();
        Check.require(
                !ids.isEmpty() && ids.size() <= MOST_RUNS,
                "%d runs are asked for; ask for 1 to %d".formatted(ids.size(), MOST_RUNS));
        return ids;
    }

    private TriedModel model(ServerRequest request) {
        return models.of(runs.folder(id(request)));
    }

    /// The only file that is written: a line of `control.jsonl` in the folder of a run in training.
    private void control(ServerRequest request, ServerResponse response) {
        ControlFile.append(runs.folder(id(request)), Json.body(request, Command.class));
        Json.send("{}", response);
    }

    private StudioRecord.Tested keep(ServerRequest request) {
        return pictures.keep(Json.body(request, StudioRecord.Keeping.class), model(request));
    }

    private static StudioRecord.Asked asked(ServerRequest request) {
        return Json.body(request, StudioRecord.Asked.class);
    }

    private static StepRecord.SteppedExample stepped(ServerRequest request) {
        return Json.body(request, StepRecord.SteppedExample.class);
    }

    private static String id(ServerRequest request) {
        return parameter(request, "id");
    }

    private void file(String name, ServerResponse response) {
        PageFiles.PageFile file = files.of(name);
        if (file == null) {
            response.status(Status.NOT_FOUND_404).send("there is no such file");
        } else {
            response.header(HeaderNames.CONTENT_TYPE, file.type()).send(file.bytes());
        }
    }

    /// A run may come from anybody, so its page runs in a sandbox: it can neither read the studio nor ask it anything.
    private void report(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                .header(
                        HeaderNames.create("Content-Security-Policy"),
                        "sandbox allow-scripts allow-downloads; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:")
                .send(runs.report(id(request)));
    }

    /// Without what is inside: no stack trace and no path of a file.
    private static void fail(ServerResponse response, Throwable failed) {
        boolean wrong = failed instanceof HttpException || failed instanceof IllegalArgumentException;
        response.status(wrong ? Status.BAD_REQUEST_400 : Status.INTERNAL_SERVER_ERROR_500)
                .send(wrong ? "the request cannot be read" : "the studio failed at this request");
    }

    /// Without the path of the folder.
    private void refuse(ServerRequest request, ServerResponse response, InvalidRequestException refused) {
        boolean asked = request.prologue().method().equals(Method.POST);
        response.status(asked ? Status.BAD_REQUEST_400 : Status.NOT_FOUND_404)
                .header(HeaderNames.CONTENT_TYPE, Json.TYPE)
                .send(Codec.line(new StudioRecord.Problem(runs.withoutFolder(refused.getMessage()))));
    }
}
