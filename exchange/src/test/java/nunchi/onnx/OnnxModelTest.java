package nunchi.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.activation.Relu;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Catalogue;
import nunchi.conformance.LayerCase;
import nunchi.conformance.LayerCases;
import nunchi.graph.Node;
import nunchi.graph.op.Binary.Greater;
import nunchi.graph.op.Categorical.OneHot;
import nunchi.graph.op.Movement.BroadcastTo;
import nunchi.graph.op.Movement.Pad;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.Source.RandomUniform;
import nunchi.layer.BatchNorm;
import nunchi.layer.Conv2d;
import nunchi.layer.CrossAttention;
import nunchi.layer.Dense;
import nunchi.layer.Dropout;
import nunchi.layer.Flatten;
import nunchi.layer.Layer;
import nunchi.layer.MaxPool2d;
import nunchi.layer.Padding;
import nunchi.layer.RecurrentAttention;
import nunchi.layer.Residual;
import nunchi.layer.Scale;
import nunchi.layer.Scope;
import nunchi.layer.Sequential;
import nunchi.layer.Standardize;
import nunchi.loss.BinaryCrossEntropy;
import nunchi.loss.MeanSquaredError;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.Preprocessed;
import nunchi.network.Views;
import nunchi.protobuf.Message;
import nunchi.tensor.Shape;
import nunchi.version.NunchiVersion;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// ONNX Runtime computes from an exported file what Nunchi computes.
class OnnxModelTest {
    private static final Padding SAME = new Padding.Same();
    /// That every case with tokens knows.
    private static final int TOKENS = 4;

