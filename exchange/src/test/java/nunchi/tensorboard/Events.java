package nunchi.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.framework.Summary;
import org.tensorflow.util.Event;

/// Reads files of events with TensorFlow's own messages, checking every checksum.
public record Events(List<Event> events) {

    /// Of all files of the folder, by their names.
    public static Events read(Path folder) throws IOException {
        List<Event> events = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                assertThat(file.getFileName().toString()).startsWith("events.out.tfevents.");
                read(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN), events);
            }
        }
        return new Events(events);
    }

    private static void read(ByteBuffer file, List<Event> events) throws IOException {
        while (file.hasRemaining()) {
            int begin = file.position();
            byte[] content = new byte[Math.toIntExact(file.getLong())];
            assertThat(file.getInt()).isEqualTo(checksum(Arrays.copyOfRange(file.array(), begin, begin + 8)));
            file.get(content);
            assertThat(file.getInt()).isEqualTo(checksum(content));
            events.add(Event.parseFrom(content));
        }
    }

    /// CRC-32C bit by bit, by its reflected polynomial 0x82F63B78, and masked as `record_writer.cc` of TensorFlow masks
    /// it.
    static int checksum(byte[] bytes) {
        int remainder = -1;
        for (byte next : bytes) {
            remainder ^= next & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                remainder = remainder >>> 1 ^ ((remainder & 1) == 0 ? 0 : 0x82F63B78);
            }
        }
        int crc = ~remainder;
        return (crc >>> 15 | crc << 17) + 0xa282ead8;
    }

    /// The values of a tag with their steps: `1=0.5`.
    public List<String> scalars(String tag) {
        return values(tag).stream()
                .map(each -> each.event().getStep() + "=" + each.value().getSimpleValue())
                .toList();
    }

    public List<At> values(String tag) {
        return events.stream()
                .flatMap(event -> event.getSummary().getValueList().stream().map(value -> new At(event, value)))
                .filter(each -> each.value().getTag().equals(tag))
                .toList();
    }

    public List<String> tags() {
        return events.stream()
                .flatMap(event -> event.getSummary().getValueList().stream())
                .map(Summary.Value::getTag)
                .distinct()
                .toList();
    }

    /// A value with its event.
    public record At(Event event, Summary.Value value) {}
}
