package nunchi.spark;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.data.DataCatalogue;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.run.RunOptions;
import nunchi.search.Trial;
import nunchi.version.NunchiVersion;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/// What an executor must have to train the trials of a search with the driver's bits.
///
/// @param id         of this search in this driver
/// @param version    of Nunchi
/// @param samples    an experiment for each kind of data, as text, and its [Ingredients]
/// @param dataFolder where data sets are looked for first, if it is there; null for the usual places alone
/// @param backend    by name; null for the fastest
/// @param parcel     data that executors lack; null where none was sent
record Needs(
        String id,
        String version,
        LinkedHashMap<String, String> samples,
        @Nullable String dataFolder,
        @Nullable String backend,
        boolean tensorboard,
        @Nullable Broadcast<byte[]> parcel)
        implements Serializable {
    private static final Runtime.Version OLDEST = Runtime.Version.parse("25.0.3");
    private static final String VECTOR = "jdk.incubator.vector";

    /// Looks at the driver's data.
    static Needs of(List<Trial> trials, RunOptions options) {
        Map<String, Experiment> kinds = new LinkedHashMap<>();
        for (Trial trial : trials) {
            kinds.putIfAbsent(Ingredients.key(trial.experiment()), trial.experiment());
        }
        LinkedHashMap<String, String> samples = new LinkedHashMap<>();
        for (Experiment sample : kinds.values()) {
            samples.put(options.files().write(sample), Ingredients.of(sample, options));
        }
        Path folder = options.data().folders().given();
        return new Needs(
                UUID.randomUUID().toString(),
                NunchiVersion.number(),
                samples,
                folder == null ? null : folder.toAbsolutePath().toString(),
                options.backend(),
                options.tensorboard(),
                null);
    }

    /// The same for executors that get the data from the driver.
    Needs with(Broadcast<byte[]> data) {
        return new Needs(id + "+", version, samples, dataFolder, backend, tensorboard, data);
    }

    /// @throws InvalidRequestException where this process is not fit, whatever data it has
    void requireProgram() {
        Check.require(
                Runtime.version().compareToIgnoreOptional(OLDEST) >= 0,
                "it runs Java %s, and Spark needs %s or newer".formatted(Runtime.version(), OLDEST));
        Check.require(
                NunchiVersion.number().equals(version),
                "it has Nunchi %s, and the driver %s".formatted(NunchiVersion.number(), version));
        Check.require(
                ModuleLayer.boot().findModule(VECTOR).isPresent(),
                "its Java was started without %s; give its executors --add-modules=%1$s by spark.executor.extraJavaOptions"
                        .formatted(VECTOR));
    }

    /// How this process trains.
    ///
    /// @param folder with the data that were sent; null for none
    RunOptions options(@Nullable Path folder) {
        Path own = dataFolder == null ? null : Path.of(dataFolder);
        Path first = folder != null ? folder : own != null && Files.isDirectory(own) ? own : null;
        return new RunOptions()
                .withData(DataCatalogue.standard(first).withDownloader(null))
                .keepingData()
                .withBackend(backend)
                .withTensorboard(tensorboard);
    }

    /// @throws UnfitHostException      where data or weights to begin with are absent
    /// @throws InvalidRequestException where they are others than the driver's
    void requireIngredients(RunOptions options) {
        samples.forEach((text, expected) -> {
            Experiment sample = new ExperimentFile().parse(text);
            Check.require(
                    ingredients(sample, options).equals(expected),
                    "its %s has other contents than the driver's, by their checksums"
                            .formatted(sample.data().name()));
        });
    }

    private static String ingredients(Experiment sample, RunOptions options) {
        try {
            return Ingredients.of(sample, options);
        } catch (InvalidRequestException absent) {
            throw new UnfitHostException(absent.getMessage(), true);
        }
    }
}
