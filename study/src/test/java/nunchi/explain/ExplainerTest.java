package nunchi.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import nunchi.activation.Relu;
import nunchi.backend.Backend;
import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.data.Split;
import nunchi.data.Splits;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.InspectSettings;
import nunchi.experiment.TrainSettings;
import nunchi.inspect.FeatureMaps;
import nunchi.layer.Conv2d;
import nunchi.layer.Dense;
import nunchi.layer.Flatten;
import nunchi.layer.Layer;
import nunchi.layer.Reshape;
import nunchi.layer.Scale;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.record.InspectionRecord;
import nunchi.run.Inspections;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import nunchi.run.StoredData;
import nunchi.run.StoredModel;
import nunchi.saliency.GradCam;
import nunchi.saliency.ImageModel;
import nunchi.saliency.Score;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainerTest {
    private static final RunOptions OPTIONS = new RunOptions().withThreads(1);
    private static final int ROWS = 120;

    @TempDir
    Path folder;

    private Path run;
    private Experiment experiment;
    private Splits data;

    @BeforeEach
    void train() {
        DataSettings settings = new DataSettings("digits")
                .withTest(new Splitter.Random(0.2))
                .withBatch(100)
                .withPreprocess(new Scale(16));
        List<Layer> layers =
                List.of(new Reshape(List.of(8, 8, 1)), new Conv2d(6, 3, new Relu()), new Flatten(), new Dense(10));
        experiment = new Experiment(
                "small", settings, layers, new SoftmaxCrossEntropy(), new Adam(0.003), new TrainSettings(3));
        run = folder.resolve("run");
        Runs.run(experiment, OPTIONS.withOut(run));
        data = StoredData.own(RunFolder.open(run), experiment, OPTIONS);
    }

    private void inspect(InspectSettings settings) {
        Inspections.inspect(run, settings.withRows(ROWS), OPTIONS, _ -> {});
    }

    private float[] example(Dataset part, int row) {
        float[] values = new float[part.example().size()];
        part.example(row, values, 0);
        return values;
    }

    @Test
    void anInspectedExampleLiesWhereTheMapByTsneHasIt() {
        inspect(new InspectSettings().withTsne(20, 100));
        try (Explainer explainer = Explainer.load(run, OPTIONS)) {
            InspectionRecord inspection = explainer.inspection().orElseThrow();
            Dataset part = Objects.requireNonNull(data.of(Split.named(inspection.part())));
            for (int i : List.of(0, 17, ROWS - 1)) {
                int row = inspection.rowNumbers().get(i);
                Explanation explanation = explainer.explain(example(part, row), part.label(row));
                assertThat(explanation.places()).hasSameSizeAs(inspection.layers());
                for (int layer = 0; layer < explanation.places().size(); layer++) {
                    LayerPlace place = explanation.places().get(layer);
                    List<Double> stored = Objects.requireNonNull(
                                    inspection.layers().get(layer).tsne())
                            .places();
                    assertThat(place.neighbours()[0]).isEqualTo(i);
                    assertThat(place.distances()[0]).isLessThan(0.01f);
                    assertThat((double) place.x()).isCloseTo(stored.get(2 * i), within(0.01));
                    assertThat((double) place.y()).isCloseTo(stored.get(2 * i + 1), within(0.01));
                }
            }
        }
    }

    @Test
    void onAMapOfPrincipalComponentsAnyExampleLiesWhereItsProjectionIs() {
        inspect(new InspectSettings().withoutTsne());
        try (Explainer explainer = Explainer.load(run, OPTIONS)) {
            InspectionRecord inspection = explainer.inspection().orElseThrow();
            Dataset part = Objects.requireNonNull(data.of(Split.named(inspection.part())));
            int[] rows = {
                inspection.rowNumbers().get(3), inspection.rowNumbers().get(50)
            };
            float[] first = example(part, rows[0]);
            float[] second = example(part, rows[1]);
            float[] between = new float[first.length];
            for (int i = 0; i < between.length; i++) {
                between[i] = (first[i] + second[i]) / 2;
            }
            // what goes in is projected by a linear map, which has the mean of two examples amid their places
            LayerPlace place = explainer.explain(between, 0).places().getFirst();
            List<Double> stored = inspection.layers().getFirst().pca().places();
            assertThat((double) place.x()).isCloseTo((stored.get(6) + stored.get(100)) / 2, within(0.01));
            assertThat((double) place.y()).isCloseTo((stored.get(7) + stored.get(101)) / 2, within(0.01));
        }
    }

    @Test
    void aTrainingImageIsItsOwnNearest() {
        try (Explainer explainer = Explainer.load(run, OPTIONS)) {
            Dataset train = data.train();
            float[] example = example(train, 41);
            Explanation explanation = explainer.explain(example, train.label(41));
            assertThat(explanation.places()).as("without an inspection").isEmpty();
            assertThat(explanation.nearest()).hasSize(6).first().satisfies(near -> {
                assertThat(near.row()).isEqualTo(41);
                assertThat(near.label()).isEqualTo(train.label(41));
                assertThat(near.distance()).isLessThan(1e-3);
                assertThat(near.picture().samples()).isEqualTo(train.range().brightnesses(example));
            });
            assertThat(explanation.nearest()).extracting(NearExample::distance).isSorted();
        }
    }

    @Test
    void itsPixelsAreThoseOfGradCamAndItsFeatureMapsThoseOfAReport() {
        try (Explainer explainer = Explainer.load(run, OPTIONS);
                Backend backend = OPTIONS.open()) {
            Dataset train = data.train();
            float[] example = example(train, 41);
            Explanation explanation = explainer.explain(example, train.label(41));
            ImageModel model = new ImageModel(
                    experiment.layers(),
                    StoredModel.of(RunFolder.open(run), experiment).tensors(),
                    train.example(),
                    train.image().orElseThrow(),
                    train.range());
            Score score = Score.ofClass(example, train.label(41), 10);
            assertThat(Objects.requireNonNull(explanation.saliency()).map().values())
                    .isEqualTo(new GradCam()
                            .of(model, List.of(score), backend)
                            .getFirst()
                            .values());
            FeatureMaps maps =
                    FeatureMaps.of(model, List.of(example), 8, backend).getFirst();
            assertThat(explanation.featureMaps()).hasSize(1);
            assertThat(explanation.featureMaps().getFirst().channels()).isEqualTo(maps.channels());
            assertThat(explanation.featureMaps().getFirst().planes()).isEqualTo(maps.planes());
        }
    }

    @Test
    void anInspectionOfAnotherModelPlacesNothing() throws IOException {
        inspect(new InspectSettings().withoutTsne());
        Path file = run.resolve(RunFolder.INSPECTION);
        Files.writeString(
                file, Files.readString(file).replaceFirst("\"weightsSha256\":\"....", "\"weightsSha256\":\"0000"));
        try (Explainer explainer = Explainer.load(run, OPTIONS)) {
            assertThat(explainer.inspection()).isEmpty();
            assertThat(explainer.explain(example(data.train(), 0), 0).places()).isEmpty();
        }
    }

    @Test
    void whatTheModelCannotTakeIsRefused() {
        assertThatThrownBy(() -> Explainer.load(folder.resolve("none"), OPTIONS))
                .isInstanceOf(InvalidRequestException.class);
        try (Explainer explainer = Explainer.load(run, OPTIONS)) {
            assertThatThrownBy(() -> explainer.explain(new float[63], 0))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("63");
        }
    }
}
