package nunchi.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.TooLittleMemoryException;
import nunchi.file.GivenFile;

/// An image as a person sees it: upright, opaque, in 8 bits. It does not change, and any number of threads may read
/// it.
///
/// | array | shape | values |
/// |---|---|---|
/// | samples | `[rows, columns, channels]`, last axis fastest | unsigned bytes: sRGB red, green, blue, or grey |
public final class Picture {
    /// White.
    static final int MOST = 255;
    /// Weights of red, green and blue in 65536ths: 0.299, 0.587, 0.114 (ITU-R BT.601), as Pillow's `convert("L")`
    /// rounds them.
    private static final int[] LUMA = {19595, 38470, 7471};
    private static final int LUMA_BITS = 16;
    private static final long MOST_BYTES = 1L << 30;

    private final int rows;
    private final int columns;
    private final int channels;
    private final byte[] samples;
    private final List<String> steps;
    private final List<String> warnings;

    /// @param steps what was done to the image to make it so, in words
    Picture(int rows, int columns, int channels, byte[] samples, List<String> steps) {
        this.rows = rows;
        this.columns = columns;
        this.channels = channels;
        this.samples = samples;
        this.steps = List.copyOf(steps);
        this.warnings = List.of();
    }

    private Picture(Picture other, List<String> warnings) {
        this.rows = other.rows;
        this.columns = other.columns;
        this.channels = other.channels;
        this.samples = other.samples;
        this.steps = other.steps;
        this.warnings = List.copyOf(warnings);
    }

    /// An image of a program's own samples, which are not copied.
    ///
    /// @param channels 1 (grey) or 3 (red, green, blue)
    /// @param samples  `[rows, columns, channels]`
    /// @throws InvalidRequestException where these do not fit together
    public static Picture of(int rows, int columns, int channels, byte[] samples) {
        Check.positive("rows", rows);
        Check.positive("columns", columns);
        Check.require(
                channels == 1 || channels == 3,
                "channels is %d; it must be 1 (grey) or 3 (red, green, blue)".formatted(channels));
        Check.require(
                samples.length == (long) rows * columns * channels,
                "an image of %d rows x %d columns x %d channels takes %d samples, not %d"
                        .formatted(rows, columns, channels, (long) rows * columns * channels, samples.length));
        return new Picture(rows, columns, channels, samples, List.of());
    }