    @TestFactory
    Stream<DynamicTest> everyLayerCaseIsTheSameOnOnnxRuntime() {
        return LayerCases.all().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.name(), () -> agreement(each).check()));
    }

    private static Agreement agreement(LayerCase each) {
        return new Agreement(named(each), each.input().example(), new MeanSquaredError(), each.ofTokens() ? TOKENS : 0);
    }

    private static Layer named(LayerCase each) {
        return new Preprocessed(List.of(), List.of(each.layer()));
    }

    @Test
    void everyLayerOfTheCatalogueIsAmongTheCases() {
        Set<Class<?>> cases =
                LayerCases.all().stream().map(each -> each.layer().getClass()).collect(Collectors.toSet());
        cases.addAll(List.of(CrossAttention.class, RecurrentAttention.class)); // stand in decoders alone
        assertThat(cases).containsAll(Catalogue.standard().of(Layer.class));
    }

    @Test
    void aPerceptronWithItsPreprocessing() {
        Layer model = new Preprocessed(
                List.of(new Scale(255), new Standardize()),
                List.of(new Flatten(), new Dense(1024, new Relu()), new Dense(10)));
        new Agreement(model, Shape.of(28, 28, 1), new SoftmaxCrossEntropy()).check();
    }

    @Test
    void aConvolutionalNetworkWithBatchNorm() {
        Layer model = new Preprocessed(
                List.of(new Scale(255)),
                List.of(
                        new Conv2d(64, 5, SAME, new Relu()),
                        new BatchNorm(),
                        new Conv2d(64, 5, SAME, new Relu()),
                        new MaxPool2d(2),
                        new Dropout(0.2),
                        new BatchNorm(),
                        new Conv2d(64, 3, SAME, new Relu()),
                        new BatchNorm(),
                        new Conv2d(64, 3, SAME, new Relu()),
                        new MaxPool2d(2),
                        new Dropout(0.2),
                        new BatchNorm(),
                        new Conv2d(64, 3, SAME, new Relu()),
                        new Dropout(0.2),
                        new Flatten(),
                        new BatchNorm(),
                        new Dense(256, new Relu()),
                        new Dropout(0.2),
                        new BatchNorm(),
                        new Dense(10)));
        new Agreement(model, Shape.of(28, 28, 1), new SoftmaxCrossEntropy()).check();
    }

    @Test
    void aNetworkThatAveragesOverViews() {
        for (Views views : List.of(new Views(), new Views(false, 1), new Views(true, 2))) {
            Layer model = new Preprocessed(
                    List.of(new Standardize()),
                    List.of(new Conv2d(16, 3, SAME, new Relu()), new MaxPool2d(2), new Flatten(), new Dense(10)),
                    views);
            new Agreement(model, Shape.of(8, 12, 3), new SoftmaxCrossEntropy()).check();
        }
    }

    @Test
    void aNetworkThatNarrowsColourImagesToManyChannels() {
        Layer model = new Preprocessed(
                List.of(new Scale(255)),
                List.of(
                        new Conv2d(64, 3, SAME, new Relu()),
                        new MaxPool2d(2),
                        new Conv2d(128, 3, SAME, new Relu()),
                        new MaxPool2d(2),
                        new Conv2d(256, 3, SAME, new Relu()),
                        new MaxPool2d(2),
                        new Conv2d(512, 3, SAME, new Relu()),
                        new MaxPool2d(2),
                        new Flatten(),
                        new Dense(128, new Relu()),
                        new Dense(256, new Relu()),
                        new Dense(512, new Relu()),
                        new Dense(1024, new Relu()),
                        new Dropout(0.5),
                        new Dense(10)));
        new Agreement(model, Shape.of(32, 32, 3), new SoftmaxCrossEntropy()).check();
    }

    @Test
    void aBinaryClassifierWithAResidual() {
        Layer model = new Preprocessed(
                List.of(new Scale(255)),
                List.of(
                        new Conv2d(32, 3, SAME, new Relu()),
                        new MaxPool2d(2),
                        new Residual(new Conv2d(32, 3, SAME, new Relu()), new BatchNorm()),
                        new Conv2d(64, 3, SAME, new Relu()),
                        new MaxPool2d(2),
                        new Flatten(),
                        new Dense(1)));
        new Agreement(model, Shape.of(32, 32, 3), new BinaryCrossEntropy()).check();
    }

    @Test
    void opsThatNoLayerUsesAreTranslatedToo() {
        Layer own = (Scope scope, Node x) -> {
            Node positive = x.greater(x.graph().constant(0)).negate();
            Node classes = scope.graph().add(new OneHot(3), positive.absolute());
            Node padded = scope.graph().add(new Pad(List.of(0, 1, 2), List.of(0, 0, 1)), classes);
            Node cut = scope.graph()
                    .add(new Slice(List.of(0, 1, 1), Shape.of(x.shape().extent(0), 3, 4)), padded);
            Node ones =
                    scope.graph().add(new BroadcastTo(cut.shape()), x.graph().constant(1));
            return cut.stopGradient().plus(ones).minimum(x.graph().constant(1.5));
        };
        new Agreement(own, Shape.of(4), new MeanSquaredError()).check();
    }

    @Test
    void betweenConvolutionsNothingIsTransposed() {
        Layer model = new Preprocessed(
                List.of(),
                List.of(
                        new Conv2d(4, 3, SAME, new Relu()),
                        new BatchNorm(),
                        new MaxPool2d(2),
                        new Conv2d(4, 3, SAME, new Relu()),
                        new Flatten()));
        assertThat(count(model, Shape.of(8, 8, 3), "Transpose")).isEqualTo(2);
    }

    private static long count(Layer model, Shape example, String operator) {
        String bytes = new String(
                new Agreement(model, example, new MeanSquaredError()).file(Map.of()), StandardCharsets.ISO_8859_1);
        return bytes.split("\"" + (char) operator.length() + operator, -1).length - 1;
    }

    @Test
    void theFileTellsShapesAndClasses() throws OrtException {
        byte[] file = new Agreement(new Dense(3), Shape.of(4), new SoftmaxCrossEntropy())
                .file(Map.of("classes", "[\"a\",\"b\",\"ç\"]"));
        assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains(NunchiVersion.number());
        try (OnnxRuntime runtime = new OnnxRuntime(file)) {
            assertThat(runtime.session().getMetadata().getProducerName()).isEqualTo("nunchi");
            assertThat(runtime.session().getMetadata().getCustomMetadata())
                    .containsEntry("classes", "[\"a\",\"b\",\"ç\"]");
            assertThat(runtime.session().getOutputNames()).containsExactly("output", "prediction");
            TensorInfo input = (TensorInfo)
                    runtime.session().getInputInfo().get("examples").getInfo();
            assertThat(input.getShape()).containsExactly(-1, 4);
            assertThat(input.getDimensionNames()).containsExactly("batch", "");
        }
    }

    @Test
    void aMissingWeightIsRefused() {
        OnnxModel model = new OnnxModel(new Dense(3), Shape.of(4), new MeanSquaredError(), Map.of(), Map.of());
        assertThatThrownBy(model::bytes)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("the weights lack weight of shape [4, 3]");
    }

    @Test
    void anOpOfTrainingIsRefusedWithItsPlace() {
        Layer noise = (scope, x) -> x.plus(scope.graph().add(new RandomUniform("noise", x.shape())));
        Layer model = new Sequential(noise);
        assertThatThrownBy(new OnnxModel(model, Shape.of(4), new MeanSquaredError(), Map.of(), Map.of())::bytes)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("cannot be exported to ONNX");
    }

    @Test
    void aModelThatLooksAtTheBatchIsRefused() {
        Layer model = (scope, x) -> x.times(x.shape().extent(0));
        assertThatThrownBy(new OnnxModel(model, Shape.of(4), new MeanSquaredError(), Map.of(), Map.of())::bytes)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("it is another op for another batch");
    }

    /// The first examples are those of Protocol Buffers' own description of its encoding.
    @Test
    void messagesAreWrittenAsProtocolBuffersSays() {
        assertThat(new Message().number(1, 150).toBytes()).containsExactly(0x08, 0x96, 0x01);
        assertThat(new Message().text(2, "testing").toBytes())
                .containsExactly(0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67);
        assertThat(new Message().message(3, new Message().number(1, 150)).toBytes())
                .containsExactly(0x1a, 0x03, 0x08, 0x96, 0x01);
        assertThat(new Message().number(1, 0).toBytes()).containsExactly(0x08, 0x00);
        assertThat(new Message().number(1, -1).toBytes()).hasSize(11).endsWith(0xff, 0x01);
        assertThat(new Message().float32(1, 1).toBytes()).containsExactly(0x0d, 0, 0, 0x80, 0x3f);
    }
}
