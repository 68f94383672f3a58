package nunchi.run;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import nunchi.check.StoppedException;
import nunchi.record.JournalFile;
import nunchi.record.JournalLine;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingListener;

/// The SHA-256 of a run's weights after each epoch, as its journal has them; and whether training again comes to them.
final class WeightsHashes implements TrainingListener {
    private final SortedMap<Integer, String> recorded;
    private int differing;

    private WeightsHashes(SortedMap<Integer, String> recorded) {
        this.recorded = recorded;
    }

    /// Of a run; empty where the journal has none, as those of earlier versions.
    ///
    /// @throws nunchi.check.InvalidRequestException when the journal is damaged
    static WeightsHashes of(RunFolder run) {
        SortedMap<Integer, String> hashes = new TreeMap<>();
        for (JournalLine line : JournalFile.read(run.file(RunFolder.JOURNAL))) {
            if (line instanceof JournalLine.WeightsHash(int epoch, String sha256)) {
                hashes.put(epoch, sha256);
            }
        }
        return new WeightsHashes(Collections.unmodifiableSortedMap(hashes));
    }

    /// By the epoch, from 1.
    SortedMap<Integer, String> recorded() {
        return recorded;
    }

    /// The first epoch in which training again came to other weights; 0 where none did so far.
    int differing() {
        return differing;
    }

    /// Stops a training at the end of the first epoch that differs.
    @Override
    public void on(TrainingEvent event) {
        if (event instanceof TrainingEvent.WeightsHashed hashed
                && recorded.containsKey(hashed.epoch())
                && !recorded.get(hashed.epoch()).equals(hashed.sha256().get())) {
            differing = hashed.epoch();
            throw new StoppedException("the weights of epoch %d differ".formatted(differing));
        }
    }
}
