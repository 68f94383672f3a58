package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nunchi.clustering.ClusteringListener;
import nunchi.clustering.ClusteringStudy;
import nunchi.clustering.Clusterings;
import nunchi.experiment.Experiment;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import nunchi.search.SearchListener;
import nunchi.search.Searches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders as they are written today, with every key of their files taken away, null, or of another type in turn: the
/// report is made without it, or refused in one sentence that names the file and the key.
class DamagedFoldersTest {
    private static final RunOptions OPTIONS = new RunOptions().withThreads(1);

    @TempDir
    private Path folder;

    private static Experiment digits(String rest) {
        return OPTIONS.files().parse("""
                name: damaged
                data: {name: digits, test: {random: 0.2}, validation: {random: 0.2}, limit: {train: 60, validation: 20, test: 20}, %s
                model: [{reshape: [8, 8, 1]}, {conv2d: {filters: 2, kernel: 3, activation: relu}}, flatten, {dense: {units: 10}}]
                loss: softmaxCrossEntropy
                optimizer: {adam: {learningRate: 0.01}}
                """.formatted(rest), Experiment.class);
    }

    private int damaged() {
        return Damage.everyKey(folder.resolve("written"), () -> {
            Folder files = new Folder(folder.resolve("written"));
            read(files);
            Report.body(files, Chapter.first());
        });
    }

    /// A refusal comes from here in most cases, long before all of a page is made.
    private static void read(Folder files) {
        Stream.<Supplier<Record>>of(
                        files::run,
                        files::search,
                        files::clustering,
                        files::model,
                        files::data,
                        files::evaluation,
                        files::inspection,
                        files::places,
                        files::environment)
                .forEach(Supplier::get);
    }

    private RunOptions written() {
        return OPTIONS.withOut(folder.resolve("written"));
    }

    @Test
    void aRun() {
        Runs.run(digits("""
                        augment: [{rotate: 10}], preprocess: [{scale: 16}]}
                        train: {epochs: 3, metrics: [f1], histograms: {rows: 20}, evaluateTest: true,
                          earlyStopping: {monitor: val_loss, patience: 5, restoreBest: true}}
                        inspect: {rows: 20, iterations: 60, pictures: {count: 2, methods: [gradient, gradCam]}}
                        variants: [{name: plain, set: ["data.preprocess=[]"]}]
                        published: [{what: test accuracy, value: 0.9, source: s}, {what: validation loss, epoch: 2, value: 1}]
                        """), written());
        assertThat(damaged()).isGreaterThan(500);
    }

    @Test
    void aSearch() {
        Searches.run(digits("""
                        preprocess: [{scale: 16}]}
                        train: {epochs: 1, metrics: [f1]}
                        published: [{what: test accuracy, trial: 2, value: 0.9, source: s}]
                        search: {grid: {optimizer.adam.learningRate: [0.01, 0.1]}, repeat: 2}
                        """), written(), SearchListener.none());
        assertThat(damaged()).isGreaterThan(100);
    }

    @Test
    void aClusteringStudy() {
        Clusterings.run(
                OPTIONS.files()
                        .parse(
                                "{name: s, title: t, points: [{name: moons, rows: 60, title: t}], kmeans: {restarts: 1}}",
                                ClusteringStudy.class),
                written(),
                ClusteringListener.none());
        assertThat(damaged()).isGreaterThan(100);
    }
}
