package nunchi.inference;

import static nunchi.inference.DrawnDecoder.LOGITS;
import static nunchi.inference.DrawnDecoder.ROWS;
import static nunchi.inference.DrawnDecoder.STEPS;
import static nunchi.inference.DrawnDecoder.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nunchi.backend.Program;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Graph;
import nunchi.inference.TextDecoder.Steps;
import nunchi.loss.OutputKind;
import nunchi.network.Network;
import nunchi.prediction.DecodeSettings;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Beams of models with random weights, beside every text that there is and beside a search written anew.
final class BeamDecoderTest {
    /// There are 40 texts of at most three tokens.
    private static final int ALL = 100;

    private final DrawnDecoder model = new DrawnDecoder();

    @AfterEach
    void close() {
        model.close();
    }

    private static final Text START = new Text(List.of(), 0);

    record Text(List<Integer> tokens, double sum) {
        boolean over(int most) {
            return tokens.size() == most || !tokens.isEmpty() && tokens.getLast() == 0;
        }

        double score(double alpha) {
            return sum / Math.pow((5 + tokens.size()) / 6.0, alpha);
        }

        int[] padded() {
            return Arrays.copyOf(tokens.stream().mapToInt(Integer::intValue).toArray(), STEPS);
        }
    }

    private List<Text> longer(int row, Text text) {
        double[] next = model.next(row, text.tokens);
        List<Text> longer = new ArrayList<>();
        for (int token = 0; token < TOKENS; token++) {
            List<Integer> tokens = new ArrayList<>(text.tokens);
            tokens.add(token);
            longer.add(new Text(tokens, text.sum + next[token]));
        }
        return longer;
    }

    /// Every text that there is.
    private List<Text> all(int row, Text text, int most) {
        return text.over(most)
                ? List.of(text)
                : longer(row, text).stream()
                        .flatMap(each -> all(row, each, most).stream())
                        .toList();
    }

    /// As many as the beam is wide, ended or not.
    private int[] searched(int row, int beam, double alpha, int most) {
        List<Text> kept = List.of(START);
        while (kept.stream().anyMatch(text -> !text.over(most))) {
            List<Text> ended = kept.stream().filter(text -> text.over(most)).toList();
            List<Text> open = kept.stream()
                    .filter(text -> !text.over(most))
                    .flatMap(text -> longer(row, text).stream())
                    .sorted(Comparator.comparingDouble(text -> -text.sum))
                    .limit(beam - ended.size())
                    .toList();
            kept = new ArrayList<>(ended);
            kept.addAll(open);
        }
        return kept.stream()
                .max(Comparator.comparingDouble(text -> text.score(alpha)))
                .orElseThrow()
                .padded();
    }

    @ParameterizedTest
    @CsvSource({"1,0", "2,0.6", "3,2", "4,0.6"})
    void aBeamAsWideAsAllTextsFindsTheBest(long seed, double alpha) {
        model.draw(seed);
        int[][] found = model.decoded(new DecodeSettings(ALL, alpha, 3), ALL);
        for (int row = 0; row < ROWS; row++) {
            Text best = all(row, START, 3).stream()
                    .max(Comparator.comparingDouble(text -> text.score(alpha)))
                    .orElseThrow();
            assertThat(found[row]).as("row %d", row).containsExactly(best.padded());
        }
    }

    @ParameterizedTest
    @CsvSource({"1,2,0,4", "2,2,0.6,4", "3,3,1.5,4", "4,3,0.6,3", "5,4,0.6,2", "6,5,3,4"})
    void aNarrowBeamIsSearchedAsDefined(long seed, int beam, double alpha, int most) {
        model.draw(seed);
        int[][] found = model.decoded(new DecodeSettings(beam, alpha, most), 16);
        for (int row = 0; row < ROWS; row++) {
            assertThat(found[row]).as("row %d", row).containsExactly(searched(row, beam, alpha, most));
        }
    }

