package nunchi.cpu.step;

import nunchi.cpu.kernel.Tiles;
import nunchi.cpu.memory.Alignment;

/// How right matrices of products lie in panels: strips of units as wide as a register tile, one after the other, each
/// with all points and in them the rows, `[points, depth, strip]`, so that a product reads memory from first to last.
/// Strips belong to blocks of units, which different tasks do.
///
/// @param points the number of matrices that lie strip by strip together; 1 for a convolution as it is defined
/// @param depth  rows of a matrix
/// @param units  columns of a matrix
/// @param block  units of a block, a multiple of 16
public record Panels(int points, int depth, int units, int block, Tiles tiles) {

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

    /// Where the first point of the strip that begins at this unit of a block lies.
    int strip(int index, int unit) {
        return (index * block + unit) * depth * points;
    }

    public int size() {
        return paddedUnits() * depth * points;
    }
}
