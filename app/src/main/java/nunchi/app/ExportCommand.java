package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.data.Split;
import nunchi.run.Exports;
import nunchi.run.RunOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nunchi export RUN`.
@Command(
        name = "export",
        header = "Exports a run's model, weights, history or activations for other programs.",
        footer = {
            "",
            "Examples:",
            "  nunchi export runs/2026-11-21-1502-digits --onnx digits.onnx --history history.csv",
            "  nunchi export runs/2026-11-21-1502-digits --activations layers --part test --rows 1000"
        })
final class ExportCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "Folder of a run.")
    private Path folder;

    @Option(
            names = "--onnx",
            paramLabel = "FILE",
            description = "File for the model with its preprocessing, .onnx (default: not written).")
    private @Nullable Path onnx;

    @Option(
            names = "--weights",
            paramLabel = "PATH",
            description =
                    "File for the weights, .npz or .safetensors, or folder for .npy arrays (default: not written).")
    private @Nullable Path weights;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "File for loss and metrics of each epoch, .csv (default: not written).")
    private @Nullable Path history;

    @Option(
            names = "--activations",
            paramLabel = "DIR",
            description = "Folder for the outputs of each layer, one .npy array a layer (default: not written).")
    private @Nullable Path activations;

    @Option(
            names = "--layer",
            paramLabel = "PATH",
            description =
                    "Layer of --activations, by position or path: 0 or 0.dense; repeatable (default: all layers).")
    private List<String> layers = List.of();

    @Option(
            names = "--part",
            paramLabel = "PART",
            description =
                    "Split of --activations: train, validation or test (default: the last of these that the run has).")
    private @Nullable String part;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Number of examples of --activations, from the first (default: all).")
    private @Nullable Integer rows;

    @Mixin
    private DataPlace data;

    @Mixin
    private Machine machine;

    @Override
    public void run() {
        check();
        RunOptions options = machine.options(data);
        PrintWriter out = spec.commandLine().getOut();
        if (onnx != null || weights != null || activations != null) {
            machine.note(folder);
        }
        if (onnx != null) {
            Exports.onnx(folder, onnx, options);
            out.println("%s: the model".formatted(onnx));
        }
        if (weights != null) {
            String tensors = Numbers.count(Exports.weights(folder, weights, options), "tensor");
            out.println("%s: %s%s".formatted(weights, tensors, Files.isDirectory(weights) ? ", a .npy file each" : ""));
        }
        if (history != null) {
            out.println("%s: %s".formatted(history, Numbers.count(Exports.history(folder, history), "epoch")));
        }
        if (activations != null) {
            Exports.activations(
                            folder,
                            activations,
                            new Exports.Wanted(layers, part == null ? null : Split.named(part), rows),
                            options)
                    .forEach(out::println);
        }
        out.flush();
    }

    private void check() {
        Check.require(
                Stream.of(onnx, weights, history, activations).anyMatch(target -> target != null),
                "nothing to export is named; give --onnx FILE, --weights PATH, --history FILE or --activations DIR");
        Check.require(
                activations != null || layers.isEmpty() && part == null && rows == null,
                "--layer, --part and --rows are about --activations; name a folder for them");
    }
}
