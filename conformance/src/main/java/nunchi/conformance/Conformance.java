package nunchi.conformance;

import java.util.function.IntFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import nunchi.backend.Backend;

/// Everything that is checked, as named cases: for a backend, and for the definitions themselves. A test class turns
/// them into dynamic tests.
public final class Conformance {
    private static final int RANDOM_GRAPHS = 150;

    private Conformance() {}

    /// Each op, each layer, training steps, random graphs and the contract, against the reference; PyTorch's numbers,
    /// ONNX' cases.
    public static Stream<Case> agreement(Backend backend) {
        return Stream.of(
                        OpCases.all().stream().map(op -> new Case("op " + op.name(), () -> op.checkAgreement(backend))),
                        OpCases.all().stream()
                                .filter(op -> !op.operands().isEmpty())
                                .map(op ->
                                        new Case("gradient of " + op.name(), () -> op.checkGradientAgreement(backend))),
                        LayerCases.all().stream()
                                .map(layer -> new Case("layer " + layer.name(), () -> layer.checkAgreement(backend))),
                        LayerBehaviour.cases(backend),
                        RecurrenceBehaviour.cases(backend),
                        TrainingCases.all().stream()
                                .map(training -> new Case(training.name(), () -> training.checkAgreement(backend))),
                        golden(backend, new Tolerance(2e-5, 2e-5)),
                        onnx(backend),
                        randomGraphs(backend),
                        BackendContract.cases(backend),
                        NumericsCases.agreement(backend))
                .flatMap(cases -> cases);
    }

    /// Layers on images and whole steps of networks of them beside PyTorch's float64 numbers.
    public static Stream<Case> golden(Backend backend, Tolerance tolerance) {
        return GoldenCases.cases(backend, tolerance);
    }

    /// The node cases of ONNX for convolution, pooling, batch normalization, concatenation, slices and padding that are
    /// here (Debian's package `libonnx-testdata`); none where they are not.
    public static Stream<Case> onnx(Backend backend) {
        return OnnxCases.cases(backend, OnnxCases.FOLDER);
    }

    /// The same bits for any number of threads and every time.
    ///
    /// @param backends makes the backend for a number of threads
    public static Stream<Case> determinism(IntFunction<Backend> backends) {
        return Stream.concat(Determinism.cases(backends), NumericsCases.determinism(backends));
    }

    /// Gradients of ops, layers and losses against central differences, and the shapes of layers: no backend but the
    /// reference.
    public static Stream<Case> definitions() {
        return Stream.of(
                        OpCases.all().stream()
                                .filter(OpCase::differentiable)
                                .map(op -> new Case("derivative of " + op.name(), op::checkGradient)),
                        LayerCases.all().stream()
                                .map(layer -> new Case("shapes of " + layer.name(), layer::checkShapes)),
                        LayerCases.all().stream()
                                .map(layer -> new Case("derivative of " + layer.name(), layer::checkGradients)),
                        TrainingCases.losses().stream()
                                .map(loss -> new Case("derivative of " + loss.name(), loss::checkGradients)))
                .flatMap(cases -> cases);
    }

    private static Stream<Case> randomGraphs(Backend backend) {
        return LongStream.range(0, RANDOM_GRAPHS)
                .mapToObj(seed -> new Case(
                        "random graph " + seed, () -> RandomGraphs.of(seed).check(backend)));
    }
}
