package nunchi.picture;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import nunchi.service.Providers;

/// ImageIO's reader of each format. They are found when the first image is read, since looking them up starts all of
/// ImageIO.
final class Readers {
    private static final String TWELVE_MONKEYS = "com.twelvemonkeys.imageio.plugins.";
    /// For programs packed into one jar that lost a registration, and for threads whose context class loader sees none.
    private static final List<String> KNOWN = List.of(
            TWELVE_MONKEYS + "bmp.BMPImageReaderSpi",
            TWELVE_MONKEYS + "jpeg.JPEGImageReaderSpi",
            TWELVE_MONKEYS + "tiff.TIFFImageReaderSpi",
            TWELVE_MONKEYS + "tiff.BigTIFFImageReaderSpi",
            TWELVE_MONKEYS + "webp.WebPImageReaderSpi");
    private static final Map<PictureFormat, ImageReaderSpi> BY_FORMAT = find();

    private Readers() {}

    static ImageReaderSpi of(PictureFormat format) {
        return Objects.requireNonNull(BY_FORMAT.get(format));
    }

    private static Map<PictureFormat, ImageReaderSpi> find() {
        Map<PictureFormat, ImageReaderSpi> found = new EnumMap<>(PictureFormat.class);
        // Some readers open streams of their own, which would be temporary files.
        ImageIO.setUseCache(false);
        IIORegistry registry = IIORegistry.getDefaultInstance();
        KNOWN.forEach(name -> register(registry, name));
        for (PictureFormat format : PictureFormat.values()) {
            found.put(format, find(registry, format.title()));
        }
        return found;
    }

    private static void register(IIORegistry registry, String name) {
        Iterator<ImageReaderSpi> all = registry.getServiceProviders(ImageReaderSpi.class, true);
        while (all.hasNext()) {
            if (all.next().getClass().getName().equals(name)) {
                return;
            }
        }
        Providers.named(ImageReaderSpi.class, Readers.class.getClassLoader(), name)
                .ifPresent(registry::registerServiceProvider);
    }

    /// TwelveMonkeys' where there is one, since the JDK's refuse CMYK and many kinds of TIFF and BMP.
    private static ImageReaderSpi find(IIORegistry registry, String format) {
        Iterator<ImageReaderSpi> all = registry.getServiceProviders(ImageReaderSpi.class, true);
        ImageReaderSpi found = null;
        while (all.hasNext()) {
            ImageReaderSpi next = all.next();
            if (List.of(next.getFormatNames()).contains(format)
                    && (found == null || next.getClass().getName().startsWith(TWELVE_MONKEYS))) {
                found = next;
            }
        }
        if (found == null) {
            throw new IllegalStateException("the program lacks a reader of %s files".formatted(format));
        }
        return found;
    }
}
