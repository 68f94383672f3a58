package nunchi.golden;

import static nunchi.golden.Calculation.assertClose;
import static nunchi.golden.Calculation.grid;
import static nunchi.golden.Calculation.values;

import nunchi.activation.Gelu;
import nunchi.activation.Linear;
import nunchi.activation.Tanh;
import nunchi.graph.Graph;
import nunchi.init.Init;
import nunchi.layer.BatchNorm;
import nunchi.layer.Dense;
import nunchi.layer.Sequential;
import nunchi.loss.BinaryCrossEntropy;
import nunchi.loss.Reduction;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.ClipByNorm;
import nunchi.network.L2;
import nunchi.network.Network;
import nunchi.network.TrainingStep;
import nunchi.optimizer.AdamW;
import nunchi.optimizer.Convention;
import nunchi.optimizer.Sgd;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.reference.ReferenceWeights;
import nunchi.schedule.ConstantRate;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

/// Whole training steps of small networks beside PyTorch 1.13 and scikit-learn 1.2.1, from the same weights on the same
/// three batches of five examples with three features.
class TrainingTest {
    private static final double[][] EXAMPLES = {grid(15, 11, 29), grid(15, 13, 29), grid(15, 17, 29)};
    private static final Init FIRST = values(grid(12, 7, 23));
    private static final Init FIRST_BIAS = values(grid(4, 5, 11));
    private static final Dense LAST = new Dense(2, new Linear(), values(grid(8, 3, 17)), values(grid(2, 3, 7)), true);

    private final ReferenceBackend backend = new ReferenceBackend();
    private ReferenceWeights weights;

    /// `Sequential(Linear(3, 4), Tanh(), BatchNorm1d(4), Linear(4, 2))`, `cross_entropy(label_smoothing=0.1)`,
    /// `clip_grad_norm_(0.3)` (which adds 1e-6 to the norm), `SGD(0.5, momentum=0.9, nesterov=True)`.
    @Test
    void batchNormSmoothingClippingAndNesterovTrainAsInTorch() {
        Sequential model =
                new Sequential(new Dense(4, new Tanh(), FIRST, FIRST_BIAS, true), new BatchNorm(0.9, 1e-5, true), LAST);
        Sgd nesterov = new Sgd(new ConstantRate(0.5), 0.9, true, 0, Convention.PYTORCH);
        TrainingStep trainingStep = new TrainingStep(
                new SoftmaxCrossEntropy(0.1, Reduction.MEAN), nesterov, null, new ClipByNorm(0.3), null);
        Network network = new Network(model, Shape.of(3), Shape.SCALAR, trainingStep);
        train(network, new double[][] {{0, 1, 1, 0, 1}, {1, 1, 0, 0, 1}, {0, 0, 1, 1, 1}});
        requireTorchsDenseLayers();
        requireTorchsNormalization();
        evaluate(network, new double[] {
            -0.26235192533774465, -0.12853705963942622, -0.17613253006923607, 0.0022142552723482672,
            -0.15518401204228247, 0.7609441429735904, -0.07431190229719123, 0.8837574696844552,
            -0.010965219160663064, 0.9800856883214369
        });
    }

    private void requireTorchsDenseLayers() {
        weight("0.dense/weight", new double[] {
            -0.6958249498051322, -0.2005424955584913, 0.10604851705219945, 0.6911710661452677,
            -0.38426094205708616, 0.10163398721566161, 0.530088688355231, -0.40641333309436467,
            -0.021064407368536178, 0.404129457081593, -0.6292644862875079, -0.1957562346651009
        });
        weight("0.dense/bias", -0.30998167605084054, -0.0014177946121336088, 0.29302486839576297, -0.0521560430652129);
        weight("2.dense/weight", new double[] {
            -0.32382830340046487,
            -0.4886716965995351,
            -0.008025601306893518,
            -0.05447439869310644,
            0.04067336387784694,
            0.6468266361221531,
            -0.3407841114715212,
            -0.34671588852847884
        });
        weight("2.dense/bias", -0.29116345303379904, 0.10366345303379895);
    }

    private void requireTorchsNormalization() {
        weight("1.batchNorm/gamma", 0.9513181633660532, 0.9813371792941944, 1.0402059204428435, 0.9524680489496931);
        weight(
                "1.batchNorm/beta",
                0.011401722081351597,
                0.016661349591366368,
                0.02563135821107142,
                0.019885390150056165);
        weight(
                "1.batchNorm/runningMean",
                -0.031146183145853882,
                0.026713007274670027,
                0.06178886006044531,
                -0.08573755739092245);
        weight(
                "1.batchNorm/runningVariance",
                0.7587058101273297,
                0.7437249618554026,
                0.7957712709460973,
                0.7646670350212368);
    }

