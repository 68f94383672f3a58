package nunchi.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nunchi.experiment.Experiment;
import nunchi.layer.BatchNorm;
import nunchi.layer.Dense;
import nunchi.layer.Dropout;
import nunchi.layer.Layer;
import org.junit.jupiter.api.Test;

class RegularizationLabTest {
    private static final Lab LAB = Labs.named("regularization");

    private static Experiment experiment(Lab.Member member, boolean quick) {
        return ((Task.Training) LAB.task(member, quick)).experiment();
    }

    @Test
    void membersDifferInNothingButWhatTheyAreNamedAfter() {
        Experiment plain = experiment("plain");
        for (String name : List.of("dropout", "batch-norm", "both")) {
            Experiment other = experiment(name);
            assertThat(other.data()).isEqualTo(plain.data());
            assertThat(other.train()).isEqualTo(plain.train());
            assertThat(other.learner().optimizer()).isEqualTo(plain.learner().optimizer());
            assertThat(other.study().search()).isEqualTo(plain.study().search());
            assertThat(other.learner().model().stream()
                            .filter(Dense.class::isInstance)
                            .toList())
                    .isEqualTo(plain.learner().model());
            assertThat(has(other, Dropout.class)).isEqualTo(!name.equals("batch-norm"));
            assertThat(has(other, BatchNorm.class)).isEqualTo(!name.equals("dropout"));
        }
        assertThat(experiment("rates-plain").study().search())
                .isEqualTo(experiment("rates-batch-norm").study().search());
        assertThat(experiment("rates-batch-norm").learner().model())
                .isEqualTo(experiment("batch-norm").learner().model());
    }

    @Test
    void aQuickRunTrainsForLess() {
        assertThat(LAB.members()).allSatisfy(member -> {
            Experiment quick = experiment(member, true);
            assertThat(quick.train().epochs())
                    .isLessThan(experiment(member, false).train().epochs());
            assertThat(quick.study().search().repeat())
                    .as("intervals need several seeds")
                    .isGreaterThan(1);
        });
    }

    private static boolean has(Experiment experiment, Class<? extends Layer> kind) {
        return experiment.learner().model().stream().anyMatch(kind::isInstance);
    }

    private static Experiment experiment(String name) {
        return experiment(
                LAB.members().stream()
                        .filter(member -> member.folder().equals(name))
                        .findFirst()
                        .orElseThrow(),
                false);
    }
}
