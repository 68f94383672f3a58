package nunchi.run;

import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;
import nunchi.data.Dataset;
import nunchi.random.RandomKey;
import tools.jackson.databind.node.ObjectNode;

/// Examples as pictures in JSON.
final class Drawing {
    private Drawing() {}

    /// Adds `image`, the example's brightnesses 0 … 255 in base64, where it can be drawn.
    static ObjectNode add(ObjectNode tree, Dataset data, int row) {
        if (data.image().isPresent()) {
            float[] values = new float[data.example().size()];
            data.example(row, values, 0);
            tree.put("image", Base64.getEncoder().encodeToString(data.range().brightnesses(values)));
        }
        return tree;
    }

    /// Adds `imageShape` (rows, columns, channels) where examples can be drawn.
    static void addShape(ObjectNode tree, Dataset data) {
        data.image().ifPresent(shape -> tree.set("imageShape", Json.extents(shape)));
    }

    /// Some rows, chosen by the seed: the first and others at random, in order.
    static int[] sample(int rows, int count, long seed) {
        IntStream random = Arrays.stream(RandomKey.of(seed).with("samples").permutation(rows)).limit(count - 1);
        return IntStream.concat(IntStream.of(0), random).sorted().distinct().toArray();
    }
}
