package nunchi.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import nunchi.check.InvalidRequestException;
import nunchi.predict.Predictor;
import nunchi.prediction.Generation;
import nunchi.record.Codec;
import nunchi.record.GeneratedRecord;
import nunchi.run.RunFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nunchi generate RUN`.
@Command(
        name = "generate",
        header = "Goes on with a text, by a model that was trained to predict the next token.",
        description = {
            "Each token is drawn at random by the probabilities that the model gives it after those before it.",
            "The same seed draws the same text. A model learns this from one text: see the key data.window.",
        },
        footer = {
            "",
            "Examples:",
            "  nunchi generate runs/2026-11-21-1502-shakespeare --prompt \"ROMEO:\"",
            "  nunchi generate runs/2026-11-21-1502-shakespeare --prompt \"ROMEO:\" --temperature 0.5 --length 1000"
        })
final class GenerateCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "Folder of a run.")
    private Path folder;

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            description = "Text to go on with (default: that of the run's key generate).")
    private @Nullable String prompt;

    @Option(
            names = "--length",
            paramLabel = "N",
            description = "Number of tokens to generate, at least 1 (default: the run's, else 300).")
    private @Nullable Integer length;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description =
                    "Divisor of the logits, at least 0: below 1 the likely tokens become likelier, and at 0 the most likely is always taken (default: the run's, else 1).")
    private @Nullable Double temperature;

    @Option(
            names = "--top-k",
            paramLabel = "K",
            description = "Number of most likely tokens to draw from, at least 1 (default: the run's, else all).")
    private @Nullable Integer topK;

    @Option(names = "--seed", paramLabel = "N", description = "Random seed of the draws (default: the run's, else 1).")
    private @Nullable Long seed;

    @Option(names = "--json", description = "Prints JSON instead of the text.")
    private boolean json;

    @Mixin
    private Machine machine;

    @Override
    public void run() {
        Generation wanted = wanted();
        try (Predictor predictor = Predictor.load(folder, machine.options())) {
            machine.note(folder);
            String text = predictor.generate(wanted);
            warn(predictor.unknown(wanted.prompt()));
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.print(new String(Codec.page(GeneratedRecord.of(wanted, text)), StandardCharsets.UTF_8));
            } else {
                out.println(wanted.prompt() + predictor.form().between() + text);
            }
            out.flush();
        }
    }

    private void warn(List<String> unknown) {
        if (!unknown.isEmpty()) {
            PrintWriter errors = spec.commandLine().getErr();
            errors.println(
                    "warning  the model does not know %s of the prompt, and reads the unknown token in their place"
                            .formatted(unknown.stream()
                                    .map(token -> "'" + token + "'")
                                    .collect(Collectors.joining(", "))));
            errors.flush();
        }
    }

    private Generation wanted() {
        RunFolder run = RunFolder.open(folder);
        Generation own = run.experiment(machine.options().files()).study().generate();
        String text = prompt == null && own != null ? own.prompt() : prompt;
        if (text == null) {
            throw new InvalidRequestException("no text to go on with is given; give --prompt");
        }
        Generation wanted = own == null ? new Generation(text) : own.withPrompt(text);
        wanted = topK == null ? wanted : wanted.withTopK(topK);
        wanted = length == null ? wanted : wanted.withLength(length);
        wanted = temperature == null ? wanted : wanted.withTemperature(temperature);
        return seed == null ? wanted : wanted.withSeed(seed);
    }
}
