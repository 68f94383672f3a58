package nunchi.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nunchi.activation.LeakyRelu;
import nunchi.activation.Relu;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Tree;
import nunchi.codec.Yaml;
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
import nunchi.saliency.GradCam;
import nunchi.saliency.SmoothGrad;
import nunchi.schedule.Cosine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentFileTest {
    private static final String GOOD = """
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

    @Test
    void keysBesideTheNameThatTheyBelongToAreAnsweredWithTheLineThatWorks() {
        String beside = GOOD.replace("batch: 10}", "test: {stratified: 0.25, seed: 101, generator: numpy}}");
        String working = "test: {stratified: {amount: 0.25, seed: 101, generator: numpy}}";
        assertThatThrownBy(() -> files.parse(beside))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("write " + working + ". Known: random");
        assertThat(files.parse(GOOD.replace("batch: 10}", working + "}"))
                        .data()
                        .test()
                        .inWords())
                .contains("StratifiedShuffleSplit");
        assertThatThrownBy(() -> files.parse(GOOD.replace("{sgd: 0.1}", "{adam: {learningRate: 0.1}, beta1: 0.8}")))
                .hasMessageContaining("write optimizer: {adam: {learningRate: 0.1, beta1: 0.8}}");
        assertThatThrownBy(() -> files.parse(GOOD.replace("- dense: 10", "- {dense: 10, activation: relu}")))
                .hasMessageContaining("write {dense: {units: 10, activation: relu}}");
    }

    @Test
    void aMessageShowsTheBeginningOfALongTextAlone() {
        String table = "id,area,price\n" + "1,132.2,500000\n".repeat(1000);
        assertThatThrownBy(() -> files.parse(table))
                .message()
                .hasSizeLessThan(250)
                .contains("but found 'id,area,price");
        assertThatThrownBy(() -> files.parse(GOOD.replace("sgd", "s".repeat(900))))
                .message()
                .hasSizeLessThan(300)
                .contains("s".repeat(60) + "…");
        assertThatThrownBy(() -> files.parse(GOOD.replace("epochs: 3", "epochs: " + "x".repeat(5000))))
                .message()
                .hasSizeLessThan(200);
    }

    @Test
    void commonSlipsOfYamlAreNamedInPlainWords() {
        assertThatThrownBy(() -> new ExperimentFile().parse("name: a\n\tdata: digits\n"))
                .hasMessage("line 2, column 1: a tab stands where a line is indented; YAML takes spaces alone");
        assertThatThrownBy(() -> new ExperimentFile().parse("name: a: b\n"))
                .hasMessageContaining("a colon stands where no key can be");
        assertThatThrownBy(() -> new ExperimentFile().parse("name: \"a\ndata: digits\n"))
                .hasMessageContaining("a quotation mark is not closed");
    }

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
                        new DataSettings(
                                "mnist", new Splitter.Random(6000), null, 100, true, true, List.of(new Scale(255))),
                        List.of(new Dense(1024, new Relu(), new HeUniform()), new Dense(10)),
                        new SoftmaxCrossEntropy(),
                        new Sgd(0.1),
                        new TrainSettings(30).withEvaluateTest(true)));
    }

    @Test
    void whatIsWrittenIsReadBackEqual() {
        Experiment full = new Experiment(
                "007: \"x\" # y",
                new DataSettings(
                                "digits",
                                new Splitter.Last(0.1),
                                new Splitter.Random(0.2, 101L, Generator.NUMPY),
                                7,
                                true,
                                false,
                                List.of())
                        .withLimit(new Limit(3000, null, 7)),
                new Learner(
                        List.of(new Dense(3, new LeakyRelu(0.3), new Constant(-0.5), new Zeros(), false)),
                        new SoftmaxCrossEntropy(),
                        new Sgd(new Cosine(0.1, 5), 0.9, true, 1e-9, Convention.PYTORCH),
                        new L2(1e-4),
                        null,
                        null,
                        true),
                new TrainSettings(3)
                        .withEvaluateEvery(2)
                        .withEvaluateTest(true)
                        .withEarlyStopping(
                                new EarlyStopping(Monitor.VAL_LOSS, 4, 1e-4, true, EarlyStopping.Convention.SCIKIT)),
                Long.MAX_VALUE,
                new StudySettings(
                        "two\nlines",
                        "눈치",
                        List.of(new Published("loss", 1e-300, 500, 3, "a table")),
                        new SearchSettings(
                                        Map.of(),
                                        Map.of(),
                                        new RandomSettings(3, Map.of("seed", Tree.of(3))),
                                        2,
                                        4,
                                        Monitor.validation("f1"))
                                .withGrid("model.0", new Dense(7), null, "flatten")
                                .withGrid("optimizer.sgd.learningRate", 0.1, "1e-4")
                                .withPair("data.batch", 1, 2L),
                        new InspectSettings(
                                Split.TRAIN,
                                12,
                                List.of("examples", "0"),
                                true,
                                4.5,
                                300,
                                42,
                                true,
                                new PictureSettings(4, List.of(new GradCam("1"), new SmoothGrad(20, 0.1, 3)))),
                        List.of(new Variant("raw", List.of("data.preprocess=[]", "data.name=moons")))));
        assertThat(files.parse(files.write(full))).isEqualTo(full);
    }

    @Test
    void theComponentsOfLearnerAndStudyAreKeysBesideTheOthers() {
        assertThat(files.tree(files.parse(GOOD)).entries().keySet())
                .containsExactlyInAnyOrder(
                        "name",
                        "data",
                        "model",
                        "loss",
                        "optimizer",
                        "train",
                        "seed",
                        "strict",
                        "penalty",
                        "clip",
                        "constraint",
                        "title",
                        "description",
                        "published",
                        "search",
                        "inspect",
                        "variants");
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

    @ParameterizedTest
    @CsvFileSource(resources = "mistakes.csv", delimiter = '|', quoteCharacter = '\u0001', numLinesToSkip = 1)
    void aMistakeIsToldWithItsPath(String good, String bad, String complaint) {
        assertThat(GOOD).contains(good);
        assertThatThrownBy(() -> files.parse(GOOD.replace(good, bad == null ? "" : bad)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(complaint);
    }

    @Test
    void anUnknownKeyOfTheExperimentIsRefused() {
        assertThatThrownBy(() -> files.parse(GOOD + "serch: {grid: {}}\n"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("unknown key 'serch'. Did you mean 'search'? Known: name, data, model, loss");
    }

    @Test
    void aDuplicateKeyIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> files.parse(GOOD + "name: b\n"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("line 9, column 5: the key 'name' is given twice");
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertThatThrownBy(() -> files.parse(GOOD + "---\nname: b\n"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageEndingWith("something follows the end of the document; a file holds one experiment");
    }

    @Test
    void textThatIsNoYamlIsRefusedWithLineAndColumn() {
        assertThatThrownBy(() -> files.parse("name: [a\nb: c"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("line 2, column 2: while parsing a flow sequence, expected ',' or ']', but got :");
        assertThatThrownBy(() -> files.parse("a:\n\t- b"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("line 2, column 1: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "# nothing\n", "null"})
    void anEmptyFileIsRefused(String text, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), text);
        assertThatThrownBy(() -> files.read(file))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(file + ": it is empty; it needs at least name, data, model, loss, optimizer, train");
    }

    @Test
    void anAbsentOrBinaryFileIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.yaml");
        assertThatThrownBy(() -> files.read(file))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("there is no file " + file);
        Files.write(file, new byte[] {(byte) 0xC3, 0x28, 0});
        assertThatThrownBy(() -> files.read(file))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no text in UTF-8");
        assertThatThrownBy(() -> files.read(folder))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is a folder; name a YAML file");
    }
}
