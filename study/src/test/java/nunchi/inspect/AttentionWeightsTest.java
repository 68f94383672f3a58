package nunchi.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.data.DataCatalogue;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Splits;
import nunchi.data.Subset;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.inspect.AttentionWeights.Kind;
import nunchi.inspect.AttentionWeights.Layer;
import nunchi.model.DataSchema;
import nunchi.prediction.DecodeSettings;
import nunchi.tensor.Shape;
import nunchi.train.Evaluation;
import nunchi.train.Evaluator;
import nunchi.train.Trained;
import nunchi.train.Trainer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A small model that spells backwards, with attention in its encoder, in its decoder and between them.
final class AttentionWeightsTest {
    private static final int ROWS = 6;
    private static final int READ = 12;
    private static final int WRITTEN = 13;
    private static final int CROSS = 2;

    private static Experiment experiment;
    private static Splits parts;
    private static Trained trained;

    @BeforeAll
    static void train() {
        experiment = new ExperimentFile().parse("""
                name: backwards
                data:
                  name: reverse
                  tokens: characters
                  targetText: {tokens: characters}
                  batch: 16
                  limit: {train: 200, test: 40}
                model:
                  - encoderDecoder:
                      encoder: [{embedding: 8}, {attention: 2}, {gru: {units: 8, output: sequence}}]
                      decoder: [{embedding: 8}, {attention: {heads: 4, causal: true}}, {gru: {units: 8, output: sequence}}, {crossAttention: 8}, {logits: {}}]
                loss: softmaxCrossEntropy
                optimizer: {adam: {learningRate: 0.02}}
                train: {epochs: 2}
                """);
        Datasets whole = experiment.data().whole(DataCatalogue.standard(), DataSchema.ANY);
        parts = experiment.cut(whole);
        trained = Trainer.train(experiment, whole);
    }

    private static Dataset rows() {
        return new Subset(parts.test(), IntStream.range(0, ROWS).toArray());
    }

    private static AttentionWeights weights(Experiment of) {
        try (Backend backend = Backends.fastest(1)) {
            return AttentionWeights.of(of, trained.weights().tensors(), rows(), backend);
        }
    }

    private static double weight(Layer layer, int row, int head, int... place) {
        Shape shape = layer.weights().shape();
        int line = (row * shape.extent(1) + head) * shape.extent(2) + place[0];
        return layer.weights().values()[line * shape.last() + place[1]];
    }

    @Test
    void eachAttentionIsThereWithItsHeads() {
        assertThat(AttentionWeights.possible(experiment, parts.train())).isTrue();
        List<Layer> layers = weights(experiment).layers();
        assertThat(layers)
                .extracting(Layer::path)
                .containsExactly(
                        "0.encoderDecoder/encoder/1.attention",
                        "0.encoderDecoder/decoder/1.attention",
                        "0.encoderDecoder/decoder/3.crossAttention");
        assertThat(layers).extracting(Layer::kind).containsExactly(Kind.SELF, Kind.DECODER, Kind.CROSS);
        assertThat(layers)
                .extracting(layer -> layer.weights().shape())
                .containsExactly(
                        Shape.of(ROWS, 2, READ, READ),
                        Shape.of(ROWS, 4, WRITTEN, WRITTEN),
                        Shape.of(ROWS, 1, WRITTEN, READ));
    }

    @Test
    void weightsAddUpToOneAndPaddingHasNone() {
        for (Layer layer : weights(experiment).layers()) {
            Shape shape = layer.weights().shape();
            for (int row = 0; row < ROWS; row++) {
                int length = layer.kind() == Kind.DECODER
                        ? shape.last()
                        : rows().text(row).orElseThrow().length();
                for (int line = 0; line < shape.extent(1) * shape.extent(2); line++) {
                    int head = line / shape.extent(2);
                    int step = line % shape.extent(2);
                    int read = row;
                    double present = IntStream.range(0, length)
                            .mapToDouble(at -> weight(layer, read, head, step, at))
                            .sum();
                    assertThat(present).as("%s %d %d", layer.path(), row, line).isCloseTo(1, within(1e-5));
                }
            }
        }
    }

    /// A step of a causal attention looks at none to come, the first at itself alone.
    @Test
    void aCausalAttentionLooksBack() {
        Layer causal = weights(experiment).layers().get(1);
        for (int step = 0; step < WRITTEN; step++) {
            for (int at = step + 1; at < WRITTEN; at++) {
                assertThat(weight(causal, 0, 3, step, at)).isZero();
            }
        }
        assertThat(weight(causal, 0, 3, 0, 0)).isEqualTo(1);
    }

    @Test
    void theTokensAreThoseOfTheEvaluation() {
        for (Experiment of : List.of(experiment, experiment.withDecode(new DecodeSettings(8)))) {
            Evaluation evaluation;
            try (Backend backend = Backends.fastest(1)) {
                evaluation =
                        Evaluator.evaluate(of, trained.weights(), parts.train().schema(), rows(), backend);
            }
            List<String> texts = new ArrayList<>();
            for (int[] tokens : weights(of).tokens()) {
                texts.add(parts.train().card().target().text(tokens));
            }
            assertThat(texts)
                    .isEqualTo(evaluation.texts().stream()
                            .map(Evaluation.PredictedText::predicted)
                            .toList());
        }
    }

    /// What a decoder looks at does not depend on how many examples are read together.
    @Test
    void anExampleLooksTheSameAlone() {
        Layer together = weights(experiment).layers().get(CROSS);
        try (Backend backend = Backends.fastest(1)) {
            Dataset second = new Subset(parts.test(), 1);
            Layer alone = AttentionWeights.of(experiment, trained.weights().tensors(), second, backend)
                    .layers()
                    .get(CROSS);
            for (int at = 0; at < READ; at++) {
                assertThat(weight(alone, 0, 0, 1, at)).isEqualTo(weight(together, 1, 0, 1, at));
            }
        }
    }

    /// The last step looks after all tokens before it were read.
    @Test
    void anAttentionWrittenStepByStepIsOneLayer() {
        Experiment fed = new ExperimentFile()
                .with(
                        experiment,
                        List.of(
                                "train.epochs=1",
                                "model.0.encoderDecoder.decoder=[{embedding: 8}, {recurrentAttention: {gru: {units: 8, output: sequence}}}, {logits: {}}]"));
        Trained other = Trainer.train(fed, fed.data().whole(DataCatalogue.standard(), DataSchema.ANY));
        try (Backend backend = Backends.fastest(1)) {
            Layer layer = AttentionWeights.of(fed, other.weights().tensors(), rows(), backend)
                    .layers()
                    .getLast();
            assertThat(layer.path()).isEqualTo("0.encoderDecoder/decoder/1.recurrentAttention");
            assertThat(layer.kind()).isEqualTo(Kind.CROSS);
            assertThat(layer.weights().shape()).isEqualTo(Shape.of(ROWS, 1, WRITTEN, READ));
            for (int step = 0; step < WRITTEN; step++) {
                int line = step;
                double sum = IntStream.range(0, READ)
                        .mapToDouble(at -> weight(layer, 1, 0, line, at))
                        .sum();
                assertThat(sum).isCloseTo(1, within(1e-5));
            }
        }
    }

    @Test
    void aModelWithoutAttentionHasNone() {
        Experiment plain = new ExperimentFile()
                .with(experiment, List.of("model=[{embedding: 4}, {gru: {units: 5, output: sequence}}, {logits: {}}]"));
        assertThat(AttentionWeights.possible(plain, parts.train())).isFalse();
    }
}
