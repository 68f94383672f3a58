package nunchi.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Json;
import nunchi.codec.Tree;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.SearchSettings;
import nunchi.layer.BatchNorm;
import nunchi.random.RandomKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
    private static final ExperimentFile FILES = new ExperimentFile();
    private static final String STUDY = """
            name: study
            seed: 5
            data: {name: digits}
            model: [{dense: {units: 8}}, batchNorm, {dropout: 0.5}, {dense: {units: 10}}, {dropout: 0.5}]
            loss: softmaxCrossEntropy
            optimizer: {sgd: {learningRate: 0.1}}
            train: {epochs: 1}
            search: %s
            """;

    private static List<Trial> trials(String search) {
        return Plan.of(FILES.parse(STUDY.formatted(search)), FILES).trials();
    }

    private static List<String> settings(String search) {
        return trials(search).stream()
                .map(trial -> Plan.inWords(trial.values()))
                .toList();
    }

    @Test
    void aGridIsEveryCombinationTheLastKeyFastest() {
        assertThat(settings("{grid: {optimizer.sgd.learningRate: [0.1, 1e-2], data.batch: [10, 20]}}"))
                .containsExactly(
                        "optimizer.sgd.learningRate=0.1, data.batch=10",
                                "optimizer.sgd.learningRate=0.1, data.batch=20",
                        "optimizer.sgd.learningRate=0.01, data.batch=10",
                                "optimizer.sgd.learningRate=0.01, data.batch=20");
    }

    @Test
    void pairsBelongTogetherWithEveryCombinationOfTheGrid() {
        assertThat(settings("{pair: {data.batch: [10, 20], train.epochs: [1, 2]}, grid: {seed: [7, 8]}}"))
                .containsExactly(
                        "data.batch=10, train.epochs=1, seed=7", "data.batch=10, train.epochs=1, seed=8",
                        "data.batch=20, train.epochs=2, seed=7", "data.batch=20, train.epochs=2, seed=8");
    }

    /// Study C: dropout 0.2, 0.25, 0.2, with and without batch norm.
    @Test
    void aSettingThatStandsInItTwiceIsTrainedTwiceWithOtherSeeds() {
        List<Trial> trials =
                trials("{grid: {model.1: [batchNorm, null], model.*.dropout.rate: [0.2, 0.25, 0.2]}, repeat: 2}");
        assertThat(trials).extracting(Trial::seed).containsExactly(5L, 6L, 5L, 6L, 7L, 8L, 5L, 6L, 5L, 6L, 7L, 8L);
        assertThat(trials.get(0).experiment().learner().model()).hasSize(5).contains(new BatchNorm());
        assertThat(trials.get(6).experiment().learner().model()).hasSize(4).doesNotContain(new BatchNorm());
        assertThat(trials.getLast().folder()).isEqualTo("trials/012");
    }

    @Test
    void aTrialIsAnExperimentLikeOnesOwn() {
        Experiment trial = trials("{grid: {data.batch: [10]}}").getFirst().experiment();
        assertThat(trial).isEqualTo(FILES.with(FILES.parse(STUDY.formatted("null")), List.of("data.batch=10")));
    }

    @Test
    void drawsFollowFromTheSeedAndTheirNumberAlone() {
        String search =
                "{random: {trials: %d, ranges: {optimizer.sgd.learningRate: {log: [1e-4, 1]}, model.0.dense.units: {int: [16, 256]},"
                        + " model.0.dense.activation: [relu, tanh]}}, repeat: 2}";
        List<String> few = settings(search.formatted(3));
        assertThat(few).hasSize(6).isEqualTo(settings(search.formatted(9)).subList(0, 6));
        assertThat(few.get(0)).isEqualTo(few.get(1)).isNotEqualTo(few.get(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{uniform: [-1, 1]} | -1 | 1 | 0",
                "{log: [0.0001, 1]} | 0.0001 | 1 | 0.01",
                "{int: [1, 5]} | 1 | 5 | 3",
                "{logInt: [1, 256]} | 1 | 256 | 16"
            })
    void drawsFillTheirRangeEvenlyOnItsScale(String range, double low, double high, double middle) {
        Tree node = new SearchSettings()
                .withGrid("x", Json.parse(range.replaceAll("(\\w+):", "\"$1\":")))
                .grid()
                .get("x")
                .getFirst();
        double[] draws = Range.draws("x", node, 2000, RandomKey.of(1)).stream()
                .mapToDouble(value -> ((Tree.Number) value).value().doubleValue())
                .toArray();
        assertThat(Arrays.stream(draws).allMatch(value -> value >= low && value <= high))
                .isTrue();
        assertThat(IntStream.range(0, draws.length)
                        .filter(i -> draws[i] < middle)
                        .count())
                .isBetween(middle == 3 ? 700L : 900L, 1100L);
    }

    @Test
    void bothEndsOfARangeOfWholeNumbersAreDrawn() {
        Tree range = Json.parse("{\"int\": [1, 3]}");
        assertThat(Range.draws("x", range, 50, RandomKey.of(1))).containsOnly(Tree.of(1), Tree.of(2), Tree.of(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{grid: {optimizer.sgd.learningRate: [0.1, -1]}} | trial 2 with optimizer.sgd.learningRate=-1: at optimizer.sgd",
                "{grid: {optimizer.sgd.rate: [0.1]}}             | trial 1 with optimizer.sgd.rate=0.1: at optimizer.sgd: unknown key 'rate'",
                "{grid: {data.batch: [10, ten]}}                 | trial 2 with data.batch=ten: at data.batch: expected a whole number, but found 'ten'",
            })
    void aValueThatIsNoneForItsKeyIsRefusedAtOnce(String search, String complaint) {
        assertThatThrownBy(() -> trials(search))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{grid: {data.batch: []}}                        | at search: data.batch has no values to try",
                "{grid: {data.batch: 3}}                         | at search.grid.data.batch: expected a list, but found 3",
                "{pair: {data.batch: [1, 2], seed: [1]}}         | at search: data.batch has 2 values and seed has 1; those of a pair belong together",
                "{grid: {seed: [1]}, pair: {seed: [1]}}          | at search: seed is searched twice",
                "{repeat: 0}                                     | at search: repeat is 0; it must be at least 1",
                "{parallel: 0}                                   | at search: parallel is 0; it must be at least 1",
                "{random: {trials: 3}}                           | at search.random: ranges is missing",
                "{random: {trials: 3, ranges: {seed: {logg: [1, 2]}}}} | seed is drawn from {\"logg\":[1,2]}; write {uniform: [low, high]}",
                "{random: {trials: 3, ranges: {seed: {log: [0, 2]}}}} | seed is drawn from 0.0 on a logarithmic scale; both ends must be above 0",
                "{random: {trials: 3, ranges: {seed: {int: [3, 2]}}}} | seed is drawn from 3.0 to 2.0; the lower end comes first",
                "{random: {trials: 3, ranges: {seed: {int: [1.5, 2]}}}} | seed is drawn from the whole numbers 1.5 to 2.0; both ends must be whole",
                "{grid: {seed: [1, 2]}, repeat: 90000}           | the search has 2 settings, each 90,000 times; at most 100,000 trainings are planned",
            })
    void aPlanThatCannotBeCarriedOutIsRefused(String search, String complaint) {
        assertThatThrownBy(() -> trials(search))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{repeat: 1, parallel: 2}"})
    void aSearchForNothingIsOneTraining(String search) {
        assertThat(SearchSettings.isSearch(FILES.parse(STUDY.formatted(search))))
                .isFalse();
        assertThat(trials(search)).singleElement().matches(trial -> trial.seed() == 5);
    }
}
