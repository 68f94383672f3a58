package nunchi.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;
import nunchi.check.TooLittleMemoryException;
import org.jspecify.annotations.Nullable;

/// From a file's bytes to an image, by ImageIO with TwelveMonkeys' readers.
final class Decoder {
    private static final long MOST_PIXELS = 100_000_000;
    private static final int COLOURS = 3;
    /// Of TIFF's photometric interpretations: the readers take their numbers for other colours.
    private static final List<Integer> LAB = List.of(8, 9, 10);
    private static final String UNKNOWN = "%s is not an image: it is none of jpg, png, gif, bmp, webp and tiff";

    private Decoder() {}

    static Picture decode(String name, byte[] content) {
        PictureFormat format =
                PictureFormat.of(content).orElseThrow(() -> new InvalidRequestException(complaint(name, content)));
        try {
            if (format == PictureFormat.PNG) {
                Png.check(content);
            }
            if (format == PictureFormat.JPEG) {
                Jpeg.check(name, content);
            }
            if (format == PictureFormat.WEBP) {
                WebP.check(content);
            }
            Check.require(
                    format != PictureFormat.TIFF || !LAB.contains(Exif.photometric(content)),
                    "%s is a TIFF image in CIE L*a*b*, which cannot be read correctly; save it in RGB".formatted(name));
            return read(name, format, content);
        } catch (InvalidRequestException | TooLittleMemoryException | StoppedException refused) {
            throw refused;
        } catch (IOException | RuntimeException | StackOverflowError damaged) {
            // The readers meet damaged files with whatever their code happens to run into.
            throw new InvalidRequestException(
                    "%s is damaged: its %s data cannot be decoded (%s)"
                            .formatted(name, format.title(), reason(damaged)),
                    damaged);
        }
    }

    private static String complaint(String name, byte[] content) {
        if (content.length == 0) {
            return "%s is not an image: it is empty".formatted(name);
        }
        boolean phone = PictureFormat.has(content, 4, "ftyphei")
                || PictureFormat.has(content, 4, "ftypmif1")
                || PictureFormat.has(content, 4, "ftypavif");
        return phone
                ? "%s is a HEIC or AVIF image, which cannot be read; save it as jpg or png".formatted(name)
                : UNKNOWN.formatted(name);
    }

    private static String reason(Throwable damaged) {
        if (damaged instanceof EOFException) {
            return "it ends too early";
        }
        String message = damaged.getMessage();
        return message == null || message.isBlank()
                ? damaged.getClass().getSimpleName()
                : message.strip().replaceAll("\\s+", " ");
    }

    private static Picture read(String name, PictureFormat format, byte[] content) throws IOException {
        ImageReader reader = Readers.of(format).createReaderInstance();
        try (ImageInputStream stream = new ByteStream(content)) {
            reader.setInput(stream, false, true);
            Frame frame = Frame.of(format, content);
            requireSize(name, reader.getWidth(0), reader.getHeight(0));
            if (frame != null) {
                requireSize(name, frame.columns(), frame.rows());
            }
            long bytes = bytes(reader, frame);
            HeapSpace.take(
                    "%s, of %,d rows and %,d columns,".formatted(name, reader.getHeight(0), reader.getWidth(0)), bytes);
            try {
                return Orientation.of(format, content).apply(read(reader, frame));
            } finally {
                HeapSpace.give(bytes);
            }
        } finally {
            reader.dispose();
        }
    }

    private static Picture read(ImageReader reader, @Nullable Frame frame) throws IOException {
        List<String> damage = new ArrayList<>();
        reader.addIIOReadWarningListener((_, warning) -> damage.addAll(damage(warning)));
        List<String> steps = new ArrayList<>();
        if (isCmyk(reader.getRawImageType(0))) {
            steps.add("CMYK brought to sRGB");
        }
        BufferedImage image = reader.read(0);
        if (!damage.isEmpty()) {
            throw new IOException(damage.getFirst());
        }
        return Samples.picture(frame == null ? image : frame.onCanvas(image), steps);
    }

    /// What reading may take at once: the decoded samples twice, the canvas of a frame, the image and the image
    /// turned.
    private static long bytes(ImageReader reader, @Nullable Frame frame) throws IOException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        ImageTypeSpecifier type = reader.getRawImageType(0);
        ColorModel colours = type == null ? ColorModel.getRGBdefault() : type.getColorModel();
        long decoded = Math.max(1, Math.ceilDiv(colours.getPixelSize(), Byte.SIZE));
        boolean grey = frame == null && !(colours instanceof IndexColorModel) && colours.getNumColorComponents() == 1;
        long canvas = frame == null
                ? pixels * 2 * (grey ? 1 : COLOURS)
                : (long) frame.rows() * frame.columns() * (Integer.BYTES + 2 * COLOURS);
        return 2 * pixels * decoded + canvas;
    }

    private static void requireSize(String name, int columns, int rows) {
        Check.require(
                rows > 0 && columns > 0,
                "%s is damaged: it says that it has %d rows and %d columns".formatted(name, rows, columns));
        Check.require(
                (long) rows * columns <= MOST_PIXELS,
                "%s says that it has %,d rows and %,d columns; at most %,d pixels can be read, so make it smaller"
                        .formatted(name, rows, columns, MOST_PIXELS));
    }

    /// Libjpeg goes on after these with a grey or smeared remainder.
    private static List<String> damage(String warning) {
        boolean harmless = warning == null || warning.contains("extraneous bytes");
        boolean damaged = !harmless
                && (warning.startsWith("Corrupt JPEG data")
                        || warning.startsWith("Premature end")
                        || warning.contains("EOF"));
        return damaged ? List.of(warning) : List.of();
    }

    private static boolean isCmyk(ImageTypeSpecifier type) {
        return type != null
                && type.getColorModel() != null
                && type.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_CMYK;
    }
}
