package nunchi.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.check.Remedy;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Splits;
import nunchi.data.Subset;
import nunchi.embed.Tsne;
import nunchi.experiment.AttentionSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.InspectSettings;
import nunchi.experiment.OverTimeSettings;
import nunchi.experiment.StatesOverTimeSettings;
import nunchi.inspect.AttentionWeights;
import nunchi.inspect.GradientsOverTime;
import nunchi.inspect.LayerMap;
import nunchi.inspect.LayerMaps;
import nunchi.inspect.StatesOverTime;
import nunchi.interchange.Activations;
import nunchi.network.Network;
import nunchi.network.Preprocessed;
import nunchi.random.RandomKey;
import nunchi.record.AttentionRecord;
import nunchi.record.Codec;
import nunchi.record.InspectionRecord;
import nunchi.record.InspectionRecord.InnerRecord;
import nunchi.record.ReportWriter;
import nunchi.record.StatesRecord;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingFailedException;
import nunchi.weights.Fingerprint;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// Looks inside the model of a stored run.
public final class Inspections {
    private static final int ROWS = 2000;
    private static final int ITERATIONS = 1000;
    private static final double PERPLEXITY = 30;
    private static final int NEIGHBOURS_PER_PERPLEXITY = 3;

    private final RunFolder run;
    private final Experiment experiment;
    private final Snapshot model;
    private final Splits parts;
    private final Backend backend;

    private Inspections(RunFolder run, Experiment experiment, Snapshot model, Splits parts, Backend backend) {
        this.run = run;
        this.experiment = experiment;
        this.model = model;
        this.parts = parts;
        this.backend = backend;
    }

    /// Lays out what the layers make of the run's data, writes it to `inspection.json` in the run's folder and the
    /// run's report anew.
    ///
    /// @param progress told of each layer when it is done
    /// @throws nunchi.check.InvalidRequestException when there is no such run, part or layer, no model yet, or not
    ///                                              enough rows
    /// @throws TrainingFailedException              when memory or disk is too small
    public static List<LayerMap> inspect(
            Path folder, InspectSettings wanted, RunOptions options, Consumer<LayerMap> progress) {
        return inspect(folder, wanted, List.of(), options, progress);
    }

    /// The same, and looks at a person's own images through the model too.
    ///
    /// @param own fitted to the model's examples
    /// @throws nunchi.check.InvalidRequestException when there is no such run, part or layer, no model yet, or not
    ///                                              enough rows
    /// @throws nunchi.check.StoppedException        when the thread was interrupted, a listener asked for it, or code
    ///                                              of the program's own threw an exception
    public static List<LayerMap> inspect(
            Path folder,
            InspectSettings wanted,
            List<InspectedPicture> own,
            RunOptions options,
            Consumer<LayerMap> progress) {
        RunFolder run = RunFolder.open(folder);
        Experiment experiment = run.trainedExperiment(options.files());
        Snapshot model = StoredModel.of(run, experiment);
        Splits parts = StoredData.own(run, experiment, options);
        try (Backend backend = options.open()) {
            return new Inspections(run, experiment, model, parts, backend).reported(wanted, own, progress);
        }
    }

    /// The same where a program gave the run's data: the data once more.
    ///
    /// @throws nunchi.check.InvalidRequestException also when it is not what the run learnt from
    public static List<LayerMap> inspect(
            Path folder, Datasets whole, InspectSettings wanted, RunOptions options, Consumer<LayerMap> progress) {
        RunFolder run = RunFolder.open(folder);
        Experiment experiment = run.trainedExperiment(options.files());
        Snapshot model = StoredModel.of(run, experiment);
        Splits parts = StoredData.cut(run, experiment, whole);
        Environment.requireSame(run, parts);
        try (Backend backend = options.open()) {
            return new Inspections(run, experiment, model, parts, backend).reported(wanted, List.of(), progress);
        }
    }

    private List<LayerMap> reported(InspectSettings wanted, List<InspectedPicture> own, Consumer<LayerMap> progress) {
        List<LayerMap> layers = inspect(wanted, own, progress);
        ReportWriter.report(run.path());
        return layers;
    }

