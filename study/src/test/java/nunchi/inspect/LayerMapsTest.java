package nunchi.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.data.Dataset;
import nunchi.embed.Tsne;
import nunchi.interchange.Activations;
import nunchi.layer.Dense;
import nunchi.layer.Dropout;
import nunchi.network.Preprocessed;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.train.Samples;
import org.junit.jupiter.api.Test;

class LayerMapsTest {
    private static final Preprocessed MODEL =
            new Preprocessed(List.of(), List.of(new Dense(2), new Dropout(0.5), new Dense(1)));
    private static final Dataset DATA = Samples.clouds(150, 1);

    private static Map<String, Tensor> weights(float sum) {
        return Map.of(
                "0.dense/weight",
                new Tensor(Shape.of(2, 2), new float[] {2, 0, 0, 2}),
                "0.dense/bias",
                Tensor.zeros(Shape.of(2)),
                "2.dense/weight",
                new Tensor(Shape.of(2, 1), new float[] {sum, sum}),
                "2.dense/bias",
                Tensor.zeros(Shape.of(1)));
    }

    private static List<LayerMap> maps(float sum, Tsne tsne, String... layers) {
        try (Backend backend = Backends.fastest(1)) {
            return new LayerMaps(new Activations(MODEL, weights(sum)), tsne)
                    .of(DATA, List.of(layers), backend, map -> {});
        }
    }

    /// By the definition, pair by pair.
    private static double nearestLabel(Dataset data) {
        int same = 0;
        float[][] rows = new float[data.size()][2];
        IntStream.range(0, data.size()).forEach(row -> data.example(row, rows[row], 0));
        for (int i = 0; i < rows.length; i++) {
            int self = i;
            int nearest = IntStream.range(0, rows.length)
                    .filter(j -> j != self)
                    .boxed()
                    .min((a, b) -> Double.compare(distance(rows[self], rows[a]), distance(rows[self], rows[b])))
                    .orElseThrow();
            same += data.label(i) == data.label(nearest) ? 1 : 0;
        }
        return (double) same / rows.length;
    }

    private static double distance(float[] a, float[] b) {
        return Math.hypot(a[0] - b[0], a[1] - b[1]);
    }

    @Test
    void eachLayerIsLaidOutAndOneThatPassesValuesOnIsNamedWithTheOneBefore() {
        List<LayerMap> maps = maps(1, new Tsne(10, 60));
        assertThat(maps).extracting(LayerMap::path).containsExactly("examples", "0.dense", "2.dense");
        assertThat(maps.get(1).also()).containsExactly("1.dropout");
        assertThat(maps.get(2).output()).isEqualTo(Shape.of(1));
        assertThat(maps).allSatisfy(map -> {
            assertThat(map.principal().places()).hasSize(300);
            assertThat(map.embedding().plane().places()).hasSize(300);
            assertThat(map.embedding().converged()).isFalse();
        });
    }

    @Test
    void theScoreIsThatOfTheDefinitionAndDoublingAllValuesKeepsIt() {
        List<LayerMap> maps = maps(1, null, "examples", "0");
        assertThat(maps.getFirst().nearestLabel()).isEqualTo(nearestLabel(DATA)).isBetween(0.2, 1.0);
        assertThat(maps.getLast().nearestLabel()).isEqualTo(maps.getFirst().nearestLabel());
        assertThat(maps.getFirst().embedding()).isNull();
        assertThat(maps.getFirst().shares()[0] + maps.getFirst().shares()[1]).isCloseTo(1, within(1e-6));
        for (int i = 0; i < 300; i++) {
            assertThat(maps.getLast().principal().places()[i])
                    .isCloseTo(2 * maps.getFirst().principal().places()[i], within(1e-4f));
        }
    }

    @Test
    void aLayerWithOneValueLiesOnALine() {
        float[] places = maps(1, null, "2.dense").getFirst().principal().places();
        assertThat(IntStream.range(0, 150).mapToObj(i -> places[2 * i + 1])).containsOnly(0f);
        assertThat(IntStream.range(0, 150).mapToObj(i -> places[2 * i])).doesNotHaveDuplicates();
    }

    @Test
    void aLayerThatIsNotFiniteIsNamed() {
        assertThatThrownBy(() -> maps(Float.NaN, null)).hasMessageStartingWith("at 2.dense: row 0, column 0 is NaN");
        assertThatThrownBy(() -> maps(1, null, "7")).hasMessageContaining("unknown layer '7'");
    }
}
