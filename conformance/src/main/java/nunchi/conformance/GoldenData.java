package nunchi.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nunchi.tensor.Shape;

/// The arrays of one golden case by their names, as `torch.txt` holds them: `case NAME`, then lines
/// `array [extents] values`.
record GoldenData(Map<String, Numbers> arrays) {

    record Numbers(Shape shape, double[] values) {}

    /// Every case by its name.
    static Map<String, GoldenData> read() {
        Map<String, GoldenData> cases = new LinkedHashMap<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(GoldenData.class.getResourceAsStream("torch.txt"), StandardCharsets.UTF_8))) {
            Map<String, Numbers> current = null;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("case ")) {
                    current = new LinkedHashMap<>();
                    cases.put(line.substring("case ".length()), new GoldenData(current));
                } else if (current != null) {
                    int open = line.indexOf(" [");
                    current.put(line.substring(0, open), numbers(line.substring(open + 2)));
                }
            }
            return cases;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Numbers numbers(String text) {
        int close = text.indexOf(']');
        int[] extents = Stream.of(text.substring(0, close).split(", "))
                .mapToInt(Integer::parseInt)
                .toArray();
        return new Numbers(
                Shape.of(extents),
                Arrays.stream(text.substring(close + 1).strip().split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray());
    }

    Numbers array(String name) {
        return Objects.requireNonNull(arrays.get(name));
    }

    /// The arrays whose names begin so, by the rest of their names.
    Map<String, Numbers> all(String prefix) {
        Map<String, Numbers> found = new LinkedHashMap<>();
        arrays.forEach((name, numbers) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), numbers);
            }
        });
        return found;
    }
}
