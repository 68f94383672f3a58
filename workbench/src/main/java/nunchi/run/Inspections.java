package nunchi.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.data.Dataset;
import nunchi.data.Subset;
import nunchi.embed.Tsne;
import nunchi.experiment.Experiment;
import nunchi.inspect.LayerMap;
import nunchi.inspect.LayerMaps;
import nunchi.interchange.Activations;
import nunchi.random.RandomKey;
import nunchi.report.Report;
import nunchi.train.Snapshot;
import nunchi.train.TrainingFailedException;

/// Looks inside the model of a stored run.
public final class Inspections {
    private static final int ROWS = 2000;
    private static final int ITERATIONS = 1000;
    private static final double PERPLEXITY = 30;
    private static final int NEIGHBOURS_PER_PERPLEXITY = 3;

    private Inspections() {}

    /// What is wanted of an inspection.
    ///
    /// @param part       `train`, `validation` or `test`; null for the last of these that there is
    /// @param rows       of the part, chosen at random, the same for all layers; null for 2,000, or all where there are fewer
    /// @param layers     by position or path, `examples` for what goes in; empty for what enters the model's own first layer and what leaves each
    /// @param tsne       whether rows are laid out by t-SNE too
    /// @param perplexity of t-SNE; null for 30, or a third of the other rows where these are fewer than 90
    /// @param iterations of t-SNE; null for 1,000
    /// @param seed       of the choice of rows
    public record Wanted(String part, Integer rows, List<String> layers, boolean tsne, Double perplexity, Integer iterations, long seed) {
        public Wanted {
            layers = List.copyOf(layers);
        }

        /// All layers, 2,000 rows of the last part, t-SNE with 1,000 iterations.
        public Wanted() {
            this(null, null, List.of(), true, null, null, 1);
        }

        int rowsOf(Dataset data) {
            int most = data.size();
            Check.require(rows == null || rows >= 2 && rows <= most, "there are %,d rows; ask for 2 to %,d of them, not %,d".formatted(most, most, rows));
            return rows == null ? Math.min(ROWS, most) : rows;
        }

        Tsne tsne(int count) {
            double most = Math.max(1, (count - 1) / NEIGHBOURS_PER_PERPLEXITY);
            return tsne ? new Tsne(perplexity == null ? Math.min(PERPLEXITY, most) : perplexity, iterations == null ? ITERATIONS : iterations) : null;
        }
    }

    /// Lays out what the layers make of the run's data, writes it to `inspection.json` in the run's folder and the run's report anew.
    ///
    /// @param progress told of each layer when it is done
    /// @throws nunchi.check.InvalidRequestException when there is no such run, part or layer, no model yet, or not enough rows
    /// @throws TrainingFailedException              when memory or disk is too small
    public static List<LayerMap> inspect(Path folder, Wanted wanted, RunOptions options, Consumer<LayerMap> progress) {
        RunFolder run = RunFolder.open(folder);
        Experiment experiment = run.experiment(options.files());
        Snapshot model = Runs.model(run, experiment);
        SequencedMap<String, Dataset> parts = Work.named(Runs.load(experiment.data(), experiment.seed(), options));
        InspectionFile.Chosen chosen = choose(Runs.wanted(wanted.part, parts), parts, wanted);
        Tsne tsne = wanted.tsne(chosen.numbers().length);
        try (Backend backend = options.open()) {
            LayerMaps maps = new LayerMaps(new Activations(experiment.layers(), model.tensors()), tsne);
            List<LayerMap> layers = maps.of(chosen.rows(), wanted.layers, backend, progress);
            run.write(RunFolder.INSPECTION, Json.compact(InspectionFile.tree(chosen, wanted.seed, tsne, layers)));
            Report.write(folder);
            return layers;
        } catch (OutOfMemoryError full) {
            throw new TrainingFailedException(
                    "memory is too small for what a layer makes of %,d rows: the heap has %,d MB; ask for fewer rows or start with a larger -Xmx".formatted(
                    chosen.numbers().length, Runtime.getRuntime().maxMemory() >> 20), full);
        }
    }

    private static InspectionFile.Chosen choose(String part, SequencedMap<String, Dataset> parts, Wanted wanted) {
        Dataset data = parts.get(part);
        int count = wanted.rowsOf(data);
        int[] numbers = Arrays.stream(RandomKey.of(wanted.seed).with("inspect").permutation(data.size())).limit(count).sorted().toArray();
        return new InspectionFile.Chosen(part, numbers, data.size(), new Subset(data, numbers));
    }
}