    /// `Sequential(Linear(3, 4), GELU(), Linear(4, 2))`, the sum over examples of
    /// `binary_cross_entropy_with_logits(…, reduction='none').mean(1)`, `AdamW(0.02, weight_decay=0.05)` on biases too.
    @Test
    void summedBinaryCrossEntropyAndAdamWTrainAsInTorch() {
        Sequential model = new Sequential(new Dense(4, new Gelu(), FIRST, FIRST_BIAS, true), LAST);
        AdamW optimizer = new AdamW(new ConstantRate(0.02), 0.05, 0.9, 0.999, 1e-8, Convention.PYTORCH);
        Network network = new Network(
                model, Shape.of(3), Shape.of(2), new TrainingStep(new BinaryCrossEntropy(Reduction.SUM), optimizer));
        train(network, new double[][] {
            {1, 0, 0, 1, 0, 1, 1, 0, 0, 1}, {0, 1, 0, 1, 1, 0, 1, 0, 0, 1}, {1, 0, 1, 0, 0, 1, 0, 1, 0, 1}
        });
        weight("0.dense/weight", new double[] {
            -0.641231022346726, -0.24392649274899653, 0.18007562703726496, 0.5707945170566172,
            -0.31602512714750314, 0.11923671946769755, 0.5010771000337679, -0.44470735830438035,
            -0.1176207226576656, 0.3220911981209781, -0.609176678081176, -0.2469130552935313
        });
        weight("0.dense/bias", -0.3458414731789021, 0.06001289903816732, 0.3094714122932034, -0.04588623693832212);
        weight("1.dense/weight", new double[] {
            -0.4460354448974749,
            -0.36380633217155406,
            -0.07248646022251819,
            0.10317622567122761,
            0.19140955984488411,
            0.4910569776693753,
            -0.3833943269135806,
            -0.29950546542765133
        });
        weight("1.dense/bias", -0.24571683069528674, 0.05970637079894184);
    }

    /// One `partial_fit` of
    /// `MLPClassifier((4,), activation='tanh', solver='sgd', alpha=0.5, learning_rate_init=0.25, momentum=0)`.
    @Test
    void scikitsPenaltyTrainsAsInScikit() {
        Dense three = new Dense(3, new Linear(), values(grid(12, 5, 19)), values(grid(3, 5, 9)), true);
        Sequential model = new Sequential(new Dense(4, new Tanh(), FIRST, FIRST_BIAS, true), three);
        TrainingStep trainingStep = new TrainingStep(
                new SoftmaxCrossEntropy(), new Sgd(0.25), new L2(0.5, L2.Convention.SCIKIT), null, null);
        train(new Network(model, Shape.of(3), Shape.SCALAR, trainingStep), new double[][] {{0, 1, 2, 0, 1}});
        weight("0.dense/weight", new double[] {
            -0.6646082590343203, -0.254691770206564, 0.1749075961261789, 0.6135565075934918,
            -0.3622340885440604, 0.05662497338409784, 0.48678791735710625, -0.4848054319906096,
            -0.07450468696912331, 0.35226197551915256, -0.5826968279310184, -0.19423314094115945
        });
        weight("0.dense/bias", -0.31586484292325834, 0.009642536131871817, 0.3229622854268034, -0.06466282121323834);
        weight("1.dense/weight", new double[] {
            -0.5399855366601394, -0.24907212191795974, 0.057807658578099164, 0.3686913389250161,
            -0.472809825840756, -0.20056901308426012, 0.11964175912829618, 0.403271200117319,
            -0.40103795924561514, -0.12807142716201694, 0.17953385188222262, 0.49697507527979434
        });
        weight("1.dense/bias", -0.23757892646268414, 0.05485198419079472, -0.19227305772811057);
    }

    /// One step on each row of targets.
    private void train(Network network, double[][] targets) {
        Graph graph = network.training(5, 1);
        weights = backend.initialize(graph, 1);
        ReferenceProgram program = backend.compile(graph, weights, 1);
        for (int step = 0; step < targets.length; step++) {
            program.feed(Network.EXAMPLES, EXAMPLES[step]);
            program.feed(Network.TARGETS, targets[step]);
            program.run(step);
        }
    }

    private void evaluate(Network network, double... expected) {
        ReferenceProgram program = backend.compile(network.inference(5), weights, 1);
        program.feed(Network.EXAMPLES, EXAMPLES[0]);
        program.feed(Network.TARGETS, new double[5]);
        program.run(0);
        assertClose(program.fetch(Network.OUTPUT), 3e-6, expected);
    }

    private void weight(String name, double... expected) {
        assertClose(weights.exact(name), 2e-6, expected);
    }
}
