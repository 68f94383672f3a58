package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Catalogue;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.graph.Node;
import nunchi.layer.Dense;
import nunchi.layer.Layer;
import nunchi.layer.Scale;
import nunchi.layer.Scope;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Sgd;
import nunchi.schedule.Schedule;
import nunchi.train.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A program's own layers and schedules: what a run's files cannot name is refused before the folder is made, and
/// trains without one.
public final class OwnRecordsTest {
    private static final Layer ANONYMOUS = new Layer() {
        @Override
        public Node build(Scope scope, Node x) {
            return x;
        }
    };

    @TempDir
    private Path folder;

    public record Public() implements Layer {
        @Override
        public Node build(Scope scope, Node x) {
            return x;
        }
    }

    public record WithArray(double[] factors) implements Layer {
        @Override
        public Node build(Scope scope, Node x) {
            return x.times(factors[0]);
        }
    }

    private record Private() implements Layer {
        @Override
        public Node build(Scope scope, Node x) {
            return x;
        }
    }

    private enum Constants implements Layer {
        SAME;

        @Override
        public Node build(Scope scope, Node x) {
            return x;
        }
    }

    private static final class Plain implements Layer {
        @Override
        public Node build(Scope scope, Node x) {
            return x;
        }
    }

    private static Layer local() {
        record Local() implements Layer {
            @Override
            public Node build(Scope scope, Node x) {
                return x;
            }
        }
        return new Local();
    }

    private record Case(String title, Layer layer) {
        @Override
        public String toString() {
            return title;
        }
    }

    private static List<Case> unwritable() {
        return List.of(
                new Case("the record Private", new Private()),
                new Case("the record Local", local()),
                new Case("an anonymous class", ANONYMOUS),
                new Case("the enum Constants", Constants.SAME),
                new Case("the class Plain", new Plain()),
                new Case("the record Public", new Public()));
    }

    private static Experiment experiment(Layer layer, Schedule rate) {
        return new Experiment(
                "own",
                new DataSettings("digits").withTest(new Splitter.Random(0.9)).withPreprocess(new Scale(16)),
                List.of(layer, new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Sgd(rate),
                new TrainSettings(1));
    }

    private static Experiment experiment(Layer layer) {
        return experiment(layer, new nunchi.schedule.ConstantRate(0.1));
    }

    private RunOptions options() {
        return new RunOptions().withThreads(1).withOut(folder.resolve("run"));
    }

    @ParameterizedTest
    @MethodSource("unwritable")
    void whatFilesCannotNameIsRefusedAndTrainsWithoutAFolder(Case own) {
        Experiment experiment = experiment(own.layer());
        assertThatThrownBy(() -> Runs.run(experiment, options()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(own.title() + " cannot be written")
                .hasMessageContaining("public record")
                .hasMessageContaining("Layer.class");
        assertThat(folder.resolve("run")).doesNotExist();
        assertThat(Trainer.train(experiment, _ -> {}).test().loss()).isFinite();
    }

    @Test
    void aLambdaAsScheduleIsRefused() {
        assertThatThrownBy(() -> Runs.run(experiment(new Dense(4), _ -> 0.1), options()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("a lambda expression cannot be written")
                .hasMessageContaining("Schedule.class");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aComponentThatIsAnArrayIsRefused() {
        RunOptions options = options().withCatalogue(Catalogue.standard().with(Layer.class, List.of(WithArray.class)));
        assertThatThrownBy(() -> Runs.run(experiment(new WithArray(new double[] {1})), options))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("type double[] cannot be written");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aRegisteredPublicRecordIsWrittenAndReadBack() {
        RunOptions options = options().withCatalogue(Catalogue.standard().with(Layer.class, List.of(Public.class)));
        Experiment experiment = experiment(new Public());
        Runs.run(experiment, options);
        assertThat(RunFolder.open(folder.resolve("run")).experiment(options.files()))
                .isEqualTo(experiment);
    }
}