    /// Reads a jpg, png, gif, webp (their first frames, on their whole canvas), bmp or tiff (its first page) file,
    /// whatever its name ends in.
    ///
    /// It is turned upright as its EXIF orientation says, transparency is put on white, 16 bits become 8, and CMYK and
    /// other colour spaces become sRGB. Grey stays as it is stored.
    ///
    /// @throws InvalidRequestException  when the file is absent, no such image, damaged, cut short or absurdly large,
    ///                                  with its name
    /// @throws TooLittleMemoryException when its size takes more memory than the heap has free
    public static Picture read(Path file) {
        try {
            Check.require(
                    Files.isRegularFile(GivenFile.regular(file)),
                    Files.exists(file) ? file + " is not a file" : "there is no file " + file);
            Check.require(
                    Files.size(file) <= MOST_BYTES,
                    "%s has more than a gigabyte; an image must be smaller".formatted(file));
            HeapSpace.require(file.toString(), Files.size(file));
            return decode(file.toString(), Files.readAllBytes(file));
        } catch (NoSuchFileException absent) {
            throw new InvalidRequestException("there is no file " + file, absent);
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "%s cannot be read: %s".formatted(file, unreadable.getMessage()), unreadable);
        }
    }

    /// The same of a file's content.
    ///
    /// @param name for complaints
    public static Picture decode(String name, byte[] content) {
        return Decoder.decode(name, content);
    }

    /// Its height in pixels.
    public int rows() {
        return rows;
    }

    /// Its width in pixels.
    public int columns() {
        return columns;
    }

    /// 1 (grey) or 3 (red, green, blue).
    public int channels() {
        return channels;
    }

    /// What reading and fitting did to the image, in words and in order: `turned by its EXIF orientation 6`.
    public List<String> steps() {
        return steps;
    }

    /// Why the image may not show what it should, in words: `there is more than one drawing; give an image of each`.
    public List<String> warnings() {
        return warnings;
    }

    /// Whether all samples are 0.
    public boolean isBlack() {
        for (byte sample : samples) {
            if (sample != 0) {
                return false;
            }
        }
        return true;
    }

    Picture warned(List<String> reasons) {
        return new Picture(this, reasons);
    }

    /// In 0 … 255; row, column and channel count from 0.
    public int sample(int row, int column, int channel) {
        return samples[(row * columns + column) * channels + channel] & 0xff;
    }

    /// A copy of the samples, `[rows, columns, channels]`.
    public byte[] samples() {
        return samples.clone();
    }

    /// Copies the samples, `rows · columns · channels` of them, to a place in a larger array.
    public void copy(byte[] into, int offset) {
        System.arraycopy(samples, 0, into, offset, samples.length);
    }

    /// The image `[rows, columns, wanted]`: in one channel, `0.299 red + 0.587 green + 0.114 blue` (ITU-R BT.601)
    /// rounded, or in three, all grey.
    ///
    /// @param wanted 1 or 3
    public Picture withChannels(int wanted) {
        Check.require(
                wanted == 1 || wanted == 3,
                "an image has 1 channel (grey) or 3 (red, green, blue), not %d".formatted(wanted));
        if (wanted == channels) {
            return this;
        }
        byte[] converted = new byte[Math.multiplyExact(rows * columns, wanted)];
        for (int pixel = 0; pixel < rows * columns; pixel++) {
            if (wanted == 1) {
                converted[pixel] = luma(3 * pixel);
            } else {
                converted[3 * pixel] = samples[pixel];
                converted[3 * pixel + 1] = samples[pixel];
                converted[3 * pixel + 2] = samples[pixel];
            }
        }
        return changed(rows, columns, converted, wanted == 1 ? "made grey" : "grey repeated in three channels");
    }

    private byte luma(int at) {
        int sum = 1 << LUMA_BITS - 1;
        for (int channel = 0; channel < LUMA.length; channel++) {
            sum += LUMA[channel] * (samples[at + channel] & 0xff);
        }
        return (byte) (sum >> LUMA_BITS);
    }

    /// The image in this size, `[rowsWanted, columnsWanted, channelsWanted]`, fitted by a rule; made grey before, or
    /// repeated in three channels after.
    ///
    /// @param channelsWanted 1 or 3; 1 for strokes
    /// @throws InvalidRequestException for other channels, and for a size below 1
    public Picture fit(Fit rule, int rowsWanted, int columnsWanted, int channelsWanted) {
        Check.positive("rows", rowsWanted);
        Check.positive("columns", columnsWanted);
        if (rule == Fit.STROKES) {
            Strokes.requireGrey(channelsWanted);
        }
        Picture source = channelsWanted < channels ? withChannels(channelsWanted) : this;
        return rule.apply(source, rowsWanted, columnsWanted).withChannels(channelsWanted);
    }

    /// The image in its own proportions with no side longer than this: to be shown beside others.
    public Picture within(int side) {
        int longest = Math.max(rows, columns);
        if (longest <= side) {
            return this;
        }
        int fewerRows = Math.max(1, Math.round((float) rows * side / longest));
        return fit(Fit.STRETCH, fewerRows, Math.max(1, Math.round((float) columns * side / longest)), channels);
    }

    /// An image made of this one, with what was done.
    Picture changed(int newRows, int newColumns, byte[] newSamples, String step) {
        List<String> all = new ArrayList<>(steps);
        all.add(step);
        return new Picture(newRows, newColumns, newSamples.length / (newRows * newColumns), newSamples, all);
    }

    byte[] shared() {
        return samples;
    }
}
