package nunchi.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;
import nunchi.file.Unreadable;
import nunchi.record.ClaimRecord;
import nunchi.train.TrainingFailedException;
import org.jspecify.annotations.Nullable;

/// Claims of several processes on one folder, which may lie on a network where file locks cannot be trusted. The claims
/// of trials that have ended stay until the search is gathered, since other machines may not see the results at once.
final class SharedClaims implements Claims, AutoCloseable {
    /// After which a process counts as gone.
    static final Duration SILENCE = Duration.ofMinutes(1);

    private static final int SIGNS = 12;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String GATHERING = "gather";

    private final Path folder;
    private final Duration silence;
    private final SignsOfLife signs;

    /// @param folder  of the claims
    /// @param silence after which a process counts as gone; this one gives twelve signs of life in that time
    SharedClaims(Path folder, Duration silence) {
        this.folder = folder;
        this.silence = silence;
        this.signs = new SignsOfLife(silence.dividedBy(SIGNS));
    }

    private static String name(Trial trial) {
        return Path.of(trial.folder()).getFileName().toString();
    }

    private ClaimFolder claim(String name) {
        return new ClaimFolder(folder.resolve(name));
    }

    @Override
    public @Nullable Claim take(Trial trial) {
        return take(name(trial));
    }

    /// For the process that gathers, of which there is one at a time.
    ///
    /// @throws InvalidRequestException where another process does
    Claim takeGathering() {
        freed(List.of(GATHERING));
        Claim claim = take(GATHERING);
        if (claim == null) {
            throw new InvalidRequestException("%s is being gathered already, by %s; wait for its end or stop it"
                    .formatted(folder.getParent(), holder(GATHERING)));
        }
        return claim;
    }

    private @Nullable Claim take(String name) {
        ClaimFolder claim = claim(name);
        try {
            if (!claim.make()) {
                return null;
            }
            signs.begin(claim);
            return new Held(claim);
        } catch (IOException refused) {
            throw failed(claim, refused);
        }
    }

    private static TrainingFailedException failed(ClaimFolder claim, IOException refused) {
        return new TrainingFailedException(
                "%s cannot be written (%s); make room or mend the folder, then begin again"
                        .formatted(claim.path(), Unreadable.reason(refused)),
                refused);
    }

    @Override
    public boolean isTaken(Trial trial) {
        return claim(name(trial)).exists();
    }

    @Override
    public List<Trial> abandoned(List<Trial> taken) {
        Set<String> free = freed(taken.stream().map(SharedClaims::name).toList());
        return taken.stream().filter(trial -> free.contains(name(trial))).toList();
    }

    /// Takes away the claims of processes that are gone.
    ///
    /// @return those of the claims that are not there now
    private Set<String> freed(Collection<String> names) {
        Map<String, Optional<ClaimRecord>> seen = new TreeMap<>();
        names.forEach(name -> seen.put(name, claim(name).read()));
        for (String name : silent(seen)) {
            try {
                claim(name).remove();
            } catch (IOException refused) {
                throw failed(claim(name), refused);
            }
        }
        return names.stream().filter(name -> !claim(name).exists()).collect(Collectors.toSet());
    }

    /// Watches claims, of which the clocks of other machines need not be right, until each has got a sign of life or
    /// was silent for too long.
    private Set<String> silent(Map<String, Optional<ClaimRecord>> seen) {
        Set<String> silent = new TreeSet<>(seen.keySet());
        Set<String> gone = seen.entrySet().stream()
                .filter(claim -> claim.getValue().filter(SignsOfLife::isGone).isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        long begin = System.nanoTime();
        silent.removeIf(name -> !claim(name).exists());
        while (!gone.containsAll(silent) && System.nanoTime() - begin < silence.toNanos()) {
            pause();
            silent.removeIf(name -> !claim(name).read().equals(seen.get(name)));
        }
        return silent;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoppedException("the search was interrupted", stopped);
        }
    }

    @Override
    public String holder(Trial trial) {
        return holder(name(trial));
    }

    private String holder(String name) {
        return claim(name).read().map(ClaimRecord::inWords).orElse("another process");
    }

    @Override
    public void close() {
        signs.close();
    }

    /// A claim of this process.
    private final class Held implements Claim {
        private final ClaimFolder claim;
        private boolean ended;

        Held(ClaimFolder claim) {
            this.claim = claim;
        }

        @Override
        public void require() {
            if (!signs.holds(claim)) {
                throw new StoppedException("%s was taken over by %s, since this process gave no sign of life"
                        .formatted(
                                claim.path(), holder(claim.path().getFileName().toString())));
            }
        }

        @Override
        public void ended() {
            ended = true;
            // who waits for a sign of life need wait no longer
            signs.give(claim);
        }

        @Override
        public void close() {
            boolean own = signs.holds(claim);
            signs.end(claim);
            try {
                if (own && !ended) {
                    claim.remove();
                }
            } catch (IOException stuck) {
                // it counts as left behind soon
                return;
            }
        }
    }
}