    /// Does what the experiment's own `inspect` says.
    static void after(RunResult result, InspectSettings wanted, Splits parts, RunOptions options, Backend backend) {
        Experiment experiment = result.experiment();
        new Inspections(result.folder(), experiment, result.trained().weights(), parts, backend)
                .inspect(wanted, List.of(), layer -> tell(options, layer));
    }

    static void tell(RunOptions options, LayerMap layer) {
        options.listener().on(new TrainingEvent.Inspected(layer.path(), layer.nearestLabel()));
    }

    /// Whether the run has an inspection, and of the model that it ended with.
    static boolean isOfModel(RunFolder run) {
        String model = run.weights().orElse(null);
        return run.read(RunFolder.INSPECTION, InspectionRecord.class)
                .filter(inspection -> inspection.weightsSha256() == null
                        || inspection.weightsSha256().equals(model))
                .isPresent();
    }

    /// What can be seen before a training of what stands in the way of its inspection.
    ///
    /// @throws nunchi.check.InvalidRequestException when there is no such part or layer, or not enough rows
    static void check(Experiment experiment, Splits parts) {
        InspectSettings wanted = experiment.study().inspect();
        if (wanted != null) {
            Work.Part part = Work.wanted(wanted.part(), Work.named(parts));
            Dataset data = part.data();
            int rows = count(wanted.rows(), data.size());
            Check.require(
                    rows > 1,
                    "inspect lays out the rows of the %s set, which has %s; a map needs at least 2"
                            .formatted(part.split(), rows == 1 ? "one" : "none"));
            Tsne tsne = tsne(wanted, rows);
            if (tsne != null) {
                tsne.neighbours(rows);
            }
            requireRandom(wanted, rows, data.size());
            InspectedPictures.check(experiment, data, wanted.pictures(), 0);
            requireLayers(experiment.layers(), wanted.layers());
            requireSteps(experiment, wanted, data);
        }
    }

    private static void requireSteps(Experiment experiment, InspectSettings wanted, Dataset data) {
        Check.require(
                wanted.gradientsOverTime() == null || GradientsOverTime.possible(experiment, data),
                "gradientsOverTime looks at the steps of recurrent layers, but the model has none; omit it");
        Check.require(
                wanted.statesOverTime() == null || GradientsOverTime.possible(experiment, data),
                "statesOverTime looks at the steps of recurrent layers, but the model has none; omit it");
        Check.require(
                wanted.attention() == null || AttentionWeights.possible(experiment, data),
                "attention shows where attention and crossAttention look, but the model has neither; omit it");
    }

    private static void requireRandom(InspectSettings wanted, int rows, int all) {
        Check.require(
                rows < all || wanted.seed() == new InspectSettings().seed(),
                "the seed says which rows are inspected, but all %,d are; leave the seed out, or ask for fewer rows"
                        .formatted(all));
    }

    /// Whole layers have outputs; what is within one has none of its own.
    private static void requireLayers(Preprocessed layers, List<String> wanted) {
        for (String path : layers.paths(
                wanted.stream().filter(path -> !path.equals(Network.EXAMPLES)).toList())) {
            Check.require(
                    layers.byPath().containsKey(path),
                    "%s is within a layer; the layers to choose from are %s"
                            .formatted(path, String.join(", ", layers.byPath().keySet())));
        }
    }

