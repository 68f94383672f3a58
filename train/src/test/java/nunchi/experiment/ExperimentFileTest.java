package nunchi.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import nunchi.activation.LeakyRelu;
import nunchi.activation.Relu;
import nunchi.codec.Tree;
import nunchi.data.Generator;
import nunchi.data.Limit;
import nunchi.data.Split;
import nunchi.data.Splitter;
import nunchi.init.Constant;
import nunchi.init.GlorotUniform;
import nunchi.init.HeUniform;
import nunchi.init.Zeros;
import nunchi.layer.Dense;
import nunchi.layer.Scale;
import nunchi.loss.BinaryCrossEntropy;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.metric.F1;
import nunchi.network.ClipByNorm;
import nunchi.network.L2;
import nunchi.network.MaxNorm;
import nunchi.optimizer.Adam;
import nunchi.optimizer.Convention;
import nunchi.optimizer.RmsProp;
import nunchi.optimizer.Sgd;
import nunchi.prediction.DecodeSettings;
import nunchi.prediction.Generation;
import nunchi.saliency.GradCam;
import nunchi.saliency.SmoothGrad;
import nunchi.schedule.Cosine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentFileTest {
    static final String GOOD = """
            name: a
            data: {name: digits, batch: 10}
            model:
              - dense: {units: 10, activation: relu}
              - dense: 10
            loss: softmaxCrossEntropy
            optimizer: {sgd: 0.1}
            train: {epochs: 3}
            """;
    private final ExperimentFile files = new ExperimentFile();

    private static final String KEYS = "name data model loss optimizer train seed strict penalty clip "
            + "constraint title description published search decode inspect variants generate forkedFrom interventions";

    @Test
    void theExampleOfTheManualIsRead() {
        Experiment read = files.parse("""
                name: mlp-curves
                seed: 1
                data: {name: mnist, validation: {random: 6000}, batch: 100, dropLast: true, preprocess: [{scale: 255}]}
                model:
                  - dense: {units: 1024, activation: relu, init: heUniform}
                  - dense: {units: 10}
                loss: softmaxCrossEntropy
                optimizer: {sgd: {learningRate: 0.1}}
                train: {epochs: 30, evaluateEvery: 1, evaluateTest: true}
                """);
        assertThat(read)
                .isEqualTo(new Experiment(
                        "mlp-curves",
                        new DataSettings("mnist")
                                .withValidation(new Splitter.Random(6000))
                                .withBatch(100)
                                .withDropLast(true)
                                .withPreprocess(new Scale(255)),
                        List.of(new Dense(1024, new Relu(), new HeUniform()), new Dense(10)),
                        new SoftmaxCrossEntropy(),
                        new Sgd(0.1),
                        new TrainSettings(30).withEvaluateTest(true)));
    }

    @Test
    void whatIsWrittenIsReadBackEqual() {
        Experiment full = new Experiment(
                "007: \"x\" # y", fullData(), fullLearner(), fullTraining(), Long.MAX_VALUE, fullStudy());
        assertThat(files.parse(files.write(full))).isEqualTo(full);
    }

    private static DataSettings fullData() {
        return new DataSettings("digits")
                .withTest(new Splitter.Random(0.2, 101L, Generator.NUMPY))
                .withValidation(new Splitter.Last(0.1))
                .withBatch(7)
                .withDropLast(true)
                .withShuffle(false)
                .withLimit(new Limit(3000, null, 7));
    }

    private static Learner fullLearner() {
        return new Learner(
                List.of(new Dense(3, new LeakyRelu(0.3), new Constant(-0.5), new Zeros(), false)),
                new SoftmaxCrossEntropy(),
                new Sgd(new Cosine(0.1, 5), 0.9, true, 1e-9, Convention.PYTORCH),
                new L2(1e-4),
                null,
                null,
                true,
                fullCourse());
    }

    private static TrainSettings fullTraining() {
        return new TrainSettings(3)
                .withEvaluateEvery(2)
                .withEvaluateTest(true)
                .withEarlyStopping(new EarlyStopping(Monitor.VAL_LOSS, 4, 1e-4, true, EarlyStopping.Convention.SCIKIT));
    }

    private static StudySettings fullStudy() {
        return new StudySettings(
                "two\nlines",
                "눈치",
                List.of(new Published("loss", 1e-300, 500, 3, "a table")),
                fullSearch(),
                new DecodeSettings(4, 1.5, 30),
                fullInspection(),
                List.of(new Variant("raw", List.of("data.preprocess=[]", "data.name=moons"))),
                new Generation("눈\n", 5, 0.5, 3, -1));
    }

    private static Course fullCourse() {
        List<Intervention> made = List.of(new Intervention(2, 7, Intervention.LEARNING_RATE, 1e-3));
        return new Course(made, new ForkedFrom("7", 2, "c0ffee", new ExperimentFile().parse(GOOD)));
    }

    private static SearchSettings fullSearch() {
        return new SearchSettings(
                        Map.of(),
                        Map.of(),
                        new RandomSettings(3, Map.of("seed", Tree.of(3))),
                        2,
                        4,
                        Monitor.validation("f1"))
                .withGrid("model.0", new Dense(7), null, "flatten")
                .withGrid("optimizer.sgd.learningRate", 0.1, "1e-4")
                .withPair("data.batch", 1, 2L);
    }

    private static InspectSettings fullInspection() {
        return new InspectSettings(
                Split.TRAIN,
                12,
                List.of("examples", "0"),
                true,
                4.5,
                300,
                42,
                true,
                new PictureSettings(4, List.of(new GradCam("1"), new SmoothGrad(20, 0.1, 3))),
                new OverTimeSettings(3),
                new StatesOverTimeSettings(2),
                new AttentionSettings(9));
    }

    @Test
    void theComponentsOfLearnerAndStudyAreKeysBesideTheOthers() {
        assertThat(files.tree(files.parse(GOOD)).entries().keySet()).containsExactlyInAnyOrder(KEYS.split(" "));
        assertThat(files.parse(GOOD).withStrict(true).withSeed(7).learner().strict())
                .isTrue();
        assertThatThrownBy(() -> files.parse(GOOD + "\nlearner: {strict: true}\n"))
                .hasMessageContaining("unknown key 'learner'");
    }

    @Test
    void aWrittenFileSpellsOutEveryDefault() {
        assertThat(files.write(files.parse(GOOD)))
                .contains(
                        "seed: 1",
                        "strict: false",
                        "batch: 10",
                        "dropLast: false",
                        "shuffle: true",
                        "init: glorotUniform",
                        "biasInit: zeros",
                        "bias: true",
                        "learningRate: 0.1",
                        "momentum: 0.0",
                        "nesterov: false",
                        "convention: keras",
                        "evaluateEvery: 1",
                        "labelSmoothing: 0.0",
                        "reduction: mean",
                        "earlyStopping: null",
                        "penalty: null",
                        "published: []");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xavierUniform", "Xavier-Uniform", "glorot_uniform", "GLOROT", "xavier"})
    void otherNamesForGlorotAreUnderstood(String name) {
        assertThat(firstDense(GOOD.replace("activation: relu", "init: " + name)).init())
                .isEqualTo(new GlorotUniform());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ReLU", "RELU", "{relu: {}}"})
    void namesAreUnderstoodInAnyCase(String name) {
        assertThat(firstDense(GOOD.replace("relu", name)).activation()).isEqualTo(new Relu());
    }

    @Test
    void shortFormsStandForTheFirstValue() {
        assertThat(files.parse(GOOD.replace("{sgd: 0.1}", "{RMS-prop: {learning_rate: 5e-5}}"))
                        .learner()
                        .optimizer())
                .isEqualTo(new RmsProp(5e-5));
        assertThat(files.parse(GOOD.replace("{sgd: 0.1}", "{adam: 1e-3}"))
                        .learner()
                        .optimizer())
                .isEqualTo(new Adam(0.001));
        assertThat(files.parse(GOOD.replace("{sgd: 0.1}", "ADAM")).learner().optimizer())
                .isEqualTo(new Adam());
        assertThat(firstDense(GOOD.replace("relu", "{leakyRelu: 0.2}")).activation())
                .isEqualTo(new LeakyRelu(0.2));
        assertThat(firstDense(GOOD.replace("activation: relu", "biasInit: 0.1")).biasInit())
                .isEqualTo(new Constant(0.1));
    }

    @Test
    void aBareNumberIsASplitAPenaltyAClipOrAConstraint() {
        String brief = GOOD.replace("name: a", "name: a\npenalty: 1e-4\nclip: 1\nconstraint: 3")
                .replace("batch: 10", "validation: 0.1, test: 100");
        Experiment read = files.parse(brief);
        assertThat(read.data().validation()).isEqualTo(new Splitter.Random(0.1));
        assertThat(read.data().test()).isEqualTo(new Splitter.Random(100));
        assertThat(read.learner().penalty()).isEqualTo(new L2(1e-4));
        assertThat(read.learner().clip()).isEqualTo(new ClipByNorm(1));
        assertThat(read.learner().constraint()).isEqualTo(new MaxNorm(3));
        assertThat(files.parse(files.write(read))).isEqualTo(read);
    }

    @Test
    void oneElementOfAListStandsForTheList() {
        Experiment read = files.parse("""
                name: a
                data: {name: digits, preprocess: {scale: 16}}
                model: {dense: {units: 10}}
                loss: bce
                optimizer: adam
                train: {epochs: 1, metrics: f1}
                published: {what: test accuracy, value: 0.9}
                variants: {name: raw, set: 'data.preprocess=[]'}
                """);
        assertThat(read.data().preprocess()).containsExactly(new Scale(16));
        assertThat(read.learner().model()).containsExactly(new Dense(10));
        assertThat(read.learner().loss()).isEqualTo(new BinaryCrossEntropy());
        assertThat(read.train().metrics()).containsExactly(new F1());
        assertThat(read.study().published()).containsExactly(new Published("test accuracy", 0.9));
        assertThat(read.study().variants()).containsExactly(new Variant("raw", List.of("data.preprocess=[]")));
    }

    @Test
    void theOneValueThatMustBeGivenStandsForItsKey() {
        Experiment read = files.parse("{name: a, data: digits, model: flatten, loss: mse, optimizer: adam, train: 30}");
        assertThat(read.data()).isEqualTo(new DataSettings("digits"));
        assertThat(read.train()).isEqualTo(new TrainSettings(30));
        assertThat(files.parse(
                                "{name: a, data: digits, model: flatten, loss: mse, optimizer: adam, train: {epochs: 3, start: runs/x}}")
                        .train()
                        .start())
                .isEqualTo(new Start("runs/x"));
    }

    @Test
    void anEmptyLimitIsNone() {
        assertThat(files.parse(GOOD.replace("batch: 10", "limit: {}")).data().limit())
                .isNull();
    }

    private Dense firstDense(String text) {
        return (Dense) files.parse(text).learner().model().getFirst();
    }
}
