package nunchi.run;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.codec.MalformedException;
import nunchi.experiment.Experiment;
import nunchi.record.EpochRecord;
import nunchi.record.HistogramsRecord;
import nunchi.record.JournalFile;
import nunchi.record.JournalLine;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingFailedException;
import nunchi.train.TrainingListener;

/// Writes events as lines of JSON, each at once, so that what happened before a kill is in the file.
final class Journal implements TrainingListener, AutoCloseable {
    private final RunFolder folder;
    private final FolderLock lock;
    /// Unlike a channel, it is not closed by an interrupt of the thread.
    private final FileOutputStream out;

    private Journal(RunFolder folder, FolderLock lock) throws IOException {
        this.folder = folder;
        this.lock = lock;
        this.out = new FileOutputStream(folder.file(RunFolder.JOURNAL).toFile(), true);
    }

    /// Begins a new one.
    ///
    /// @param lock on the folder, held for as long as the journal is open
    /// @throws InvalidRequestException where there is one already
    static Journal create(RunFolder folder, FolderLock lock) {
        try {
            Files.createFile(folder.file(RunFolder.JOURNAL));
            return new Journal(folder, lock);
        } catch (FileAlreadyExistsException taken) {
            throw new InvalidRequestException(
                    "the folder %s is not empty; %s".formatted(folder.path(), Remedy.OTHER_FOLDER), taken);
        } catch (IOException refused) {
            throw failed(refused);
        }
    }

    /// Goes on after the end of an epoch; what was told of later ones is forgotten.
    ///
    /// @param epoch from 1; 0 to begin again
    /// @throws InvalidRequestException where it is damaged, or does not reach to the epoch
    static Journal resume(RunFolder folder, FolderLock lock, int epoch) {
        Path file = folder.file(RunFolder.JOURNAL);
        try {
            byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            int length = lengthThrough(file, epoch, bytes);
            Check.require(
                    epoch == 0 || length > 0,
                    "%s does not reach to epoch %d, after which %s goes on; bring the whole journal back, or begin a new run"
                            .formatted(file, epoch, RunFolder.STATE));
            if (length < bytes.length) {
                cut(file, length);
            }
            return new Journal(folder, lock);
        } catch (IOException refused) {
            throw failed(refused);
        } catch (MalformedException damaged) {
            throw new InvalidRequestException(
                    "%s has a line that is no JSON; take it out to go on".formatted(file), damaged);
        }
    }

    /// The beginning of a fork's journal: the lines of the run that it was forked from, up to that of an epoch.
    ///
    /// @throws InvalidRequestException where they are damaged, or do not reach to the epoch
    static byte[] through(RunFolder run, Experiment fork, int epoch) {
        ByteArrayOutputStream through = new ByteArrayOutputStream();
        for (JournalLine line : JournalFile.read(run.file(RunFolder.JOURNAL))) {
            through.writeBytes(
                    JournalFile.bytes(line instanceof JournalLine.Started started ? started(started, fork) : line));
            if (line instanceof EpochRecord read && read.epoch() == epoch) {
                return through.toByteArray();
            }
        }
        throw new InvalidRequestException(
                "%s does not reach to epoch %d; fork an earlier one".formatted(run.file(RunFolder.JOURNAL), epoch));
    }

    private static JournalLine started(JournalLine.Started before, Experiment fork) {
        return new JournalLine.Started(
                fork.name(),
                before.seed(),
                before.rows(),
                before.batch(),
                before.steps(),
                fork.train().epochs());
    }

    private static void cut(Path file, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    /// The bytes through the line of this epoch, or none where there is no such line.
    private static int lengthThrough(Path file, int epoch, byte[] bytes) {
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                JournalLine line = JournalFile.line(file, new String(bytes, begin, i - begin, StandardCharsets.UTF_8));
                begin = i + 1;
                if (line instanceof EpochRecord read && read.epoch() == epoch) {
                    return begin;
                }
            }
        }
        return 0;
    }

    private static TrainingFailedException failed(IOException refused) {
        return new TrainingFailedException("the run's journal cannot be written: " + refused.getMessage(), refused);
    }

    @Override
    public void on(TrainingEvent event) {
        JournalLine line = switch (event) {
            case TrainingEvent.Started started -> started(started);
            case TrainingEvent.Histograms histograms -> HistogramsRecord.of(histograms);
            case TrainingEvent.EpochEnded ended -> EpochRecord.of(ended);
            case TrainingEvent.Intervened intervened -> JournalLine.InterventionLine.of(intervened.intervention());
            case TrainingEvent.WeightsHashed hashed ->
                new JournalLine.WeightsHash(hashed.epoch(), hashed.sha256().get());
            case TrainingEvent.Finished finished ->
                new JournalLine.Finished(
                        finished.result().status().toString(), finished.result().epochs());
            case TrainingEvent.Failed failed -> new JournalLine.Failed(Remedy.stored(failed.reason()));
            case TrainingEvent.Progressed _,
                    TrainingEvent.Steerable _,
                    TrainingEvent.Measuring _,
                    TrainingEvent.Resumable _,
                    TrainingEvent.Stopped _,
                    TrainingEvent.Inspected _ -> null;
        };
        if (line != null) {
            write(line);
        }
    }

    private static JournalLine started(TrainingEvent.Started started) {
        return started.trained() > 0
                ? new JournalLine.Resumed(started.trained())
                : new JournalLine.Started(
                        started.name(),
                        started.seed(),
                        started.rows(),
                        started.batch(),
                        started.steps(),
                        started.epochs());
    }

    void write(JournalLine line) {
        if (!lock.isHeld()) {
            throw new TrainingFailedException(
                    "the folder %s was deleted or replaced while it was trained into; begin again in a new one"
                            .formatted(folder.path()));
        }
        try {
            out.write(JournalFile.bytes(line));
        } catch (IOException refused) {
            throw failed(refused);
        }
    }

    /// Puts every line on the disk, so that a checkpoint that is stored next never knows of epochs that the journal
    /// lost.
    void force() {
        try {
            out.getFD().sync();
        } catch (IOException refused) {
            throw failed(refused);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException refused) {
            throw failed(refused);
        }
    }
}
