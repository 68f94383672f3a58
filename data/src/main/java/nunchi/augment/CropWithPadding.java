package nunchi.augment;

import nunchi.check.Check;
import nunchi.random.RandomKey;

/// Puts a frame of `pixels` around the image and cuts a piece of the image's own size out of it at a random place: a
/// shift by whole pixels, as torchvision's `RandomCrop(size, padding=pixels)`.
///
/// @param pixels width of the frame, in pixels
/// @param fill   what the frame shows: black or the nearest pixel (default: constant)
public record CropWithPadding(int pixels, Fill fill) implements Augmentation {
    private static final int MOST = 1 << 20;

    public CropWithPadding {
        Check.positive("pixels", pixels);
        Check.require(pixels <= MOST, "pixels is %,d; a frame has at most %,d".formatted(pixels, MOST));
    }

    public CropWithPadding(int pixels) {
        this(pixels, Fill.CONSTANT);
    }

    @Override
    public void change(Canvas canvas, RandomKey key) {
        int places = 2 * pixels + 1;
        int top = (int) (key.uniform(0) * places) - pixels;
        int left = (int) (key.uniform(1) * places) - pixels;
        Sampler.shifted(top, left).apply(canvas, fill);
    }
}
