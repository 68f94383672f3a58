package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nunchi.interchange.Npy;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The commands that take rows of numbers.
final class RowsCommandsTest {
    @TempDir
    private Path folder;

    @Test
    void aMapByTsneIsWrittenAndJudgedAndDrawn() {
        Path map = folder.resolve("map.npy");
        Path page = folder.resolve("map.html");
        Answer answer = Answer.to(
                "embed",
                "digits",
                "--rows",
                "300",
                "--perplexity",
                "10",
                "--iterations",
                "300",
                "--pca",
                "20",
                "--out",
                map.toString(),
                "--report",
                page.toString());
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output())
                .contains(
                        "digits: 300 rows of 64 values, 10 classes",
                        "iteration 300/300  KL ",
                        "neighbours among rows of 20 values")
                .containsPattern("1-NN accuracy +9\\d\\.\\d\\d %")
                .containsPattern("trustworthiness +0\\.9")
                .containsPattern("verdict +not converged");
        assertThat(Npy.read(map).shape()).isEqualTo(Shape.of(300, 2));
        assertThat(page)
                .content()
                .contains("t-SNE of digits", "nunchi embed digits <span class=\"whole\">--rows</span> 300");
    }

    @Test
    void furtherRowsArePlacedIntoAMapThatIsThere() {
        Path map = folder.resolve("map.npy");
        Path placed = folder.resolve("placed.npy");
        Answer.to("embed digits --rows 300 --perplexity 10 --iterations 300 --out MAP"
                .replace("MAP", map.toString())
                .split(" "));
        Answer answer = Answer.to("embed digits --rows 500 --perplexity 10 --into MAP --known digits --out PLACED"
                .replace("MAP", map.toString())
                .replace("PLACED", placed.toString())
                .split(" "));
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output())
                .contains("placed among 300 rows of 64 values")
                .containsPattern("1-NN accuracy +9\\d\\.");
        assertThat(Npy.read(placed).shape()).isEqualTo(Shape.of(500, 2));
        assertThat(Answer.to("embed", "digits", "--into", map.toString()).errors())
                .contains("--into MAP and --known ROWS go together");
    }

    @Test
    void principalComponentsOfATableAreWritten() throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), "a,b,c,kind\n1,0,0,x\n2,0,0,y\n3,0,1,x\n");
        Path map = folder.resolve("map.npy");
        Answer answer = Answer.to(
                "embed",
                table.toString(),
                "--label",
                "kind",
                "--method",
                "pca",
                "--components",
                "3",
                "--out",
                map.toString());
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output()).contains("3 rows of 3 values, 2 classes", "100.00 % in all: ");
        assertThat(Npy.read(map).shape()).isEqualTo(Shape.of(3, 3));
    }

    @Test
    void theFirstLineOfATableIsAHeaderWhereTheCommandSaysSo() throws IOException {
        Path table = Files.writeString(folder.resolve("years.csv"), "2019,2020\n1,0\n2,5\n3,1\n");
        assertThat(Answer.to("embed", table.toString(), "--method", "pca").output())
                .contains("4 rows of 2 values");
        assertThat(Answer.to("embed", table.toString(), "--method", "pca", "--header")
                        .output())
                .contains("3 rows of 2 values");
        assertThat(Answer.to("cluster", table.toString(), "--k", "2", "--no-header")
                        .output())
                .contains("4 rows");
        assertThat(Answer.to("embed", "digits", "--header").errors())
                .contains("for which the key header means nothing");
    }

    @Test
    void clustersByKMeansAreWrittenAndComparedWithTheClasses() {
        Path clusters = folder.resolve("clusters.npy");
        Path page = folder.resolve("clusters.html");
        Answer answer = Answer.to(
                "cluster",
                "digits",
                "--pca",
                "20",
                "--restarts",
                "2",
                "--out",
                clusters.toString(),
                "--report",
                page.toString());
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output())
                .contains("k-means, 10 clusters of rows of 20 values, the best of 2 starts")
                .containsPattern("ARI +0\\.[67]")
                .containsPattern("purity +[78]\\d\\.")
                .containsPattern("silhouette +0\\.")
                .doesNotContain("noise");
        assertThat(Npy.read(clusters).shape()).isEqualTo(Shape.of(1797));
        assertThat(page).content().contains("Clusters by k-means", "Classes", "first two principal components");
    }

    @Test
    void aStudyOfGroupingsIsRunIntoAFolderAsItsFileSays() throws IOException {
        Path study = Files.writeString(
                folder.resolve("study.yaml"),
                "{name: s, points: [{name: moons, rows: 200}], kmeans: {clusters: [2], restarts: 1}, dbscan: {minPoints: [5]}}");
        Path out = folder.resolve("study");
        Answer answer = Answer.to("cluster", study.toString(), "--seed", "4", "--out", out.toString());
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output())
                .contains("moons: 200 points", "k = 2 by the silhouette", "at the knee, 5 points")
                .endsWith("report.html" + System.lineSeparator());
        assertThat(out.resolve("result.json")).content().contains("\"seed\" : 4");
        assertThat(out.resolve("clusters.yaml")).content().contains("seed: 4");
        assertThat(Answer.to("cluster", study.toString(), "--k", "3").errors())
                .contains("omit --k, or change the file");
        assertThat(Answer.to(
                                "lab",
                                "clusters",
                                "--epochs",
                                "3",
                                "--out",
                                folder.resolve("lab").toString())
                        .errors())
                .contains("clusters trains nothing; omit --epochs");
    }

    @Test
    void clustersByDensityOfAMapHaveNoise() throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), "0,0\n0,1\n1,0\n9,9\n9,8\n8,9\n40,0\n");
        Path clusters = folder.resolve("clusters.npy");
        Answer answer = Answer.to(
                "cluster",
                table.toString(),
                "--method",
                "dbscan",
                "--epsilon",
                "1.5",
                "--min-points",
                "3",
                "--out",
                clusters.toString());
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output())
                .contains("2 clusters; 1 of 7 rows (14.29 %) are noise", "3, 3", "noise left out")
                .doesNotContain("ARI");
        assertThat(Npy.read(clusters).values()).containsExactly(0, 0, 0, 1, 1, 1, -1);
        assertThat(Answer.to("cluster", table.toString(), "--method", "dbscan").output())
                .contains("the knee of the curve");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            embed digits --method pca --perplexity 5; --method tsne
            embed digits --components 3; t-SNE makes maps of 2
            embed digits --method pca --components 1 --report page.html; --components 2 or more
            embed digits --out map.txt; .npy array
            embed digits --rows 50; a perplexity of 16 or less
            cluster digits --epsilon 3; --method dbscan
            cluster digits --method dbscan --k 3; --method kmeans
            cluster digits --k 2000; there are 1797 rows
            cluster digits --k 0; k is 0
            cluster digits --batch 0; batch is 0
            embed digits --perplexity 0; perplexity is 0
            cluster digits --method dbscan --epsilon -1; epsilon
            cluster nothing --k 3; unknown data set 'nothing'
            embed nothing; unknown data set 'nothing'
            """)
    void aWrongRequestGivesCode2AndOneSentence(String request, String complaint) {
        Answer answer = Answer.to(request.split(" "));
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.output()).isEmpty();
        assertThat(answer.errors()).startsWith("nunchi: ").contains(complaint).containsOnlyOnce("\n");
    }
}
