package nunchi.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/// Brings what ImageIO decoded to 8-bit sRGB or grey, on white.
final class Samples {
    private static final int WHITE = 255;

    private final BufferedImage image;
    private final List<String> steps;
    private final int rows;
    private final int columns;
    private boolean transparent;

    private Samples(BufferedImage image, List<String> steps) {
        this.image = image;
        this.steps = steps;
        this.rows = image.getHeight();
        this.columns = image.getWidth();
    }

    /// @param steps what was done is added to it
    static Picture picture(BufferedImage image, List<String> steps) throws IOException {
        Samples samples = new Samples(image, steps);
        ColorModel colours = image.getColorModel();
        if (colours instanceof IndexColorModel palette) {
            return samples.ofPalette(palette);
        }
        int type = image.getRaster().getTransferType();
        if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
            throw new IOException("its samples are floating-point numbers; save it with 8 or 16 bits");
        }
        if (colours.getColorSpace().isCS_sRGB() || colours.getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            // Grey is taken as it is stored: by way of colours it would be bent by the grey space's gamma.
            return samples.ofBands(colours);
        }
        BufferedImage converted = new BufferedImage(samples.columns, samples.rows, BufferedImage.TYPE_INT_ARGB);
        new ColorConvertOp(null).filter(image, converted);
        steps.add("colours brought to sRGB");
        return new Samples(converted, steps).ofBands(converted.getColorModel());
    }

    private Picture ofPalette(IndexColorModel palette) {
        int[] colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        boolean grey = IntStream.of(colours)
                .allMatch(
                        colour -> (colour & 0xff) == (colour >> 8 & 0xff) && (colour & 0xff) == (colour >> 16 & 0xff));
        int channels = grey ? 1 : 3;
        byte[] bytes = new byte[Math.multiplyExact(rows * columns, channels)];
        int[] line = new int[columns];
        for (int row = 0; row < rows; row++) {
            image.getRaster().getSamples(0, row, columns, 1, 0, line);
            for (int column = 0; column < columns; column++) {
                int colour = colours[line[column]];
                for (int channel = 0; channel < channels; channel++) {
                    bytes[(row * columns + column) * channels + channel] =
                            onWhite(colour >> 16 - 8 * channel & 0xff, colour >>> 24);
                }
            }
        }
        return picture(channels, bytes);
    }

    private Picture ofBands(ColorModel model) throws IOException {
        int[] most = IntStream.range(0, model.getNumComponents())
                .map(band -> (1 << model.getComponentSize(band)) - 1)
                .toArray();
        if (IntStream.of(most).max().orElseThrow() > 0xffff
                || IntStream.of(most).min().orElseThrow() < 1) {
            throw new IOException("its samples have more than 16 bits; save it with 8 or 16");
        }
        int channels = model.getNumColorComponents() == 1 ? 1 : 3;
        byte[] bytes = new byte[Math.multiplyExact(rows * columns, channels)];
        Raster raster = image.getRaster();
        int[] line = new int[columns * raster.getNumBands()];
        for (int row = 0; row < rows; row++) {
            raster.getPixels(0, row, columns, 1, line);
            reduce(line, most);
            write(line, model, bytes, row * columns * channels);
        }
        if (most[0] > WHITE) {
            steps.add("%d bits a channel brought to 8".formatted(model.getComponentSize(0)));
        }
        return picture(channels, bytes);
    }

    /// To 0 … 255, whatever their bits.
    private static void reduce(int[] line, int[] most) {
        for (int i = 0; i < line.length; i++) {
            int largest = most[i % most.length];
            if (largest != WHITE) {
                line[i] = (line[i] * WHITE + largest / 2) / largest;
            }
        }
    }

    private void write(int[] line, ColorModel model, byte[] bytes, int offset) {
        int bands = line.length / columns;
        int channels = model.getNumColorComponents() == 1 ? 1 : 3;
        for (int column = 0; column < columns; column++) {
            int alpha = model.hasAlpha() ? line[column * bands + bands - 1] : WHITE;
            for (int channel = 0; channel < channels; channel++) {
                int sample = line[column * bands + channel];
                boolean mixed = model.isAlphaPremultiplied() && alpha < WHITE;
                bytes[offset + column * channels + channel] = mixed ? mixed(sample, alpha) : onWhite(sample, alpha);
            }
        }
    }

    private byte onWhite(int sample, int alpha) {
        if (alpha == WHITE) {
            return (byte) sample;
        }
        transparent = true;
        return (byte) ((sample * alpha + WHITE * (WHITE - alpha) + WHITE / 2) / WHITE);
    }

    /// Of a sample that was multiplied by its alpha already.
    private byte mixed(int sample, int alpha) {
        transparent = true;
        return (byte) Math.min(WHITE, sample + WHITE - alpha);
    }

    private Picture picture(int channels, byte[] bytes) {
        if (transparent) {
            steps.add("transparency put on white");
        }
        return new Picture(rows, columns, channels, bytes, steps);
    }
}
