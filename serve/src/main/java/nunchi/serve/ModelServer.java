package nunchi.serve;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nunchi.http.LimitedServer;
import nunchi.version.NunchiVersion;

/// Answers other programs by the models of runs: the Open Inference Protocol V2, and `/predict/MODEL`, which says what
/// `nunchi predict --json` says.
///
/// The same input gives the same bits, alone, among other examples and under any load.
///
/// {@snippet :
/// try (ModelServer server = ModelServer.start(List.of(Path.of("runs/first")), new ServeOptions())) {
///     System.out.println(server.address());
///     Thread.sleep(Duration.ofHours(1));
/// }
/// }
public final class ModelServer implements AutoCloseable {
    final WorkQueue queue;
    private final ServeOptions options;
    private final Limits limits;
    private final Models models;
    private final Requests requests;
    private final Metrics metrics;
    private final Predictions predictions;
    private final WebServer server;
    private volatile boolean ready;

    /// It listens, and no model is loaded yet.
    ModelServer(List<Path> runs, ServeOptions options, Limits limits) {
        this.options = options;
        this.limits = limits;
        this.models = new Models(runs, options.run());
        this.queue = new WorkQueue(options.run().threads(), limits.waiting());
        this.metrics = new Metrics(queue::length);
        this.requests = new Requests(metrics, models::label);
        this.predictions = new Predictions(models, queue, limits);
        Gate gate = new Gate(options.isLocal(), options.token());
        this.server = LimitedServer.start(
                options.host(), options.port(), limits.patience(), routing -> route(routing.addFilter(gate)));
        gate.port(server.port());
    }

    /// Starts the server, and loads the models.
    ///
    /// @param runs folders of runs; each model has the name of its experiment
    /// @throws nunchi.check.InvalidRequestException when a folder holds no model that predicts, two have the same name,
    ///                                              or the port is taken
    public static ModelServer start(List<Path> runs, ServeOptions options) {
        ModelServer server = new ModelServer(runs, options, Limits.STANDARD);
        try {
            server.load();
            return server;
        } catch (RuntimeException | Error failed) {
            server.close();
            throw failed;
        }
    }

    /// It is ready afterwards.
    void load() {
        models.load();
        ready = true;
    }

    /// Where it listens.
    public URI address() {
        String host = options.host().contains(":") ? "[%s]".formatted(options.host()) : options.host();
        return URI.create("http://%s:%d".formatted(host, server.port()));
    }

    /// The versions of the models by their names: the SHA-256 of their weights.
    public Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        models.all().forEach(model -> versions.put(model.name(), model.sha256()));
        return versions;
    }

    private void route(HttpRouting.Builder routing) {
        Routes routes = new Routes(routing, requests);
        for (String root : List.of("/v2", "/v2/")) {
            routes.get(root, _ -> Reply.json(metadata()));
        }
        routes.get("/v2/health/live", _ -> Reply.json(new ServeRecord.Live(true)));
        routes.get("/v2/health/ready", _ -> Reply.json(status(ready), new ServeRecord.Ready(ready)));
        for (String model : List.of("/v2/models/{model}", "/v2/models/{model}/versions/{version}")) {
            routes.get(model, this::metadata);
            routes.get(model + "/ready", this::modelReady);
            routes.post(model + "/infer", predictions::infer);
        }
        routes.post("/predict/{model}", predictions::predict);
        routes.get("/metrics", _ -> Reply.text(Metrics.TYPE, metrics.text()));
        routes.get("/openapi.json", _ -> Reply.text(Reply.JSON, OpenApi.TEXT));
        routes.end();
    }

    private static ServeRecord.ServerMetadata metadata() {
        return new ServeRecord.ServerMetadata("nunchi", NunchiVersion.number(), List.of());
    }

    private static Status status(boolean ready) {
        return ready ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503;
    }

    private Reply metadata(ServerRequest request) {
        ServedModel model = predictions.model(request);
        boolean known = request.headers()
                .value(HeaderNames.IF_NONE_MATCH)
                .filter(Reply.tag(model.sha256())::equals)
                .isPresent();
        Reply reply = known
                ? new Reply(Status.NOT_MODIFIED_304, Reply.JSON, new byte[0], null)
                : Reply.json(model.metadata());
        return reply.by(model.sha256());
    }

    private Reply modelReady(ServerRequest request) {
        String name = request.path().pathParameters().get("model");
        boolean loaded = models.isLoaded(name);
        if (loaded) {
            predictions.model(request);
        }
        return Reply.json(status(loaded && ready), new ServeRecord.ModelReady(name, loaded && ready));
    }

    /// Refuses new predictions, finishes those under way, and ends; after a few seconds in any case.
    @Override
    public void close() {
        ready = false;
        Deadline deadline = Deadline.in(limits.closing());
        try {
            queue.finish(limits.closing());
            requests.finish(deadline);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        queue.close();
        server.stop();
        models.close();
    }
}
