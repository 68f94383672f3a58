package nunchi.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.tensor.Shape;
import nunchi.token.TargetEncoding;
import nunchi.token.Vocabulary;
import org.jspecify.annotations.Nullable;

/// The texts of a data set by their length, so that short ones are not padded to the length of the longest: each
/// belongs to the smallest bucket that holds all its tokens. Where targets are texts too, the longer of both decides, a
/// target's end included. As `bucket_by_sequence_length` of TensorFlow with the larger of two lengths.
///
/// The last bucket is always that of whole examples, whether it is listed or not. Padding is at the end of examples and
/// targets, so that a bucket takes their beginnings.
public final class Buckets {
    private final List<BatchForm> forms;
    /// By row; null where one bucket has all.
    private final int @Nullable [] ofRow;
    private final int[] rows;

    private Buckets(List<BatchForm> forms, int @Nullable [] ofRow, int size) {
        this.forms = forms;
        this.ofRow = ofRow;
        this.rows = new int[forms.size()];
        if (ofRow == null) {
            rows[0] = size;
        } else {
            Arrays.stream(ofRow).forEach(bucket -> rows[bucket]++);
        }
    }

    /// All rows of a data set in one bucket.
    static Buckets one(Dataset data) {
        return new Buckets(List.of(BatchForm.of(data, 1)), null, data.size());
    }

    /// The lengths that a person gives.
    ///
    /// @throws nunchi.check.InvalidRequestException when they are not ascending, or one is below 1
    public static List<Integer> lengths(List<Integer> given) {
        List<Integer> lengths = Check.elements("buckets", given);
        int before = 0;
        for (int length : lengths) {
            Check.require(
                    length > before,
                    before == 0
                            ? "buckets has %d; a bucket has at least 1 token".formatted(length)
                            : "buckets has %d after %d; give ascending lengths".formatted(length, before));
            before = length;
        }
        return lengths;
    }

    /// @param lengths in tokens, ascending; empty for one bucket of all rows
    /// @throws nunchi.check.InvalidRequestException when examples are no texts, or shorter than a bucket; or when the
    ///     padding of targets counts
    public static Buckets of(Dataset data, List<Integer> lengths) {
        if (lengths.isEmpty()) {
            return one(data);
        }
        require(data, lengths);
        int longest = longest(data);
        List<BatchForm> forms = IntStream.concat(
                        lengths.stream().mapToInt(length -> length).filter(length -> length < longest),
                        IntStream.of(longest))
                .mapToObj(length -> new BatchForm(
                        1,
                        shortened(data.example(), length),
                        targets(data) ? shortened(data.target(), length) : data.target()))
                .toList();
        int[] ends = lengths.stream()
                .mapToInt(length -> length)
                .filter(length -> length < longest)
                .toArray();
        return new Buckets(forms, buckets(data, ends), data.size());
    }

    private static void require(Dataset data, List<Integer> lengths) {
        Check.require(
                data.card().text() != null,
                "data.buckets says how far texts are padded, but the examples of %s are no texts; leave it out, or name the column of texts: data.text"
                        .formatted(data.name()));
        int last = lengths.getLast();
        Check.require(
                last <= longest(data),
                "data.buckets has %d, but the longest example of %s has %d tokens; leave it out, or give a larger length.max"
                        .formatted(last, data.name(), longest(data)));
        TargetEncoding target = data.card().target();
        Check.require(
                target == null || !target.next(),
                "data.buckets is given, but the examples of %s are cut from one text and equally long; leave it out"
                        .formatted(data.name()));
        Check.require(
                target == null || !target.countPadding(),
                "data.buckets leaves padding out, and targetText.countPadding counts it; leave one of the two out");
    }

    private static boolean targets(Dataset data) {
        return data.card().target() != null;
    }

    private static int longest(Dataset data) {
        int steps = data.example().size();
        return targets(data) ? Math.max(steps, data.target().size()) : steps;
    }

    private static Shape shortened(Shape steps, int length) {
        return Shape.of(Math.min(steps.size(), length));
    }

    /// @param ends of all buckets but the last
    private static int[] buckets(Dataset data, int... ends) {
        int[] buckets = new int[data.size()];
        float[] example = new float[data.example().size()];
        float[] target = new float[data.target().size()];
        for (int row = 0; row < buckets.length; row++) {
            data.example(row, example, 0);
            int length = end(example, Vocabulary.PADDING);
            if (targets(data)) {
                data.target(row, target, 0);
                length = Math.max(length, end(target, TargetEncoding.UNCOUNTED));
            }
            int bucket = Arrays.binarySearch(ends, length);
            buckets[row] = bucket < 0 ? -bucket - 1 : bucket;
        }
        return buckets;
    }

    /// The number of values before the padding.
    private static int end(float[] values, int padding) {
        int end = values.length;
        while (end > 0 && values[end - 1] == padding) {
            end--;
        }
        return end;
    }

    /// How many there are, those without rows included.
    public int count() {
        return forms.size();
    }

    /// The shapes of an example and a target of a bucket, as of one row.
    ///
    /// @param bucket in 0 … count-1, the shortest first
    public BatchForm form(int bucket) {
        return forms.get(bucket);
    }

    /// How many rows of the data set a bucket has.
    public int rows(int bucket) {
        return rows[bucket];
    }

    /// The bucket of a row.
    int of(int row) {
        return ofRow == null ? 0 : ofRow[row];
    }
}
