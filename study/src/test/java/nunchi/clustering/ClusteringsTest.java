package nunchi.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.interchange.Npy;
import nunchi.record.JsonFile;
import nunchi.run.RunOptions;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ClusteringsTest {
    private static final RunOptions OPTIONS = new RunOptions().withThreads(1);

    @TempDir
    Path folder;

    private JsonNode run(String yaml, String name) {
        ClusteringStudy study = OPTIONS.files().parse(yaml, ClusteringStudy.class);
        return JsonFile.read(Clusterings.run(study, OPTIONS.withOut(folder.resolve(name)), ClusteringListener.none())
                .resolve("result.json"));
    }

    private static double best(JsonNode set, String method) {
        return set.path(method)
                .path("settings")
                .path(set.path(method).path("best").asInt())
                .path("adjustedRand")
                .asDouble();
    }

    @Test
    void densityFollowsMoonsAndMeansDoNot() throws IOException {
        JsonNode result = run(
                "{name: shapes, points: [{name: moons, rows: 600}, {name: blobs, rows: 300}], kmeans: {restarts: 2}}",
                "shapes");
        JsonNode moons = result.path("points").path(0);
        assertThat(best(moons, "dbscan")).isGreaterThan(0.98);
        assertThat(best(moons, "kmeans")).isLessThan(0.6);
        JsonNode blobs = result.path("points").path(1);
        assertThat(blobs.path("kmeans")
                        .path("settings")
                        .path(blobs.path("kmeans").path("taken").asInt())
                        .path("k")
                        .asInt())
                .isEqualTo(3);
        assertThat(best(blobs, "kmeans")).isEqualTo(1);
        assertThat(blobs.path("dbscan").path("settings")).hasSize(4 * 9);
        JsonNode points = JsonFile.read(folder.resolve("shapes/points.json"))
                .path("points")
                .path(1);
        assertThat(points.path("places")).hasSize(600);
        assertThat(points.path("kmeans"))
                .hasSize(9)
                .allSatisfy(labels -> assertThat(labels).hasSize(300));
        assertThat(Files.readString(folder.resolve("shapes/report.html")))
                .contains("data-clustering=")
                .contains("Strengths and weaknesses")
                .contains("nunchi cluster clusters.yaml")
                .contains("DBSCAN agrees better with them on moons");
    }

    @Test
    void whatIsFoundIsTheSameForAnyNumberOfThreads() throws IOException {
        ClusteringStudy study = OPTIONS.files().parse("""
                {name: s, points: [{name: circles, rows: 300}, {name: digits, rows: 200, layout: {method: pca, components: 5}}]}""", ClusteringStudy.class);
        List<String> results = new ArrayList<>();
        for (int threads : new int[] {1, 2}) {
            Path out = Clusterings.run(
                    study,
                    OPTIONS.withThreads(threads).withOut(folder.resolve("t" + threads)),
                    ClusteringListener.none());
            results.add(Files.readString(out.resolve("result.json")).replaceAll("\"seconds\" : [^,}]+", "")
                    + Files.readString(out.resolve("points.json")));
        }
        assertThat(results.get(1)).isEqualTo(results.get(0));
        assertThat(results.get(0)).contains("first 5 principal components");
    }

    @Test
    void rowsOfAnArrayWithoutClassesAreGroupedToo() throws IOException {
        Path rows = folder.resolve("rows.npy");
        float[] values = new float[120];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 3 % 2 * 10 + (float) Math.sin(i);
        }
        Npy.write(rows, new Tensor(Shape.of(40, 3), values));
        JsonNode result = run(
                "{name: own, points: [{name: '%s'}], kmeans: {clusters: [2, 3]}, dbscan: {epsilon: [3], minPoints: [4]}}"
                        .formatted(rows),
                "own");
        JsonNode set = result.path("points").path(0);
        assertThat(set.path("dbscan").path("settings").path(0).path("clusters").asInt())
                .isEqualTo(2);
        assertThat(set.path("kmeans").path("taken").asInt()).isZero();
        assertThat(set.path("kmeans").path("best").asInt()).isEqualTo(-1);
        assertThat(Files.readString(folder.resolve("own/report.html")))
                .contains("No classes are known")
                .contains("first two principal components")
                .doesNotContain("agrees better");
    }

    @Test
    void theStudyIsKeptWholeAndReadsBackEqual() {
        ClusteringStudy study = new ClusteringStudy("kept", List.of(new PointSettings("noise"))).withSeed(3);
        assertThat(OPTIONS.files().parse(OPTIONS.files().write(study), ClusteringStudy.class))
                .isEqualTo(study);
    }

    @Test
    void aColumnOfATableIsLeftOutAsOnTheCommandLine() throws IOException {
        StringBuilder cells = new StringBuilder("number,width,height,kind\n");
        for (int i = 0; i < 40; i++) {
            cells.append("%d,%d,%d,%s%n"
                    .formatted(1000 * i, i % 2 * 10 + i % 3, i % 2 * 10 - i % 5, i % 2 == 0 ? "small" : "large"));
        }
        Path table = Files.writeString(folder.resolve("table.csv"), cells);
        String study = "{name: own, points: [{name: '%s', label: kind, ignore: [number]}], "
                + "kmeans: {clusters: [2]}, dbscan: {epsilon: [4], minPoints: [4]}}";
        study = study.formatted(table);
        JsonNode set = run(study, "own").path("points").path(0);
        assertThat(set.path("columns").asInt()).isEqualTo(2);
        assertThat(best(set, "kmeans")).isEqualTo(1);
        JsonNode whole = run(study.replace(", ignore: [number]", ""), "whole")
                .path("points")
                .path(0);
        assertThat(whole.path("columns").asInt()).isEqualTo(3);
        assertThat(best(whole, "kmeans")).isLessThan(0.5);
        assertThat(OPTIONS.files()
                        .read(folder.resolve("own/clusters.yaml"), ClusteringStudy.class)
                        .points()
                        .getFirst()
                        .ignore())
                .containsExactly("number");
    }

    @Test
    void whatOnlyATableHasIsRefusedForAnArrayInTheWordsOfTheFile() {
        Path rows = folder.resolve("rows.npy");
        Npy.write(rows, new Tensor(Shape.of(40, 2), new float[80]));
        String study = "{name: x, points: [{name: '%s', %s}]}";
        assertThatThrownBy(() -> run(study.formatted(rows, "ignore: [a]"), "a"))
                .hasMessageEndingWith("whose columns have no names; leave ignore out");
        assertThatThrownBy(() -> run(study.formatted(rows, "header: true"), "b"))
                .hasMessageEndingWith("which has no header; leave header out");
        assertThatThrownBy(() -> run(study.formatted(rows, "label: a"), "c"))
                .hasMessageEndingWith("give the classes in a file by labels");
    }

    @Test
    void wrongStudiesAreRefused() {
        assertThatThrownBy(() -> run("{name: x, points: []}", "a"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("points is empty");
        assertThatThrownBy(() -> run("{name: x, points: [{name: blobz}]}", "b")).hasMessageContaining("blobs");
        assertThatThrownBy(() -> run("{name: x, points: [{name: blobs}], kmeans: {clusters: [1]}}", "c"))
                .hasMessageContaining("at least 2");
        assertThatThrownBy(() -> run("{name: x, points: [{name: blobs, rows: 4}]}", "d"))
                .hasMessage(
                        "points blobs: the 5-th nearest of 4 rows is asked for; it must be 2 to 4, the row itself counted");
        assertThatThrownBy(() -> run("{name: x, points: [{name: blobs, layout: {method: tsne, components: 3}}]}", "e"))
                .hasMessageContaining("not 3");
        assertThatThrownBy(() -> run("{name: x, points: [{name: blobs}], dbscan: {epsilon: [-1]}}", "f"))
                .hasMessageContaining("epsilon");
    }
}