    /// The tests above could not fail if a wider beam or another penalty changed nothing.
    @Test
    void widthAndPenaltyMatter() {
        Set<String> found = new HashSet<>();
        for (long seed = 1; seed <= 6; seed++) {
            model.draw(seed);
            String greedy = Arrays.deepToString(model.decoded(DecodeSettings.GREEDY, ROWS));
            String wide = Arrays.deepToString(model.decoded(new DecodeSettings(3, 0, null), 12));
            String longer = Arrays.deepToString(model.decoded(new DecodeSettings(3, 3, null), 12));
            found.add(greedy.equals(wide) ? "same" : "other by width");
            found.add(wide.equals(longer) ? "same" : "other by penalty");
        }
        assertThat(found).contains("other by width", "other by penalty");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aBeamOfOneIsGreedy(long seed) {
        model.draw(seed);
        Graph graph = model.network.prediction(ROWS);
        DecodeSettings most = new DecodeSettings(1, 0.6, 3);
        for (DecodeSettings settings : List.of(DecodeSettings.GREEDY, most)) {
            TextDecoder greedy = TextDecoder.of(model.program(graph), graph, settings, LOGITS);
            Steps steps = Steps.of(graph, settings);
            TextDecoder beam = new BeamDecoder(model.program(graph), steps, settings, LOGITS);
            assertThat(greedy).isInstanceOf(GreedyDecoder.class);
            assertThat(model.decoded(beam, ROWS, 0, ROWS)).isDeepEqualTo(model.decoded(greedy, ROWS, 0, ROWS));
        }
    }

    /// 16 rows have room for five beams of 3 at a time, so that seven texts take two rounds.
    @Test
    void aTextIsTheSameAloneAndAmongOthers() {
        DecodeSettings settings = new DecodeSettings(3);
        int[][] together = model.decoded(settings, 16);
        Graph graph = model.network.prediction(TextDecoder.batch(1, settings));
        TextDecoder decoder = TextDecoder.of(model.program(graph), graph, settings, LOGITS);
        for (int row = 0; row < ROWS; row++) {
            assertThat(model.decoded(decoder, 3, row, 1)[0]).as("row %d", row).containsExactly(together[row]);
        }
        assertThat(model.decoded(settings, 128)).isDeepEqualTo(together);
    }

    /// Afterwards the program holds what the model gives for the texts.
    @Test
    void theProgramHoldsTheProbabilitiesOfTheTexts() {
        Graph graph = model.network.prediction(16);
        Program program = model.program(graph);
        int[][] texts = model.decoded(TextDecoder.of(program, graph, new DecodeSettings(3), LOGITS), 16, 0, ROWS);
        float[] held = new float[16 * STEPS * TOKENS];
        program.fetch(Network.PREDICTION, held);
        for (int row = 0; row < ROWS; row++) {
            List<Integer> before = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                int token = texts[row][step];
                assertThat(Math.log(held[(row * STEPS + step) * TOKENS + token]))
                        .isCloseTo(model.next(row, before)[token], within(1e-5));
                before.add(token);
            }
        }
    }

    /// Two texts of the same score: the first that ended; of equal tokens the lower number.
    @Test
    void ofEqualTextsTheEarlierIsTaken() {
        BeamSearch search = new BeamSearch(new DecodeSettings(2, 0, null), 2);
        double half = Math.log(0.5);
        search.step(new double[][] {{half, half, half}});
        assertThat(search.open()).extracting(each -> each.tokens()[0]).containsExactly(1);
        search.step(new double[][] {{0, 0, -1}});
        assertThat(search.open()).isEmpty();
        assertThat(search.best().tokens()).containsExactly(0);

        BeamSearch open = new BeamSearch(new DecodeSettings(2, 0, null), 2);
        open.step(new double[][] {{-9, -1, -1}});
        open.step(new double[][] {{-9, -1, -1}, {-9, -1, -1}});
        assertThat(open.best().tokens()).containsExactly(1, 1);
    }

    @Test
    void whatIsNoNumberEndsTheText() {
        model.weights.replaceAll((_, tensor) -> {
            float[] none = new float[tensor.shape().size()];
            Arrays.fill(none, Float.NaN);
            return new Tensor(tensor.shape(), none);
        });
        assertThat(model.decoded(new DecodeSettings(2), 16)[0]).containsExactly(0, 0, 0, 0);
    }

    @Test
    void whatCannotBeSearchedIsRefused() {
        Graph graph = model.network.prediction(4);
        Program program = model.program(graph);
        assertThatThrownBy(() -> TextDecoder.of(program, graph, new DecodeSettings(2, 1, 5), LOGITS))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("decode.maxLength is 5, but the model's target texts have 4 tokens");
        assertThatThrownBy(() -> TextDecoder.of(program, graph, new DecodeSettings(2), OutputKind.CLASS_SCORES))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("a beam multiplies probabilities");
        assertThatThrownBy(() -> new DecodeSettings(0)).hasMessageContaining("beam is 0; give it 1 to 100 texts");
        assertThatThrownBy(() -> new DecodeSettings(2, 1, 0)).hasMessageContaining("maxLength is 0");
        assertThatThrownBy(() -> new DecodeSettings(2, -1, null)).hasMessageContaining("lengthPenalty");
    }
}
