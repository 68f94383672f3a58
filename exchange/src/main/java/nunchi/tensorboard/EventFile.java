package nunchi.tensorboard;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import nunchi.protobuf.Message;
import nunchi.train.TrainingFailedException;

/// A file of events as TensorBoard reads it: records of TensorFlow's `TFRecord`, each a message `Event` of
/// `event.proto`. Every record is on the disk when it is written; one that a kill cut off is passed over by readers,
/// since a file is never gone on with.
///
/// | bytes of a record | hold |
/// |---|---|
/// | 8 | the length n, little-endian |
/// | 4 | the masked CRC-32C of the length |
/// | n | the message |
/// | 4 | the masked CRC-32C of the message |
final class EventFile {
    private static final int MASK = 0xa282ead8;
    private static final String VERSION = "brain.Event:2";
    private static final double MILLISECONDS = 1e-3;

    private final Path file;

    /// Begins a new file `events.out.tfevents.SECONDS.nunchi` in the folder, which is made where it is missing.
    ///
    /// @throws TrainingFailedException when the disk refuses
    EventFile(Path folder) {
        try {
            Files.createDirectories(folder);
            file = fresh(folder, System.currentTimeMillis() / 1000);
        } catch (IOException refused) {
            throw failed(refused);
        }
        write(event(0).text(3, VERSION));
    }

    private static Path fresh(Path folder, long seconds) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                String name =
                        "events.out.tfevents.%010d.nunchi%s".formatted(seconds, attempt == 1 ? "" : "." + attempt);
                return Files.createFile(folder.resolve(name));
            } catch (FileAlreadyExistsException taken) {
                continue;
            }
        }
    }

    /// An event of now, to be given its content.
    static Message event(long step) {
        return new Message()
                .float64(1, System.currentTimeMillis() * MILLISECONDS)
                .number(2, step);
    }

    void write(Message event) {
        byte[] content = event.toBytes();
        ByteBuffer record = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + content.length + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(content.length);
        record.putInt(checksum(record.array(), 0, Long.BYTES))
                .put(content)
                .putInt(checksum(content, 0, content.length));
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.write(record.array());
        } catch (IOException refused) {
            throw failed(refused);
        }
    }

    /// Turned by 15 bits, with a number added: a checksum of data that holds checksums is weak.
    static int checksum(byte[] bytes, int offset, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, offset, length);
        return Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
    }

    private static TrainingFailedException failed(IOException refused) {
        return new TrainingFailedException(
                "the events for TensorBoard cannot be written: " + refused.getMessage(), refused);
    }
}
