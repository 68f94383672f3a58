package nunchi.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import nunchi.record.ClaimRecord;
import nunchi.run.Environment;
import org.jspecify.annotations.Nullable;

/// Writes into each claim of this process, again and again, that the process is still there.
final class SignsOfLife implements AutoCloseable {
    private static final ClaimRecord FIRST =
            new ClaimRecord(Environment.host(), ProcessHandle.current().pid(), boot(), 0L);

    private final Set<ClaimFolder> held = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("nunchi-signs-of-life").daemon().factory());

    SignsOfLife(Duration every) {
        clock.scheduleWithFixedDelay(this::giveAll, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// What tells whether a process number is of this system: Linux has a name for each start of a machine and for each
    /// set of process numbers.
    private static @Nullable String boot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + " "
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException elsewhere) {
            return null;
        }
    }

    /// Whether a claim is of a process that ran on this machine and is no longer there.
    static boolean isGone(ClaimRecord claim) {
        return FIRST.boot() != null
                && FIRST.boot().equals(claim.boot())
                && ProcessHandle.of(claim.process()).isEmpty();
    }

    void begin(ClaimFolder claim) throws IOException {
        claim.write(FIRST);
        held.add(claim);
    }

    /// No sign is being given any more when this returns.
    synchronized void end(ClaimFolder claim) {
        held.remove(claim);
    }

    /// Whether nobody has taken a claim of this process over.
    boolean holds(ClaimFolder claim) {
        return held.contains(claim);
    }

    private void giveAll() {
        held.forEach(this::give);
    }

    synchronized void give(ClaimFolder claim) {
        if (!held.contains(claim)) {
            return;
        }
        try {
            Optional<ClaimRecord> there = claim.read();
            if (there.filter(FIRST::isOfSame).isPresent()) {
                claim.write(there.get().next());
            } else if (there.isPresent() || !claim.exists()) {
                held.remove(claim);
            }
        } catch (IOException | UncheckedIOException refused) {
            // the disk may take the next sign
            return;
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
