package nunchi.run;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.data.Dataset;
import nunchi.random.RandomKey;
import nunchi.record.Decimal;
import org.jspecify.annotations.Nullable;

/// Examples as images in JSON.
final class Drawing {
    private Drawing() {}

    /// The example's brightnesses 0 … 255 in base64; null where it cannot be drawn.
    static @Nullable String of(Dataset data, int row) {
        if (data.image().isEmpty()) {
            return null;
        }
        float[] values = new float[data.example().size()];
        data.example(row, values, 0);
        return Base64.getEncoder().encodeToString(data.range().brightnesses(values));
    }

    /// Rows, columns, channels; null where examples cannot be drawn.
    static @Nullable List<Integer> shape(Dataset data) {
        return data.image().map(Decimal::list).orElse(null);
    }

    /// Some rows, chosen by the seed: the first and others at random, in order.
    static int[] sample(int rows, int count, long seed) {
        IntStream random = Arrays.stream(RandomKey.of(seed).with("samples").permutation(rows))
                .limit(count - 1);
        return IntStream.concat(IntStream.of(0), random).sorted().distinct().toArray();
    }
}
