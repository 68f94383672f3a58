package nunchi.embed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import nunchi.backend.MatrixView;
import nunchi.data.DataCatalogue;
import nunchi.data.Dataset;

/// The numbers of scikit-learn that `src/golden` made, by name, and the rows they are of.
public final class Golden {
    private static final int DIGITS = 1797;

    private Golden() {}

    /// @param resource beside this class, or from / on; lines of a name, which may have spaces, and its numbers
    public static Map<String, double[]> read(String resource) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(Golden.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .collect(Collectors.toMap(
                            line -> line.replaceFirst(" [-0-9].*", ""),
                            line -> Arrays.stream(
                                            line.replaceFirst("^[^0-9-]* ", "").split(" "))
                                    .mapToDouble(Double::parseDouble)
                                    .toArray()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The first rows of the digits.
    public static MatrixView digits(int rows) {
        Dataset digits = DataCatalogue.standard().load("digits").train();
        float[] values = new float[rows * digits.example().size()];
        for (int row = 0; row < rows; row++) {
            digits.example(row, values, row * digits.example().size());
        }
        return MatrixView.of(values, rows, digits.example().size());
    }

    public static MatrixView digits() {
        return digits(DIGITS);
    }

    public static int[] labels(int rows) {
        Dataset digits = DataCatalogue.standard().load("digits").train();
        int[] labels = new int[rows];
        Arrays.setAll(labels, digits::label);
        return labels;
    }
}
