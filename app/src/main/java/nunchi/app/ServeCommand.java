package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import nunchi.serve.ModelServer;
import nunchi.serve.ServeOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nunchi serve RUN…`.
@Command(
        name = "serve",
        header = "Serves the models of runs to other programs over HTTP.",
        description = {
            "Programs ask by the Open Inference Protocol (POST /v2/models/NAME/infer), or send images, tables and texts (POST /predict/NAME) and get what 'nunchi predict --json' prints. NAME is the name of the experiment. /openapi.json describes all addresses.",
            "",
            "The same input gives the same bits under any load. Ctrl-C finishes the requests under way and ends it."
        },
        footer = {
            "",
            "Examples:",
            "  nunchi serve runs/2026-11-21-1502-digits",
            "  nunchi serve runs/digits runs/houses --host 0.0.0.0 --token-file token.txt"
        })
final class ServeCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Folders of runs, each with another name.")
    private List<Path> runs = List.of();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port, 0 to 65535; 0 takes any that is free (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "H",
            defaultValue = "127.0.0.1",
            description =
                    "Address of this machine to listen at. Any other than this machine's own loopback lets other machines connect, and needs --token-file (default: ${DEFAULT-VALUE}).")
    private String host = "";

    @Option(
            names = "--token-file",
            paramLabel = "F",
            description =
                    "File with a token of at least 16 characters that programs must send as 'Authorization: Bearer TOKEN' (default: none).")
    private @Nullable Path token;

    @Mixin
    private Machine machine;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        ServeOptions options = ServeOptions.of(host, port, token, machine.options());
        runs.forEach(machine::note);
        try (ModelServer server = ModelServer.start(runs, options)) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            server.versions()
                    .forEach((name, version) -> out.println("model    %s, version %s".formatted(name, version)));
            out.println("address  " + server.address());
            if (!options.isLocal()) {
                out.println(
                        "open     to every machine that reaches this address and has the token; what is sent is not encrypted");
            }
            out.flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
