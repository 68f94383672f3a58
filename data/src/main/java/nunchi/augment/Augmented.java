package nunchi.augment;

import java.util.List;
import java.util.Optional;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.data.DataCard;
import nunchi.data.Dataset;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// Another data set whose images `[rows, columns, channels]` are changed at random in every epoch, by one augmentation
/// after the other.
///
/// A changed image is a function of seed, epoch, row and place in the list alone. Examples that are images without the
/// shape of one, as `[64]` for 8x8 pixels, stay so. Targets stay as they are.
public final class Augmented implements Dataset {
    private final Dataset whole;
    private final List<Augmentation> changes;
    private final Keys keys;
    private final ThreadLocal<Canvas> canvas;

    private Augmented(Dataset whole, List<Augmentation> changes, Keys keys, ThreadLocal<Canvas> canvas) {
        this.whole = whole;
        this.changes = changes;
        this.keys = keys;
        this.canvas = canvas;
    }

    /// @param fixed the same in every epoch
    /// @param key   of the epoch
    /// @param epoch its number
    private record Keys(RandomKey fixed, RandomKey key, int epoch) {}

    /// @param seed the run's
    /// @throws InvalidRequestException when examples are not images
    public static Dataset of(Dataset whole, List<Augmentation> changes, long seed) {
        if (changes.isEmpty()) {
            return whole;
        }
        Shape image = imageOf(whole)
                .orElseThrow(() -> new InvalidRequestException(
                        "augment changes images, but examples of %s have the shape %s; images are [rows, columns, channels]"
                                .formatted(whole.name(), whole.example())));
        Check.require(
                image.size() == whole.example().size(),
                "augment cannot take examples %s of %s as images %s".formatted(whole.example(), whole.name(), image));
        ThreadLocal<Canvas> canvas = ThreadLocal.withInitial(() -> new Canvas(image, whole.range()));
        RandomKey key = RandomKey.of(seed).with("augment");
        return new Augmented(whole, List.copyOf(changes), new Keys(key.with("fixed"), key, 0), canvas);
    }

    private static Optional<Shape> imageOf(Dataset data) {
        return data.image().or(() -> data.example().rank() == 3 ? Optional.of(data.example()) : Optional.empty());
    }

    @Override
    public Dataset epoch(int number) {
        Keys next = new Keys(keys.fixed, keys.key.with(number), number);
        return new Augmented(whole.epoch(number), changes, next, canvas);
    }

    @Override
    public void example(int row, float[] into, int offset) {
        Canvas image = canvas.get();
        whole.example(row, image.pixels(), 0);
        RandomKey ofRow = keys.key.with(row);
        RandomKey always = keys.fixed.with(row);
        for (int place = 0; place < changes.size(); place++) {
            changes.get(place).change(image, ofRow.with(place), always.with(place), keys.epoch);
        }
        System.arraycopy(image.pixels(), 0, into, offset, image.pixels().length);
    }

    @Override
    public void target(int row, float[] into, int offset) {
        whole.target(row, into, offset);
    }

    @Override
    public int label(int row) {
        return whole.label(row);
    }

    @Override
    public int rowInSource(int row) {
        return whole.rowInSource(row);
    }

    @Override
    public DataCard card() {
        return whole.card();
    }

    @Override
    public Shape example() {
        return whole.example();
    }

    @Override
    public Shape target() {
        return whole.target();
    }

    @Override
    public int size() {
        return whole.size();
    }
}
