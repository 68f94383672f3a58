package nunchi.data;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.layer.Size;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// 1,280 images of random pixels with random labels of ten classes, the same every time, in whatever form `image` says
/// (default: 32x32 in three colours): to see a network's shapes and parameters, or its speed, without any data.
final class RandomImages implements MadeSource {
    private static final int ROWS = 1280;
    private static final int CLASSES = 10;
    private static final int BRIGHTNESSES = 256;
    private static final Size USUAL = new Size(32);

    @Override
    public String name() {
        return "random";
    }

    @Override
    public String description() {
        return "random pixels in the form that the key image says, 10 classes at random: for shapes and speed";
    }

    @Override
    public List<Integer> rows() {
        return List.of(ROWS);
    }

    @Override
    public Datasets make() {
        return make(new ImageForm());
    }

    @Override
    public Datasets load(DataFolders folders, Reading reading) {
        reading.allow(name(), "made of random pixels", Set.of("image"));
        return make(reading.image() == null ? new ImageForm() : reading.image());
    }

    private Datasets make(ImageForm form) {
        Size size = form.size() == null ? USUAL : form.size();
        Shape example = Shape.of(size.rows(), size.columns(), form.channels() == null ? 3 : form.channels());
        Check.require(
                (long) ROWS * example.size() <= Integer.MAX_VALUE - Long.BYTES,
                "%,d random images of %s are too many values; make them smaller".formatted(ROWS, example));
        RandomKey key = RandomKey.of(1).with(name());
        byte[] pixels = new byte[ROWS * example.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (BRIGHTNESSES * key.uniform(i));
        }
        int[] labels = IntStream.range(0, ROWS)
                .map(row -> (int) (CLASSES * key.with("label").uniform(row)))
                .toArray();
        DataCard card = new DataCard(
                name(), IntStream.range(0, CLASSES).mapToObj(Integer::toString).toArray(String[]::new));
        return new Datasets(new ByteDataset(card, example, pixels, labels));
    }
}
