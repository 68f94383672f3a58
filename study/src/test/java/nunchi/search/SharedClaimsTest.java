package nunchi.search;

import static nunchi.search.SearchesTest.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;
import nunchi.record.ClaimRecord;
import nunchi.search.Claims.Claim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Claims of processes on other machines, of which only their signs of life are known.
class SharedClaimsTest {
    private static final Duration SILENCE = Duration.ofMillis(600);
    private static final Trial TRIAL = new Trial(7, Map.of(), experiment(null));

    @TempDir
    Path folder;

    private ClaimFolder foreign(long sign) throws IOException {
        ClaimFolder claim = new ClaimFolder(folder.resolve("007"));
        if (!claim.exists()) {
            assertThat(claim.make()).isTrue();
        }
        claim.write(new ClaimRecord("node7", 4711L, "another boot", sign));
        return claim;
    }

    @Test
    void aTrialIsTakenOnceUntilItsClaimIsClosed() {
        try (SharedClaims one = new SharedClaims(folder, SILENCE);
                SharedClaims other = new SharedClaims(folder, SILENCE)) {
            try (Claim claim = one.take(TRIAL)) {
                assertThat(claim).isNotNull();
                assertThat(other.take(TRIAL)).isNull();
                assertThat(other.abandoned(List.of(TRIAL))).isEmpty();
                assertThat(other.holder(TRIAL))
                        .startsWith("process %d on "
                                .formatted(ProcessHandle.current().pid()));
            }
            try (Claim claim = other.take(TRIAL)) {
                Objects.requireNonNull(claim).ended();
            }
            assertThat(one.take(TRIAL)).isNull();
        }
    }

    @Test
    void aClaimWithoutASignOfLifeIsFreed() throws IOException {
        foreign(3);
        try (SharedClaims claims = new SharedClaims(folder, SILENCE)) {
            assertThat(claims.take(TRIAL)).isNull();
            long begin = System.nanoTime();
            assertThat(claims.abandoned(List.of(TRIAL))).containsExactly(TRIAL);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(SILENCE);
            assertThat(claims.take(TRIAL)).isNotNull();
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.007*");
    }

    @Test
    void aClaimWithASignOfLifeStays() throws IOException, InterruptedException {
        ClaimFolder claim = foreign(0);
        Thread living = Thread.ofPlatform().start(() -> {
            try {
                for (long sign = 1; !Thread.interrupted(); sign++) {
                    claim.write(new ClaimRecord("node7", 4711L, "another boot", sign));
                }
            } catch (IOException gone) {
                return;
            }
        });
        try (SharedClaims claims = new SharedClaims(folder, Duration.ofMinutes(1))) {
            assertThat(claims.abandoned(List.of(TRIAL))).isEmpty();
            assertThat(claims.holder(TRIAL)).isEqualTo("process 4711 on node7");
        } finally {
            living.interrupt();
            living.join();
        }
    }

    @Test
    void whoseClaimWasTakenOverStops() throws Exception {
        try (SharedClaims claims = new SharedClaims(folder, SILENCE);
                Claim claim = Objects.requireNonNull(claims.take(TRIAL))) {
            claim.require();
            assertThat(new ClaimFolder(folder.resolve("007")).remove()).isTrue();
            foreign(0);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            claim.require();
                            Thread.sleep(SILENCE.dividedBy(10));
                        }
                    })
                    .isInstanceOf(StoppedException.class)
                    .hasMessageContaining("was taken over by process 4711 on node7");
        }
        assertThat(Files.readString(folder.resolve("007/claim.json"))).contains("4711");
    }

    @Test
    void oneProcessGathersAtATime() {
        try (SharedClaims one = new SharedClaims(folder, Duration.ofMillis(600));
                SharedClaims other = new SharedClaims(folder, Duration.ofSeconds(6))) {
            try (Claim _ = one.takeGathering()) {
                assertThatThrownBy(other::takeGathering)
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContaining("is being gathered already, by process");
            }
            other.takeGathering().close();
        }
    }
}
