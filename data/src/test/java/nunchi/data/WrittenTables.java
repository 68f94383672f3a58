package nunchi.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import nunchi.check.InvalidRequestException;

/// Tables that a test writes into a folder and reads.
final class WrittenTables {
    private WrittenTables() {}

    static Dataset load(Path folder, String table) {
        return load(folder, table, Reading.PLAIN);
    }

    static Dataset load(Path folder, String table, Reading reading) {
        return load(folder, table.getBytes(StandardCharsets.UTF_8), reading);
    }

    static Dataset load(Path folder, byte[] table, Reading reading) {
        try {
            return CsvFile.load(Files.write(folder.resolve("table.csv"), table), reading);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static void refused(Path folder, String table, String message) {
        assertThatThrownBy(() -> load(folder, table))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
    }

    static float[] example(Dataset data, int row) {
        float[] values = new float[data.example().size()];
        data.example(row, values, 0);
        return values;
    }

    static float target(Dataset data, int row) {
        float[] values = new float[data.target().size()];
        data.target(row, values, 0);
        return values[0];
    }
}
