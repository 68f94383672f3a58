package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.check.InvalidRequestException;
import nunchi.clustering.ClusteringStudy;
import nunchi.codec.Catalogue;
import nunchi.data.DataCatalogue;
import nunchi.experiment.Course;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.Learner;
import nunchi.experiment.Outline;
import nunchi.experiment.StudySettings;
import nunchi.model.DataSchema;
import nunchi.token.TextSettings;
import nunchi.train.Trained;
import nunchi.train.Trainer;
import nunchi.train.TrainingListener;
import nunchi.weights.Fingerprint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every key of every file that a person writes has its effect wherever it is taken, or is refused where it could have
/// none.
final class EveryKeyTest {
    private static final String PLAIN = """
            name: plain
            data: {name: digits, batch: 100, preprocess: [{scale: 16}]}
            model: [{dense: {units: 16, activation: relu}}, {dropout: {rate: 0.1}}, {dense: {units: 10}}]
            loss: softmaxCrossEntropy
            optimizer: {sgd: {learningRate: 0.1}}
            train: {epochs: 6}
            """;

    /// Keys whose effect is none on the weights and figures of a plain training, and does not hang on others: words,
    /// files, bounds, what is looked into.
    private static final String ALWAYS = """
            Experiment: name
            Learner: strict
            StudySettings: title description published search inspect variants generate
            Generation: prompt length temperature topK seed
            Stratified: generator
            KFold: generator
            ImageForm: size channels fit
            Columns: columns
            Words: lowercase punctuation
            Subwords: size
            Normalization: unicode lowercase stripAccents alphabet
            VocabularySettings: size minCount
            LengthSettings: max truncate
            Positions: steps
            EncoderDecoder: targetSteps
            TargetText: column
            Explicit: top bottom left right weights
            MeanSquaredError: reduction
            AbsoluteError: reduction
            BinaryCrossEntropy: reduction
            TrainSettings: maxSeconds start histograms
            EarlyStopping: convention
            Start: from
            HistogramSettings: every rows
            Published: value source
            SearchSettings: grid pair random repeat objective
            Monitor: name
            RandomSettings: trials ranges
            InspectSettings: seed keepActivations tsne pictures gradientsOverTime statesOverTime attention
            OverTimeSettings: examples
            StatesOverTimeSettings: examples
            AttentionSettings: count
            SmoothGrad: samples noise seed
            IntegratedGradients: baseline steps
            Occlusion: window stride fill
            Variant: name set
            Outline: name data model title description
            ClusteringStudy: name points seed title description
            PointSettings: name title rows kmeans dbscan
            LayoutSettings: method
            MeansSettings: clusters restarts batch
            DensitySettings: epsilon minPoints
            """;

    /// Refused where they have no effect, which tests of their own hold.
    private static final String HELD = """
            Start: fresh
            Course: forkedFrom
            ForkedFrom: run epoch weightsSha256 experiment
            SearchSettings: parallel
            ClusteringStudy: kmeans dbscan
            PointSettings: label labels header ignore layout
            LayoutSettings: components perplexity iterations
            """;

    private static final String SHORT = PLAIN.replace("data: {", "data: {limit: {train: 70}, ")
            .replace("batch: 100", "batch: 20")
            .replace("epochs: 6", "epochs: 3");
    private static final DataCatalogue DATA = DataCatalogue.standard().keeping();
    private static final Backend BACKEND = Backends.fastest(1);

    /// @param setting without effect on what is plain
    record Idle(String key, String setting, String... beside) {
        @Override
        public String toString() {
            return key + ": " + setting;
        }
    }

