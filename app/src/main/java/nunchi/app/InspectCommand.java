package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import nunchi.check.Check;
import nunchi.data.Split;
import nunchi.experiment.AttentionSettings;
import nunchi.experiment.InspectSettings;
import nunchi.experiment.OverTimeSettings;
import nunchi.experiment.PictureSettings;
import nunchi.experiment.StatesOverTimeSettings;
import nunchi.predict.ExampleForm;
import nunchi.predict.Question;
import nunchi.run.InspectedPicture;
import nunchi.run.Inspections;
import nunchi.run.RunFolder;
import nunchi.saliency.Saliency;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nunchi inspect RUN`.
@Command(
        name = "inspect",
        header =
                "Inspects the layers of a run's model: maps by PCA and t-SNE, separation of the classes, saliency and feature maps.",
        description =
                "Writes inspection.json into the run's folder and rewrites the run's report. The same seed gives the same maps.",
        footer = {
            "",
            "Examples:",
            "  nunchi inspect runs/2026-11-21-1502-digits",
            "  nunchi inspect runs/2026-11-21-1502-digits --rows 10000 --part train --perplexity 40 --iterations 300"
        })
final class InspectCommand implements Runnable {
    private static final int MOST_PICTURES = 50;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "Folder of a run.")
    private Path folder;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description =
                    "Number of examples, chosen at random, at least 2 (default: 2,000, or all where there are fewer).")
    private @Nullable Integer rows;

    @Option(
            names = "--part",
            paramLabel = "PART",
            description = "Split to inspect: train, validation or test (default: the last of these that the run has).")
    private @Nullable String part;

    @Option(
            names = "--layer",
            paramLabel = "PATH",
            description =
                    "Layer to inspect, by position or path: 0 or 0.dense; examples for the input; repeatable (default: the input and all layers).")
    private List<String> layers = List.of();

    @Option(
            names = "--perplexity",
            paramLabel = "N",
            description =
                    "Perplexity of t-SNE, at least 1, roughly the number of neighbours of each example (default: 30).")
    private @Nullable Double perplexity;

    @Option(names = "--iterations", paramLabel = "N", description = "Number of iterations of t-SNE (default: 1,000).")
    private @Nullable Integer iterations;

    @Option(
            names = "--gradients-over-time",
            paramLabel = "N",
            description = "Shows the gradients of the loss over the steps of recurrent layers, the mean of N examples"
                    + " (default: not shown).")
    private @Nullable Integer overTime;

    @Option(
            names = "--states-over-time",
            paramLabel = "N",
            description = "Shows the states and gates of recurrent layers over the steps of N examples, 1 to 20"
                    + " (default: not shown).")
    private @Nullable Integer states;

    @Option(
            names = "--attention",
            paramLabel = "N",
            description = "Shows where each attention looks, for N examples, 1 to 50 (default: not shown).")
    private @Nullable Integer attention;

    @Option(names = "--no-tsne", description = "Maps the examples by PCA alone.")
    private boolean withoutTsne;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Random seed that chooses the examples (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--keep-activations",
            description =
                    "Stores the outputs of the layers for all examples of the split as .npy arrays in RUN/activations.")
    private boolean keepActivations;

    @Option(
            names = "--images",
            paramLabel = "N",
            description =
                    "Number of examples shown with saliency and feature maps, 0 to 100: the most confident right and wrong answers (default: 10).")
    private @Nullable Integer images;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description =
                    "Own image, or folder of images, shown with saliency and feature maps; repeatable (default: none).")
    private List<Path> pictures = List.of();

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description =
                    "Saliency method: gradient, smoothGrad, integratedGradients, gradCam or occlusion; repeatable (default: all that fit the model).")
    private List<String> methods = List.of();

    @Mixin
    private DataPlace data;

    @Mixin
    private Machine machine;

    @Override
    public void run() {
        Check.require(
                !withoutTsne || perplexity == null && iterations == null,
                "--perplexity and --iterations are about t-SNE; omit them or --no-tsne");
        PrintWriter out = spec.commandLine().getOut();
        Check.require(
                images == null || ExampleForm.read(RunFolder.open(folder)).image() != null,
                "--images draws examples that are images, but those of this run are none; omit it");
        InspectSettings wanted = new InspectSettings(
                part == null ? null : Split.named(part),
                rows,
                layers,
                !withoutTsne,
                perplexity,
                iterations,
                seed,
                keepActivations,
                pictureSettings(),
                overTime == null ? null : new OverTimeSettings(overTime),
                states == null ? null : new StatesOverTimeSettings(states),
                attention == null ? null : new AttentionSettings(attention));
        machine.note(folder);
        LayerLines lines = new LayerLines(out, Terminal.present().width());
        Inspections.inspect(folder, wanted, own(), machine.options(data), lines);
        out.println();
        out.println("report   " + folder.resolve(RunFolder.REPORT));
        out.flush();
    }

    private PictureSettings pictureSettings() {
        return new PictureSettings(
                images == null ? new PictureSettings().count() : images,
                methods.stream().map(Saliency::named).toList());
    }

    /// Read before anything is computed, so that a wrong name does not cost a minute.
    private List<InspectedPicture> own() {
        if (pictures.isEmpty()) {
            return List.of();
        }
        List<Question> questions = Question.of(pictures, ExampleForm.read(RunFolder.open(folder)), MOST_PICTURES);
        Check.require(
                questions.size() <= MOST_PICTURES,
                "%d images are too many for one page; give at most %d".formatted(questions.size(), MOST_PICTURES));
        return questions.stream()
                .map(question -> {
                    Question.Given given = question.given().get();
                    return new InspectedPicture(
                            Path.of(question.name()).getFileName().toString(), given.values(), given.original());
                })
                .toList();
    }
}
