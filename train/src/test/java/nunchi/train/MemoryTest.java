package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;

import nunchi.data.Dataset;
import nunchi.data.Splits;
import nunchi.experiment.HistogramSettings;
import nunchi.experiment.TrainSettings;
import nunchi.graph.Graph;
import nunchi.graph.op.Role;
import nunchi.graph.op.Source.Weight;
import nunchi.init.Zeros;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

class MemoryTest {
    @Test
    void weightsCountTwiceAndOtherValuesOnce() {
        Graph graph = new Graph();
        Shape megabyte = Shape.of(512, 512);
        graph.output(
                "sum",
                graph.input("x", megabyte).plus(graph.weight(new Weight("w", megabyte, new Zeros(), Role.KERNEL))));
        assertThat(Memory.megabytes(graph)).isEqualTo(1 + 2 + 1);
    }

    private static String tooSmall(TrainSettings settings, Dataset data) {
        return Memory.tooSmall(new StepGraphs(Samples.experiment(Samples.batches(10), settings), new Splits(data)));
    }

    @Test
    void theSentenceNamesBatchNeedAndRemedy() {
        assertThat(tooSmall(new TrainSettings(1), Samples.clouds(50, 1)))
                .matches(
                        "memory is too small: a step of 10 examples needs up to 1 MB beside the data and the heap has [\\d,.]+ MB; "
                                + "start java with a larger -Xmx or take a smaller batch");
    }

    @Test
    void rowsLookedAtCountWhereTheyNeedMoreThanTheTraining() {
        TrainSettings looking = new TrainSettings(1).withHistograms(new HistogramSettings(1, 100_000));
        assertThat(tooSmall(looking, Samples.clouds(100_000, 1)))
                .endsWith("or take a smaller batch, or fewer train.histograms.rows")
                .doesNotContain("up to 1 MB");
    }
}
