package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import nunchi.check.Check;
import nunchi.experiment.InspectSettings;
import nunchi.experiment.PictureSettings;
import nunchi.inspect.LayerMap;
import nunchi.predict.ExampleForm;
import nunchi.predict.Question;
import nunchi.run.InspectedPicture;
import nunchi.run.Inspections;
import nunchi.run.RunFolder;
import nunchi.saliency.Saliency;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nunchi inspect RUN`.
@Command(
        name = "inspect",
        header = "Shows what each layer of a run's model makes of the data: PCA beside t-SNE, and how far the classes lie apart.",
        description = "Writes inspection.json into the run's folder and the run's report anew. The same seed lays out the same rows in the same places.",
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

    @Parameters(paramLabel = "RUN", description = "The folder of a run.")
    private Path folder;

    @Option(names = "--rows", paramLabel = "N",
            description = "How many rows, chosen at random, the same for all layers; 2,000 unless given, or all where there are fewer.")
    private Integer rows;

    @Option(names = "--part", paramLabel = "PART", description = "Of which part: train, validation or test; the last of these that there is unless given.")
    private String part;

    @Option(names = "--layer", paramLabel = "PATH",
            description = "One layer alone, such as 0 or 0.dense, or examples for what goes in; may be given several times.")
    private List<String> layers = List.of();

    @Option(names = "--perplexity", paramLabel = "N", description = "About how many neighbours t-SNE keeps together; 30 unless given.")
    private Double perplexity;

    @Option(names = "--iterations", paramLabel = "N", description = "Of t-SNE, all counted; 1,000 unless given.")
    private Integer iterations;

    @Option(names = "--no-tsne", description = "Draws by principal components alone.")
    private boolean withoutTsne;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Which rows are chosen; ${DEFAULT-VALUE} unless given.")
    private long seed;

    @Option(names = "--keep-activations", description = "Keeps what the layers make of all rows of the part as .npy arrays in RUN/activations.")
    private boolean keepActivations;

    @Option(names = "--images", paramLabel = "N",
            description = "How many pictures of the data are shown from within: the surest right answers and the surest mistakes; 10 unless given.")
    private Integer images;

    @Option(names = "--picture", paramLabel = "FILE",
            description = "A picture of one's own, or a folder of them, to be looked at through the model; may be given several times.")
    private List<Path> pictures = List.of();

    @Option(names = "--method", paramLabel = "NAME",
            description = "gradient, smoothGrad, integratedGradients, gradCam or occlusion; may be given several times, all that fit the model unless given.")
    private List<String> methods = List.of();

    @Mixin
    private DataPlace data;

    @Mixin
    private Machine machine;

    @Override
    public void run() {
        Check.require(!withoutTsne || perplexity == null && iterations == null, "--perplexity and --iterations are about t-SNE; leave them or --no-tsne away");
        PrintWriter out = spec.commandLine().getOut();
        InspectSettings wanted = new InspectSettings(part, rows, layers, !withoutTsne, perplexity, iterations, seed, keepActivations,
                pictureSettings());
        out.println("Rows with their nearest of the same class, by all values, in the PCA plane and on the t-SNE map:");
        out.println(line("layer", "output", "all values", "PCA", "t-SNE", "KL", "PCA variance"));
        Inspections.inspect(folder, wanted, own(), machine.options(data), layer -> {
            out.println(line(layer));
            out.flush();
        });
        out.println();
        out.println("report   " + folder.resolve(RunFolder.REPORT));
        out.flush();
    }

    private PictureSettings pictureSettings() {
        return new PictureSettings(images == null ? new PictureSettings().count() : images, methods.stream().map(Saliency::named).toList());
    }

    /// Read before anything is computed, so that a wrong name does not cost a minute.
    private List<InspectedPicture> own() {
        if (pictures.isEmpty()) {
            return List.of();
        }
        List<Question> questions = Question.of(pictures, ExampleForm.read(RunFolder.open(folder)), MOST_PICTURES);
        Check.require(questions.size() <= MOST_PICTURES, "%d pictures are too many for one page; give at most %d".formatted(questions.size(), MOST_PICTURES));
        return questions.stream().map(question -> {
            Question.Given given = question.given().get();
            return new InspectedPicture(Path.of(question.name()).getFileName().toString(), given.values(), given.original());
        }).toList();
    }

    private static String line(LayerMap layer) {
        boolean embedded = layer.embedding() != null;
        return line(layer.path(), layer.output().toString(), share(layer.nearestLabel()), share(layer.principal().nearestLabel()),
                embedded ? share(layer.embedding().plane().nearestLabel()) : "–", embedded ? Numbers.loss(layer.embedding().divergence()) : "–",
                share(Arrays.stream(layer.shares()).sum()));
    }

    private static String share(double share) {
        return Double.isNaN(share) ? "–" : Numbers.percent(share);
    }

    /// In columns, since each layer is printed as soon as it is done.
    private static String line(String... cells) {
        return String.format(Locale.ROOT, "%-24s  %-14s  %10s  %10s  %10s  %8s  %12s", (Object[]) cells);
    }
}