    private static final List<Idle> REFUSED = List.of(
            new Idle("DataSettings.label", "data.label=species"),
            new Idle("DataSettings.target", "data.target=[price]"),
            new Idle("DataSettings.ignore", "data.ignore=[id]"),
            new Idle("DataSettings.image", "data.image={size: 8}"),
            new Idle("DataSettings.skipDamaged", "data.skipDamaged=true"),
            new Idle("DataSettings.header", "data.header=true"),
            new Idle("DataSettings.missing", "data.missing=mean"),
            new Idle("DataSettings.categories", "data.categories=[sex]"),
            new Idle("DataSettings.text", "data.text=word"),
            new Idle("TextSettings.tokens", "data.tokens=characters"),
            new Idle("TextSettings.normalize", "data.normalize={lowercase: true}"),
            new Idle("TextSettings.vocabulary", "data.vocabulary={size: 10}"),
            new Idle("TextSettings.length", "data.length={max: 10}"),
            new Idle("TextSettings.reverse", "data.reverse=true"),
            new Idle("TextSettings.startsWith", "data.startsWith=[a]"),
            new Idle("DataSettings.targetText", "data.targetText={tokens: characters}"),
            new Idle("StudySettings.decode", "decode={beam: 4}"),
            new Idle("DataSettings.window", "data.window=64"),
            new Idle("DataSettings.continueState", "data.continueState=true"),
            new Idle("DataSettings.sentences", "data.sentences=blankLine"),
            new Idle("DataSettings.buckets", "data.buckets=[10, 20]"),
            new Idle("StudySettings.generate", "generate={prompt: a}"),
            new Idle("BySource.amount", "data.test={bySource: 0.2}"),
            new Idle("DataSettings.picture", "data.picture=crop", "data.name=blobs"),
            new Idle("DataSettings.augment", "data.augment=[{flipHorizontal: 0.5}]", "data.name=blobs"),
            new Idle("DataSettings.views", "data.views={mirror: true}", "data.name=blobs"),
            new Idle("Limit.validation", "data.limit={validation: 10}"),
            new Idle("Limit.test", "data.limit={test: 10}"),
            new Idle("KFold.seed", "data.test={kFold: {folds: 5, fold: 1, shuffle: false, seed: 3}}"),
            new Idle("Dense.biasInit", "model.0.dense={units: 16, bias: false, biasInit: {constant: 1}}"),
            new Idle(
                    "Conv2d.biasInit",
                    "model.0={conv2d: {filters: 2, kernel: 3, bias: false, biasInit: {constant: 1}}}"),
            new Idle(
                    "DepthwiseConv2d.biasInit",
                    "model.0={depthwiseConv2d: {kernel: 3, bias: false, biasInit: {constant: 1}}}"),
            new Idle(
                    "SeparableConv2d.biasInit",
                    "model.0={separableConv2d: {filters: 2, kernel: 3, bias: false, biasInit: {constant: 1}}}"),
            new Idle(
                    "Conv2dTranspose.biasInit",
                    "model.0={conv2dTranspose: {filters: 2, kernel: 3, bias: false, biasInit: {constant: 1}}}"),
            new Idle("AveragePool2d.countPadding", "model.0={averagePool2d: {size: 2, countPadding: true}}"),
            new Idle("Sgd.nesterov", "optimizer.sgd.nesterov=true"),
            new Idle("TrainSettings.evaluateEvery", "train.evaluateEvery=3"),
            new Idle("TrainSettings.evaluateTest", "train.evaluateTest=true"),
            new Idle("TrainSettings.freeze", "train.freeze=[1]"),
            new Idle("TrainSettings.groups", "train.groups=[{weights: [bias]}]"),
            new Idle(
                    "WeightGroup.weightDecay",
                    "train.groups=[{weights: [bias], weightDecay: 0}]",
                    "optimizer={lookahead: {optimizer: {sgd: {learningRate: 0.1}}}}"),
            new Idle("TrainSettings.metrics", "train.metrics=[r2]"),
            new Idle("EarlyStopping.monitor", "train.earlyStopping={monitor: val_loss, patience: 1}"),
            new Idle(
                    "EarlyStopping.startFromEpoch",
                    "train.earlyStopping={monitor: loss, patience: 1, startFromEpoch: 6}"),
            new Idle("ReduceOnPlateau.monitor", "train.reduceOnPlateau={monitor: val_loss, factor: 0.5, patience: 1}"),
            new Idle(
                    "ReduceOnPlateau.minimumRate",
                    "train.reduceOnPlateau={monitor: loss, factor: 0.5, patience: 1, minimumRate: 0.1}"),
            new Idle("Published.what", "published=[{what: test accuracy, value: 0.9}]"),
            new Idle("Published.epoch", "published=[{what: test accuracy, value: 0.9, epoch: 2}]", "data.test=0.2"),
            new Idle("Published.trial", "published=[{what: loss, value: 0.9, epoch: 2, trial: 1}]"),
            new Idle("InspectSettings.part", "inspect={part: test}"),
            new Idle("InspectSettings.rows", "inspect={rows: 5000}"),
            new Idle("InspectSettings.layers", "inspect={layers: [7]}"),
            new Idle("InspectSettings.perplexity", "inspect={tsne: false, perplexity: 20}"),
            new Idle("InspectSettings.iterations", "inspect={tsne: false, iterations: 20}"),
            new Idle("PictureSettings.count", "inspect={pictures: {count: 4}}", "data.name=blobs"),
            new Idle("PictureSettings.methods", "inspect={pictures: {count: 0, methods: [gradient]}}"),
            new Idle("GradCam.layer", "inspect={pictures: {methods: [{gradCam: {layer: 0.dense}}]}}"));