    private List<LayerMap> inspect(InspectSettings wanted, List<InspectedPicture> own, Consumer<LayerMap> progress) {
        Work.Part part = Work.wanted(wanted.part(), Work.named(parts));
        Dataset data = part.data();
        InspectedPictures.check(experiment, data, wanted.pictures(), own.size());
        requireSteps(experiment, wanted, data);
        InspectionFile.Chosen chosen = choose(part, wanted);
        Tsne tsne = tsne(wanted, chosen.numbers().length);
        Activations activations = new Activations(experiment.layers(), model.tensors());
        LayerMaps maps = new LayerMaps(activations, tsne);
        try {
            if (wanted.keepActivations()) {
                List<String> paths = maps.paths(wanted.layers());
                activations.write(data, data.size(), paths, run.file(RunFolder.ACTIVATIONS), backend);
            }
            List<LayerMap> layers = maps.of(chosen.rows(), wanted.layers(), backend, progress);
            InnerRecord inner = new InspectedPictures(experiment, model, data, backend).of(wanted.pictures(), own);
            InspectionFile.Seen seen = new InspectionFile.Seen(
                    layers, inner, overTime(wanted, chosen.rows()), states(wanted, chosen), attention(wanted, chosen));
            run.write(RunFolder.INSPECTION, Codec.compact(InspectionFile.of(chosen, tsne, seen, fingerprint())));
            return layers;
        } catch (OutOfMemoryError full) {
            throw new TrainingFailedException(
                    "memory is too small for the outputs of a layer for %,d rows: the heap has %,d MB; ask for fewer rows or %s"
                            .formatted(
                                    chosen.numbers().length,
                                    Runtime.getRuntime().maxMemory() >> 20,
                                    Remedy.LARGER_HEAP),
                    full);
        }
    }

    private @Nullable List<GradientsOverTime> overTime(InspectSettings wanted, Dataset rows) {
        OverTimeSettings settings = wanted.gradientsOverTime();
        if (settings == null) {
            return null;
        }
        return GradientsOverTime.of(experiment, model.tensors(), first(rows, settings.examples()));
    }

    private @Nullable StatesRecord states(InspectSettings wanted, InspectionFile.Chosen chosen) {
        StatesOverTimeSettings settings = wanted.statesOverTime();
        if (settings == null) {
            return null;
        }
        Dataset rows = first(chosen.rows(), settings.examples());
        return StatesFile.of(StatesOverTime.of(experiment, model.tensors(), rows, backend), rows, chosen.numbers());
    }

    private @Nullable AttentionRecord attention(InspectSettings wanted, InspectionFile.Chosen chosen) {
        AttentionSettings settings = wanted.attention();
        if (settings == null) {
            return null;
        }
        Dataset rows = first(chosen.rows(), settings.count());
        return AttentionFile.of(
                AttentionWeights.of(experiment, model.tensors(), rows, backend), rows, chosen.numbers());
    }

    private static Dataset first(Dataset rows, int count) {
        return new Subset(rows, IntStream.range(0, Math.min(count, rows.size())).toArray());
    }

    /// Of the model; a run that went on meanwhile has another.
    private String fingerprint() {
        String inspected = Fingerprint.of(model);
        String ended = run.weights().orElse(inspected);
        Check.require(
                ended.equals(inspected),
                "%s went on while its model was inspected; inspect it again".formatted(run.path()));
        return inspected;
    }

    private static InspectionFile.Chosen choose(Work.Part part, InspectSettings wanted) {
        Dataset data = part.data();
        int count = count(wanted.rows(), data.size());
        requireRandom(wanted, count, data.size());
        int[] numbers = Arrays.stream(
                        RandomKey.of(wanted.seed()).with("inspect").permutation(data.size()))
                .limit(count)
                .sorted()
                .toArray();
        return new InspectionFile.Chosen(part.split(), numbers, data.size(), wanted.seed(), new Subset(data, numbers));
    }

    private static int count(@Nullable Integer rows, int most) {
        Check.require(
                rows == null || rows <= most,
                "there are %,d rows; ask for 2 to %,d of them, not %,d".formatted(most, most, rows));
        return rows == null ? Math.min(ROWS, most) : rows;
    }

    private static @Nullable Tsne tsne(InspectSettings wanted, int count) {
        if (!wanted.tsne()) {
            return null;
        }
        double most = Math.max(1, (count - 1) / NEIGHBOURS_PER_PERPLEXITY);
        int iterations = wanted.iterations() == null ? ITERATIONS : wanted.iterations();
        return new Tsne(wanted.perplexity() == null ? Math.min(PERPLEXITY, most) : wanted.perplexity(), iterations);
    }
}
