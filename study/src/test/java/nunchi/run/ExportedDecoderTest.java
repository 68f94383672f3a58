package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nunchi.experiment.ExperimentFile;
import nunchi.model.Model;
import nunchi.network.Network;
import nunchi.onnx.OnnxRuntime;
import nunchi.record.Codec;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.token.TargetEncoding;
import nunchi.token.TextEncoding;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A program outside of Nunchi predicts texts with an exported model as the model does.
final class ExportedDecoderTest {
    private static final int STEPS = 7;

    @TempDir
    private Path folder;

    private Path trained(String encoder, String decoder) {
        Path run = folder.resolve("run");
        Runs.run(
                new ExperimentFile().parse("""
                        name: backwards
                        data: {name: reverse, batch: 16, limit: {train: 200, test: 20}, tokens: characters, targetText: {tokens: characters, length: {max: %d}}, length: {max: 6, skipLonger: true}}
                        model: [{encoderDecoder: {encoder: [{embedding: 8}, {%s}], decoder: [{embedding: 8}, {%s}, {logits: {}}]}}]
                        loss: softmaxCrossEntropy
                        optimizer: {adam: {learningRate: 0.02}}
                        train: {epochs: 2}
                        """.formatted(STEPS, encoder, decoder)),
                new RunOptions().withThreads(1).withOut(run));
        return run;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lstm: 12 | lstm: {units: 12, output: sequence}",
                "gru: {units: 12, output: sequence} | recurrentAttention: {gru: 12}",
                "transformerBlock: {heads: 2, units: 16} | transformerBlock: {heads: 2, units: 16}"
            })
    void onnxRuntimePredictsTheSameTexts(String encoder, String decoder) throws IOException, OrtException {
        Path run = trained(encoder, decoder);
        Path file = folder.resolve("model.onnx");
        Exports.onnx(run, file, new RunOptions());
        Model model = Model.load(run);
        try (OnnxRuntime runtime = new OnnxRuntime(Files.readAllBytes(file))) {
            for (String text : List.of("abc", "wolf", "x", "nebels")) {
                assertThat(text(runtime, model, text))
                        .isEqualTo(model.predict(text).text());
            }
            assertThat(runtime.session().getMetadata().getCustomMetadata())
                    .containsEntry(
                            "targetText",
                            Codec.line(RunFolder.open(run).data().orElseThrow().targetText()));
        }
    }

    /// Token by token, as the guide says.
    private static String text(OnnxRuntime runtime, Model model, String text) {
        TextEncoding encoding = model.learnt().text();
        TargetEncoding target = model.learnt().target();
        float[] tokens = new float[STEPS];
        for (int step = 0; step < STEPS; step++) {
            float[] output = runtime.run(Map.of(
                            Network.EXAMPLES,
                            new Tensor(Shape.of(1, encoding.length()), encoding.example(text)),
                            Network.TARGETS,
                            new Tensor(Shape.of(1, STEPS), tokens)))
                    .get(Network.OUTPUT);
            tokens[step] = likeliest(output, step * target.classes(), target.classes());
        }
        int[] classes = new int[STEPS];
        for (int step = 0; step < STEPS; step++) {
            classes[step] = (int) tokens[step];
        }
        return target.text(classes);
    }

    private static int likeliest(float[] output, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = output[from + i] > output[from + best] ? i : best;
        }
        return best;
    }
}