    /// What the sentence has in place of the key's name.
    private static final Map<String, String> WORDS = Map.of(
            "DataSettings.augment",
            "images",
            "TrainSettings.freeze",
            "frozen",
            "BySource.amount",
            "texts",
            "Published.what",
            "published",
            "InspectSettings.part",
            "test",
            "InspectSettings.layers",
            "layer",
            "GradCam.layer",
            "0.dense");

    /// They group keys in Java alone.
    private static final Set<Class<?>> GROUPS =
            Set.of(Learner.class, StudySettings.class, Course.class, TextSettings.class);

    private static void collect(Type type, Set<Class<?>> records) {
        if (type instanceof ParameterizedType of) {
            Arrays.stream(of.getActualTypeArguments()).forEach(inner -> collect(inner, records));
        } else if (Catalogue.standard().knows((Class<?>) type)) {
            Catalogue.standard().of((Class<?>) type).forEach(each -> collect(each, records));
        } else if (((Class<?>) type).isRecord() && records.add((Class<?>) type)) {
            Arrays.stream(((Class<?>) type).getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .forEach(inner -> collect(inner, records));
        }
    }

    private static Stream<String> keys(String table) {
        return table.lines()
                .flatMap(line -> Arrays.stream(
                                line.substring(line.indexOf(": ") + 2).split(" "))
                        .map(key -> line.substring(0, line.indexOf(':')) + "." + key));
    }

    @Test
    void theWalkKnowsEveryKey() {
        Set<Class<?>> records = new HashSet<>();
        Stream.of(Experiment.class, Outline.class, ClusteringStudy.class).forEach(file -> collect(file, records));
        Set<String> all = records.stream()
                .flatMap(type -> Arrays.stream(type.getRecordComponents())
                        .filter(key -> !GROUPS.contains(key.getType()))
                        .map(key -> type.getSimpleName() + "." + key.getName()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> walked = Stream.of(
                        keys(ALWAYS), keys(HELD), REFUSED.stream().map(Idle::key), KeyEffects.keys())
                .flatMap(keys -> keys)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(walked)
                .as("a new key: say where it has no effect, and refuse it there")
                .containsExactlyElementsOf(all);
    }

    private static void check(List<String> settings) {
        ExperimentFile files = new ExperimentFile();
        Experiment experiment = files.with(files.parse(PLAIN), settings);
        RunOptions options = new RunOptions();
        Runs.check(experiment, options.whole(experiment), options);
    }

    @ParameterizedTest
    @FieldSource("REFUSED")
    void aKeyWithoutEffectIsRefusedByItsName(Idle idle) {
        check(List.of());
        String name = idle.key.substring(idle.key.indexOf('.') + 1);
        assertThatThrownBy(() -> check(Stream.concat(Stream.of(idle.beside), Stream.of(idle.setting))
                        .toList()))
                .isInstanceOf(InvalidRequestException.class)
                .message()
                .containsIgnoringCase(WORDS.getOrDefault(idle.key, name));
    }

    private static List<KeyEffects.Effect> effects() {
        return KeyEffects.all();
    }

    @ParameterizedTest
    @MethodSource("effects")
    void aKeyWithAnEffectChangesTheResult(KeyEffects.Effect effect) {
        assertThat(result(effect.setting())).isNotEqualTo(result(effect.other()));
    }

    /// Weights and figures that a short training comes to.
    private static List<Object> result(String setting) {
        ExperimentFile files = new ExperimentFile();
        Experiment experiment = files.with(files.parse(SHORT), List.of(setting.split(" ;; ")));
        Trained trained = Trainer.train(
                experiment, experiment.data().whole(DATA, DataSchema.ANY), BACKEND, TrainingListener.none());
        return Arrays.asList(
                trained.epochs(),
                Fingerprint.of(trained.weights()),
                trained.train(),
                trained.validation(),
                trained.test());
    }
}
