package nunchi.cpu.step;

import nunchi.cpu.kernel.Tiles;
import nunchi.cpu.memory.Alignment;

/// How a transformed weight lies: in strips of units as wide as a register tile, in each strip point by point, `[points, channels, strip]`, so that a
/// product reads it from first to last. Strips belong to blocks of units, which different tasks do.
///
/// @param products points in both directions
/// @param block    units of a block, a multiple of 16
public record WinogradWeight(int products, int channels, int units, int block, Tiles tiles) {

    int paddedUnits() {
        return Alignment.roundUp(units);
    }

    int blocks() {
        return (paddedUnits() + block - 1) / block;
    }

    int blockUnits(int index) {
        return Math.min(block, paddedUnits() - index * block);
    }

    /// The width of the strip that begins at this unit of a block, in vectors.
    int stripVectors(int index, int unit) {
        return tiles.width((blockUnits(index) - unit + tiles.lanes() - 1) / tiles.lanes());
    }

    /// Where point 0 of the strip that begins at this unit of a block lies.
    int strip(int index, int unit) {
        return (index * block + unit) * channels * products;
    }

    public int size() {
        return paddedUnits() * channels * products;
    }
}
