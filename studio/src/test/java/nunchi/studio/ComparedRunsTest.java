package nunchi.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import nunchi.record.Codec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the studio says of several runs at once.
final class ComparedRunsTest {
    @TempDir
    private Path folder;

    private Studio studio;

    @BeforeEach
    void start() {
        studio = Studio.start(folder, 0);
    }

    @AfterEach
    void stop() {
        studio.close();
    }

    private String answer(String path) throws IOException, InterruptedException {
        String token = studio.address().getQuery().replace("token=", "");
        HttpRequest request = HttpRequest.newBuilder(studio.address().resolve(path))
                .header("Cookie", "nunchi-%d=%s".formatted(studio.address().getPort(), token))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /// The paired test of three pairs, as `scipy.stats.ttest_rel([.90, .92, .95], [.80, .85, .86])` has it.
    @Test
    void runsThatDifferByTheirSeedAloneAreComparedAsOne() throws IOException, InterruptedException {
        double[][] accuracies = {{.90, .92, .95}, {.80, .85, .86}};
        StringBuilder query = new StringBuilder();
        for (int batch = 0; batch < 2; batch++) {
            for (int seed = 0; seed < 3; seed++) {
                String name = "run-%d-%d".formatted(batch, seed);
                RunFiles.seeded(folder, name, 32 << batch, seed, accuracies[batch][seed]);
                query.append("&id=").append(name);
            }
        }
        StudioRecord.Compared compared =
                Codec.read(answer("/api/compare?" + query.substring(1)), StudioRecord.Compared.class);
        assertThat(compared.groups())
                .containsExactly(
                        new StudioRecord.Group("batch 32", List.of("run-0-0", "run-0-1", "run-0-2")),
                        new StudioRecord.Group("batch 64", List.of("run-1-0", "run-1-1", "run-1-2")));
        assertThat(compared.tests())
                .filteredOn(test -> test.metric().equals("test_accuracy"))
                .singleElement()
                .satisfies(test -> {
                    assertThat(test.paired()).isTrue();
                    assertThat(test.difference()).isCloseTo(0.0866667, within(1e-6));
                    assertThat(test.p()).isCloseTo(0.0101969, within(1e-6));
                });
        assertThat(compared.tests())
                .filteredOn(test -> test.metric().equals("test_loss"))
                .singleElement()
                .satisfies(test -> assertThat(test.p()).as("nothing varies").isNull());
    }

    @Test
    void theRunsOfAFolderAreToldByTheSettingsInWhichTheyDiffer() throws IOException, InterruptedException {
        for (int seed = 0; seed < 3; seed++) {
            RunFiles.seeded(folder.resolve("search/trials"), "00" + seed, 32, seed, .8 + .001 * seed);
            RunFiles.seeded(folder.resolve("search/trials"), "01" + seed, 64, seed, .9 + .001 * seed);
        }
        RunFiles.seeded(folder, "other", 16, 1, .5);
        StudioRecord.Trials trials = Codec.read(answer("/api/trials?folder=search"), StudioRecord.Trials.class);
        assertThat(trials.keys()).containsExactlyInAnyOrder("seed", "data.batch");
        assertThat(trials.trials()).hasSize(6);
        assertThat(trials.importance().get("test_accuracy"))
                .filteredOn(share -> share.key().equals("data.batch"))
                .singleElement()
                .satisfies(share -> assertThat(share.share()).isGreaterThan(0.99));
        assertThat(trials.importance().get("test_accuracy"))
                .filteredOn(share -> share.key().equals("seed"))
                .singleElement()
                .satisfies(share -> assertThat(share.share()).isZero());
    }
}
