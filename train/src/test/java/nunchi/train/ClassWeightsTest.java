package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.data.Datasets;
import nunchi.data.Subset;
import nunchi.experiment.ClassWeights;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.reference.ReferenceBackend;
import org.junit.jupiter.api.Test;

class ClassWeightsTest {
    private final List<TrainingEvent> events = new ArrayList<>();

    private Trained train(Experiment experiment, Datasets parts) {
        events.clear();
        return Trainer.train(experiment, parts, new ReferenceBackend(), events::add);
    }

    private List<TrainingEvent.EpochEnded> epochs() {
        return events.stream()
                .filter(TrainingEvent.EpochEnded.class::isInstance)
                .map(TrainingEvent.EpochEnded.class::cast)
                .toList();
    }

    /// scikit-learn 1.2.1: `compute_class_weight('balanced')` of 15, 10, 8 rows is 33 / (3 · 15), 33 / (3 · 10), 33 /
    /// (3 · 8).
    @Test
    void balancedWeightsGiveEveryClassTheSameSay() {
        int[] rows = IntStream.range(0, 60)
                .filter(row -> row % 3 == 0 ? row < 45 : row % 3 == 1 ? row < 30 : row < 24)
                .toArray();
        assertThat(new ClassWeights.Balanced().of(new Subset(Samples.clouds(60, 1), rows)))
                .containsExactly(33 / 45.0, 33 / 30.0, 33 / 24.0);
    }

    @Test
    void classWeightsCountInTheTrainingLossAlone() {
        DataSettings one = new DataSettings("clouds").withBatch(50).withShuffle(false);
        Datasets parts = new Datasets(Samples.clouds(50, 1), Samples.clouds(50, 1), null);
        train(Samples.experiment(one, new TrainSettings(1)), parts);
        double plain = epochs().getFirst().running().loss();
        train(
                Samples.experiment(
                        one,
                        new TrainSettings(1).withClassWeights(new ClassWeights.Explicit(List.of(2.0, 2.0, 2.0))),
                        1e-9),
                parts);
        assertThat(epochs().getFirst().running().loss()).isCloseTo(2 * plain, within(1e-6));
        assertThat(epochs().getFirst().validation().loss()).isCloseTo(plain, within(1e-6));
    }

    @Test
    void aClassWithoutWeightIsNotLearnt() {
        TrainSettings settings =
                new TrainSettings(30).withClassWeights(new ClassWeights.Explicit(List.of(1.0, 1.0, 0.0)));
        Trained trained = train(Samples.experiment(Samples.batches(10), settings), Samples.parts());
        assertThat(trained.evaluation().perClass().get(2).recall()).isZero();
        assertThat(trained.evaluation().perClass().get(0).recall()).isGreaterThan(0.8);
    }
}
